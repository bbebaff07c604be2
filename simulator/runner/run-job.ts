import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RequestLogEntry } from '../http/request-log.ts'
import type { Repository } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import type { Children } from './child.ts'
import { JobSession } from './job-session.ts'
import { grantPermissions } from './permissions.ts'
import type { Conclusion, JobRun } from './run.ts'
import type { RunFacts } from './run-facts.ts'
import { runStep, toMilliseconds } from './run-step.ts'
import type { RunnerOptions } from './runner-options.ts'
import { evaluateMapping, type Template } from './template.ts'
import type { Job, Workflow } from './workflow.ts'

/** What the jobs of a run share. */
export interface RunSetting {
  readonly world: World
  readonly repository: Repository
  readonly options: RunnerOptions
  readonly children: Children
  readonly facts: RunFacts
  readonly workflow: Workflow
  /** Inputs of a `workflow_dispatch` or of the call. */
  readonly inputs: Readonly<Record<string, unknown>>
  /** The secrets that the workflow sees: the repository's, or those that its caller passes on. */
  readonly secrets: Readonly<Record<string, string>>
  /** The `permissions:` of the callers, nearest first: they hold where a called workflow says nothing itself. */
  readonly inherited: readonly (Template | undefined)[]
  readonly cancel: AbortSignal
}

/** Runs the steps of a job with a token of its own and fills in its record. The job's `if:` has been evaluated. */
export async function runJob(
  setting: RunSetting,
  job: Job,
  work: { readonly record: JobRun; readonly needs: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { world, repository, options, workflow, facts, secrets } = setting
  const { record } = work
  const started = performance.now()
  const firstRequest = world.requests.length
  record.permissions = grantPermissions([job.permissions, workflow.permissions, ...setting.inherited])
  const token = world.addToken({ kind: 'workflow', permissions: record.permissions, repository: facts.repository })
  const root = mkdtempSync(join(options.directory, 'job-'))
  const timeout = new AbortController()
  const cancel = AbortSignal.any([setting.cancel, timeout.signal])
  const contexts = { inputs: setting.inputs, needs: work.needs }
  const common = { world, repository, facts, options, secrets, children: setting.children }
  const session = new JobSession({
    ...{ ...common, permissions: record.permissions, cancel },
    ...{ jobId: job.id, token, contexts, root },
  })
  const minutes = { scope: session.scope(), minute: options.minute }
  const limit = job.timeoutMinutes ? toMilliseconds(job.timeoutMinutes, minutes) : options.jobTimeout
  const timer = setTimeout(() => timeout.abort(), limit)
  try {
    Object.assign(session.environment, evaluateMapping(workflow.env, session.scope()))
    Object.assign(session.environment, evaluateMapping(job.env, session.scope()))
    for (const step of job.steps) await runStep(session, job, step)
    record.outputs = visibleOutputs(session, evaluateMapping(job.outputs, session.scope()))
    record.conclusion = conclude(session)
  } finally {
    clearTimeout(timer)
    world.tokens.delete(token)
    record.steps.push(...session.steps)
    record.requests = world.requests.slice(firstRequest).filter(isByWorkflow)
    record.duration = performance.now() - started
    if (!options.keepFolders) await rm(root, { recursive: true, force: true })
  }
}

function conclude(session: JobSession): Conclusion {
  const { failed, cancelled } = session.progress
  return cancelled ? 'cancelled' : failed ? 'failure' : 'success'
}

/** GitHub passes no output on that contains a secret. */
function visibleOutputs(session: JobSession, outputs: Readonly<Record<string, string>>): Record<string, string> {
  const secrets = [...session.masks]
  return Object.fromEntries(
    Object.entries(outputs).filter(([, value]) => !secrets.some((secret) => value.includes(secret))),
  )
}

function isByWorkflow(entry: RequestLogEntry): boolean {
  return entry.kind === 'workflow'
}
