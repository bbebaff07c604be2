import { settingOfCall } from './called-setting.ts'
import { type Concurrency, type ConcurrencyGroups, evaluateConcurrency } from './concurrency.ts'
import { type ExpressionScope, evaluateCondition } from './expression.ts'
import { jobScope, needsOf, orderByNeeds, workflowScope } from './job-scope.ts'
import type { Conclusion, JobRun, WorkflowRun } from './run.ts'
import { type RunSetting, runJob } from './run-job.ts'
import { takeTurn } from './take-turn.ts'
import { evaluateMapping, evaluateText, readKey, type Template } from './template.ts'
import type { Job, WorkflowCall } from './workflow.ts'

/** Where the jobs of a workflow run. */
export interface JobsPlace {
  readonly run: WorkflowRun
  readonly groups: ConcurrencyGroups
  /** The concurrency groups that are held for as long as these jobs run. */
  readonly held: readonly string[]
  /** The job that called their workflow. */
  readonly caller: Pick<JobRun, 'id' | 'name'> | undefined
}

/** Runs the jobs of a workflow, each as soon as those it needs have ended, and gives their records by id. */
export async function runJobs(setting: RunSetting, place: JobsPlace): Promise<ReadonlyMap<string, JobRun>> {
  const endings = new Map<string, Promise<void>>()
  const records = new Map<string, JobRun>()
  for (const job of orderByNeeds(setting.workflow.jobs)) {
    const record = makeRecord(job, place.caller)
    // A calling job is no job itself; it is listed only where nothing of its workflow ran.
    if (!job.call) place.run.jobs.push(record)
    records.set(job.id, record)
    const before = job.needs.map((id) => endings.get(id))
    endings.set(
      job.id,
      Promise.all(before).then(() => performJob(setting, job, { ...place, record, records })),
    )
  }
  await Promise.all(endings.values())
  return records
}

/** How jobs ended together. */
export function concludeJobs(jobs: readonly JobRun[], cancelled: boolean): Conclusion {
  const conclusions = jobs.map((job) => job.conclusion)
  if (conclusions.includes('failure')) return 'failure'
  if (cancelled || conclusions.includes('cancelled')) return 'cancelled'
  return conclusions.every((conclusion) => conclusion === 'skipped') ? 'skipped' : 'success'
}

interface JobWork extends JobsPlace {
  readonly record: JobRun
  readonly records: ReadonlyMap<string, JobRun>
}

async function performJob(setting: RunSetting, job: Job, work: JobWork): Promise<void> {
  const { record, run } = work
  try {
    const scope = jobScope(setting, job, work.records)
    if (job.name !== undefined) record.name = nameOf(evaluateText(job.name, scope), work.caller)
    if (evaluateCondition(job.condition, scope)) {
      await performInTurn(setting, job, { ...work, scope })
      const tolerated = record.conclusion === 'failure' && evaluateText(job.continueOnError, scope) === 'true'
      if (tolerated) record.conclusion = 'success'
    } else record.conclusion = setting.cancel.aborted ? 'cancelled' : 'skipped'
  } catch (error) {
    record.conclusion = 'failure'
    run.problems.push(`${record.id}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (job.call && !run.jobs.some(({ id }) => id.startsWith(`${record.id}/`))) run.jobs.push(record)
}

interface ScopedWork extends JobWork {
  readonly scope: ExpressionScope
}

/** The group of a job is entered only here, after its `if:` (BrighterCommand/Brighter#4372, ROCm/rocm-systems#9087). */
async function performInTurn(setting: RunSetting, job: Job, work: ScopedWork): Promise<void> {
  const { record } = work
  const concurrency = evaluateConcurrency(job.concurrency, work.scope)
  record.concurrencyGroup = concurrency?.group ?? null
  await inTurn(setting, { ...work, concurrency }, async (inside, held) => {
    if (job.call) await performCall(inside, job, { ...work, held, call: job.call })
    else await runJob(inside, job, { record, needs: needsOf(job, work.records) })
  })
}

/** The called workflow's own group is entered by its caller, and held until its last job ends. */
async function performCall(
  setting: RunSetting,
  job: Job,
  work: ScopedWork & { readonly call: WorkflowCall },
): Promise<void> {
  const { record, run, call } = work
  const called = settingOfCall(setting, { job, call, scope: work.scope })
  const concurrency = evaluateConcurrency(call.workflow.concurrency, workflowScope(called))
  await inTurn(called, { ...work, concurrency }, async (inside, held) => {
    const records = await runJobs(inside, { run, groups: work.groups, held, caller: record })
    record.conclusion = concludeJobs([...records.values()], inside.cancel.aborted)
    record.outputs = outputsOf(call.workflow.outputs, workflowScope(inside), records)
  })
}

async function inTurn(
  setting: RunSetting,
  work: JobWork & { readonly concurrency: Concurrency | null },
  perform: (setting: RunSetting, held: readonly string[]) => Promise<void>,
): Promise<void> {
  const { concurrency, held, record, run } = work
  const turn = await takeTurn(work.groups, concurrency, {
    ...{ cancel: setting.cancel, held },
    work: (cancel) => perform({ ...setting, cancel }, concurrency ? [...held, concurrency.group] : held),
  })
  if (turn === 'done') return
  record.conclusion = 'cancelled'
  if (turn === 'deadlocked') {
    run.problems.push(
      `${record.id}: Canceling since a deadlock for concurrency group '${concurrency?.group}' was detected`,
    )
  }
}

function outputsOf(
  template: Template | undefined,
  scope: ExpressionScope,
  records: ReadonlyMap<string, JobRun>,
): Readonly<Record<string, string>> {
  if (template === undefined || template === null || typeof template !== 'object' || template.type !== 2) return {}
  const ended = [...records].map(([id, { conclusion, outputs }]) => [id, { result: conclusion, outputs }])
  const contexts = { ...scope.contexts, jobs: Object.fromEntries(ended) }
  const map = template.map.map(({ Key, Value }) => ({ Key, Value: readKey(Value, 'value') ?? null }))
  return evaluateMapping({ type: 2, map }, { ...scope, contexts })
}

function makeRecord(job: Job, caller: JobsPlace['caller']): JobRun {
  const empty = { outputs: {}, permissions: {}, steps: [], requests: [], duration: 0 }
  const id = caller ? `${caller.id}/${job.id}` : job.id
  return { id, name: nameOf(job.id, caller), conclusion: null, concurrencyGroup: null, ...empty }
}

function nameOf(name: string, caller: JobsPlace['caller']): string {
  return caller ? `${caller.name} / ${name}` : name
}
