import { countRoundTrips } from '../simulator/http/request-log.ts'
import type { WorkflowRun } from '../simulator/runner/run.ts'

/** What a run of the workflow cost: requests, sequential round trips, writes, and milliseconds of the action itself. */
export interface Figures {
  readonly requests: number
  readonly roundTrips: number
  readonly writes: number
  readonly milliseconds: number
  readonly jobs: readonly string[]
  readonly outcome: string
}

/** Reads the figures of a run from the server's log and the runner's clock. */
export function measure(run: WorkflowRun): Figures {
  const requests = run.jobs.flatMap((job) => job.requests)
  const steps = run.jobs.flatMap((job) => job.steps).filter((step) => 'outcome' in step.outputs)
  const ran = run.jobs.filter(({ conclusion }) => conclusion !== 'skipped')
  return {
    requests: requests.length,
    roundTrips: countRoundTrips(requests),
    writes: requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/graphql')).length,
    milliseconds: Math.round(steps.reduce((sum, step) => sum + step.duration, 0)),
    jobs: ran.map(({ id }) => id),
    outcome: steps.map(({ outputs }) => outputs.outcome ?? '').join(', '),
  }
}
