import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Repository } from '../state/repository.ts'
import type { TokenPermissions } from '../state/token.ts'
import type { World } from '../state/world.ts'
import type { Children } from './child.ts'
import type { ExpressionScope, Progress } from './expression.ts'
import type { StepRun } from './run.ts'
import { baseEnvironment, githubContext, type RunFacts } from './run-facts.ts'
import type { RunnerOptions } from './runner-options.ts'

/** What a job needs from outside. */
export interface JobSetting {
  readonly world: World
  readonly repository: Repository
  readonly facts: RunFacts
  readonly options: RunnerOptions
  readonly secrets: Readonly<Record<string, string>>
  readonly children: Children
  readonly cancel: AbortSignal
  readonly jobId: string
  readonly token: string
  readonly permissions: TokenPermissions
  /** The contexts that do not change while the job runs: inputs, needs, vars, and the env of the workflow. */
  readonly contexts: Readonly<Record<string, unknown>>
  /** An empty folder for this job alone. */
  readonly root: string
}

/** A job while it runs: its folders, its environment as steps add to it, and the results of its steps. */
export class JobSession {
  readonly setting: JobSetting
  readonly workspace: string
  readonly temp: string
  /** Values that must not show in the log; shared by all steps. */
  readonly masks: Set<string>
  /** `env` of workflow and job, and what steps wrote to GITHUB_ENV. */
  readonly environment: Record<string, string> = {}
  /** What steps wrote to GITHUB_PATH, last first. */
  readonly extraPath: string[] = []
  readonly steps: StepRun[] = []

  constructor(setting: JobSetting) {
    this.setting = setting
    this.workspace = join(setting.root, 'work', setting.repository.name, setting.repository.name)
    this.temp = join(setting.root, 'temp')
    for (const folder of [this.workspace, this.temp, this.home]) mkdirSync(folder, { recursive: true })
    this.masks = new Set([setting.token, ...Object.values(setting.options.secrets)].filter((value) => value !== ''))
  }

  get home(): string {
    return join(this.setting.root, 'home')
  }

  get progress(): Progress {
    const failed = this.steps.some((step) => step.conclusion === 'failure')
    const cancelled = this.setting.cancel.aborted
    return { failed, cancelled, succeeded: !failed && !cancelled }
  }

  /** What expressions of a step see; `env` are the step's own variables. */
  scope(env: Readonly<Record<string, string>> = {}): ExpressionScope {
    const { world, facts, options, secrets, token, jobId, contexts } = this.setting
    const { failed, cancelled } = this.progress
    const steps = this.steps.filter((step) => !step.id.startsWith('__'))
    return {
      progress: this.progress,
      contexts: {
        ...contexts,
        github: githubContext(world, facts, { job: jobId, workspace: this.workspace, token }),
        env: { ...this.environment, ...env },
        vars: options.variables,
        secrets: { ...secrets, GITHUB_TOKEN: token },
        job: { status: cancelled ? 'cancelled' : failed ? 'failure' : 'success' },
        runner: { os: 'Linux', arch: 'X64', temp: this.temp, name: 'GitHub Actions 1', environment: 'github-hosted' },
        strategy: {},
        matrix: {},
        steps: Object.fromEntries(
          steps.map(({ id, outputs, outcome, conclusion }) => [id, { outputs, outcome, conclusion }]),
        ),
      },
    }
  }

  /** The whole environment of a process of this job, but for the step's files and inputs. */
  processEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
    const { world, facts, options, token, jobId } = this.setting
    const path = [...this.extraPath, options.path].join(':')
    const place = { job: jobId, workspace: this.workspace, token, temp: this.temp, home: this.home, path }
    // As at GitHub, nobody can replace the runner's own variables.
    return { ...this.environment, ...env, ...baseEnvironment(world, facts, place) }
  }
}
