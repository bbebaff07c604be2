import { type Concurrency, type ConcurrencyGroups, evaluateConcurrency } from './concurrency.ts'
import { type ExpressionScope, evaluateCondition, freshProgress, type Progress } from './expression.ts'
import type { Conclusion, JobRun, WorkflowRun } from './run.ts'
import { githubContext } from './run-facts.ts'
import { type RunSetting, runJob } from './run-job.ts'
import { evaluateText } from './template.ts'
import type { Job } from './workflow.ts'

/** Runs all jobs of a run, each as soon as those it needs have ended, and fills in the run's record. */
export async function runWorkflow(setting: RunSetting, run: WorkflowRun, groups: ConcurrencyGroups): Promise<void> {
  const started = performance.now()
  const endings = new Map<string, Promise<void>>()
  const records = new Map<string, JobRun>()
  for (const job of orderByNeeds(setting.workflow.jobs)) {
    const record = makeRecord(job)
    run.jobs.push(record)
    records.set(job.id, record)
    const before = job.needs.map((id) => endings.get(id))
    endings.set(
      job.id,
      Promise.all(before).then(() => performJob(setting, job, { run, record, records, groups })),
    )
  }
  await Promise.all(endings.values())
  run.duration = performance.now() - started
  run.conclusion = conclude(run.jobs, setting.cancel.aborted)
}

interface JobWork {
  readonly run: WorkflowRun
  readonly record: JobRun
  readonly records: ReadonlyMap<string, JobRun>
  readonly groups: ConcurrencyGroups
}

async function performJob(setting: RunSetting, job: Job, work: JobWork): Promise<void> {
  const { record, run } = work
  try {
    const scope = scopeOf(setting, job, work.records)
    if (job.name !== undefined) Object.assign(record, { name: evaluateText(job.name, scope) })
    if (!evaluateCondition(job.condition, scope)) {
      record.conclusion = setting.cancel.aborted ? 'cancelled' : 'skipped'
      return
    }
    const needs = needsOf(job, work.records)
    const concurrency = evaluateConcurrency(job.concurrency, scope)
    if (concurrency === null) await runJob(setting, job, { record, needs })
    else await runInTurn(setting, job, { ...work, needs, concurrency })
    const tolerated = record.conclusion === 'failure' && evaluateText(job.continueOnError, scope) === 'true'
    if (tolerated) record.conclusion = 'success'
  } catch (error) {
    record.conclusion = 'failure'
    run.problems.push(`${job.id}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function runInTurn(
  setting: RunSetting,
  job: Job,
  work: JobWork & { readonly needs: Readonly<Record<string, unknown>>; readonly concurrency: Concurrency },
): Promise<void> {
  const { groups, concurrency, record, needs } = work
  const overtaken = new AbortController()
  const contender = { cancel: () => overtaken.abort() }
  const admitted = await groups.enter(concurrency, contender, () => undefined)
  if (!admitted) {
    record.conclusion = 'cancelled'
    return
  }
  try {
    const cancel = AbortSignal.any([setting.cancel, overtaken.signal])
    await runJob({ ...setting, cancel }, job, { record, needs })
  } finally {
    groups.leave(concurrency, contender)
  }
}

function scopeOf(setting: RunSetting, job: Job, records: ReadonlyMap<string, JobRun>): ExpressionScope {
  const { world, facts, options, inputs, cancel } = setting
  const contexts = {
    github: githubContext(world, facts, null),
    needs: needsOf(job, records),
    inputs,
    vars: options.variables,
  }
  return { contexts, progress: progressOf(ancestorsOf(setting.workflow.jobs, job), records, cancel.aborted) }
}

/** `success()` of a job looks at all jobs it needs, and at those that these need. */
function progressOf(needed: readonly Job[], records: ReadonlyMap<string, JobRun>, cancelled: boolean): Progress {
  const conclusions = needed.map((job) => records.get(job.id)?.conclusion)
  if (conclusions.length === 0) return { ...freshProgress, cancelled, succeeded: !cancelled }
  const failed = conclusions.includes('failure')
  return { failed, cancelled, succeeded: !cancelled && conclusions.every((conclusion) => conclusion === 'success') }
}

function ancestorsOf(jobs: readonly Job[], job: Job): readonly Job[] {
  const direct = jobs.filter((other) => job.needs.includes(other.id))
  return [...new Set(direct.flatMap((other) => [other, ...ancestorsOf(jobs, other)]))]
}

function needsOf(job: Job, records: ReadonlyMap<string, JobRun>): Record<string, unknown> {
  return Object.fromEntries(
    job.needs.map((id) => {
      const record = records.get(id)
      return [id, { result: record?.conclusion ?? 'skipped', outputs: record?.outputs ?? {} }]
    }),
  )
}

/** GitHub's parser has already refused cycles and unknown names. */
function orderByNeeds(jobs: readonly Job[]): readonly Job[] {
  const ordered: Job[] = []
  const add = (job: Job) => {
    for (const other of jobs) if (job.needs.includes(other.id)) add(other)
    if (!ordered.includes(job)) ordered.push(job)
  }
  for (const job of jobs) add(job)
  return ordered
}

function makeRecord(job: Job): JobRun {
  const empty = { outputs: {}, permissions: {}, steps: [], requests: [], duration: 0 }
  return { id: job.id, name: job.id, conclusion: null, ...empty }
}

function conclude(jobs: readonly JobRun[], cancelled: boolean): Conclusion {
  const conclusions = jobs.map((job) => job.conclusion)
  if (conclusions.includes('failure')) return 'failure'
  if (cancelled || conclusions.includes('cancelled')) return 'cancelled'
  return conclusions.every((conclusion) => conclusion === 'skipped') ? 'skipped' : 'success'
}
