import { type ExpressionScope, freshProgress, type Progress } from './expression.ts'
import type { JobRun } from './run.ts'
import { githubContext } from './run-facts.ts'
import type { RunSetting } from './run-job.ts'
import type { Job } from './workflow.ts'

/** The jobs of one workflow as far as they have come, by id. */
export type JobRecords = ReadonlyMap<string, Pick<JobRun, 'conclusion' | 'outputs'>>

/** What expressions of the workflow as a whole see: `run-name`, `concurrency`. */
export function workflowScope({ world, facts, options, inputs }: WorkflowSetting): ExpressionScope {
  const contexts = { github: githubContext(world, facts, null), inputs, vars: options.variables }
  return { contexts, progress: freshProgress }
}

type WorkflowSetting = Pick<RunSetting, 'world' | 'facts' | 'options' | 'inputs'>

/** What expressions of a job see before it starts. */
export function jobScope(setting: RunSetting, job: Job, records: JobRecords): ExpressionScope {
  const { contexts } = workflowScope(setting)
  const needed = ancestorsOf(setting.workflow.jobs, job)
  return {
    contexts: { ...contexts, needs: needsOf(job, records) },
    progress: progressOf(needed, records, setting.cancel.aborted),
  }
}

/** The context `needs`: how the jobs that a job needs have ended, and their outputs, also of one that failed. */
export function needsOf(job: Job, records: JobRecords): Record<string, unknown> {
  return Object.fromEntries(
    job.needs.map((id) => {
      const record = records.get(id)
      return [id, { result: record?.conclusion ?? 'skipped', outputs: record?.outputs ?? {} }]
    }),
  )
}

/** Jobs in an order in which each comes after those it needs. GitHub's parser has already refused cycles. */
export function orderByNeeds(jobs: readonly Job[]): readonly Job[] {
  const ordered: Job[] = []
  const add = (job: Job) => {
    for (const other of jobs) if (job.needs.includes(other.id)) add(other)
    if (!ordered.includes(job)) ordered.push(job)
  }
  for (const job of jobs) add(job)
  return ordered
}

/** `success()` of a job looks at all jobs it needs, and at those that these need. */
function progressOf(needed: readonly Job[], records: JobRecords, cancelled: boolean): Progress {
  const conclusions = needed.map((job) => records.get(job.id)?.conclusion)
  if (conclusions.length === 0) return { ...freshProgress, cancelled, succeeded: !cancelled }
  const failed = conclusions.includes('failure')
  return { failed, cancelled, succeeded: !cancelled && conclusions.every((conclusion) => conclusion === 'success') }
}

function ancestorsOf(jobs: readonly Job[], job: Job): readonly Job[] {
  const direct = jobs.filter((other) => job.needs.includes(other.id))
  return [...new Set(direct.flatMap((other) => [other, ...ancestorsOf(jobs, other)]))]
}
