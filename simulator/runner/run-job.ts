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
import { evaluateMapping } from './template.ts'
import type { Job, Workflow } from './workflow.ts'

/** What the jobs of a run share. */
export interface RunSetting {
  readonly world: World
  readonly repository: Repository
  readonly options: RunnerOptions
  readonly children: Children
  readonly facts: RunFacts
  readonly workflow: Workflow
  /** Inputs of a `workflow_dispatch`. */
  readonly inputs: Readonly<Record<string, unknown>>
  readonly cancel: AbortSignal
}

/** Runs the steps of a job with a token of its own and fills in its record. The job's `if:` has been evaluated. */
export async function runJob(
  setting: RunSetting,
  job: Job,
  work: { readonly record: JobRun; readonly needs: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { world, repository, options, workflow, facts } = setting
  const { record } = work
  const started = performance.now()
  const firstRequest = world.requests.length
  record.permissions = grantPermissions(job.permissions, workflow.permissions)
  const token = world.addToken({ kind: 'workflow', permissions: record.permissions, repository: facts.repository })
  const root = mkdtempSync(join(options.directory, 'job-'))
  const timeout = new AbortController()
  const cancel = AbortSignal.any([setting.cancel, timeout.signal])
  const contexts = { inputs: setting.inputs, needs: work.needs }
  const common = { world, repository, facts, options, children: setting.children, permissions: record.permissions }
  const session = new JobSession({ ...common, cancel, jobId: job.id, token, contexts, root })
  const limit = job.timeoutMinutes ? toMilliseconds(job.timeoutMinutes, session.scope()) : options.jobTimeout
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
