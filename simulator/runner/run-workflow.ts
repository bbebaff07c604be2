import type { ConcurrencyGroups } from './concurrency.ts'
import type { WorkflowRun } from './run.ts'
import type { RunSetting } from './run-job.ts'
import { concludeJobs, runJobs } from './run-jobs.ts'

/** Runs all jobs of a run and fills in the run's record. */
export async function runWorkflow(setting: RunSetting, run: WorkflowRun, groups: ConcurrencyGroups): Promise<void> {
  const started = performance.now()
  const held = run.concurrencyGroup === null ? [] : [run.concurrencyGroup]
  await runJobs(setting, { run, groups, held, caller: undefined })
  run.duration = performance.now() - started
  run.conclusion = concludeJobs(run.jobs, setting.cancel.aborted)
}
