import type { RequestLogEntry } from '../http/request-log.ts'
import type { TokenPermissions } from '../state/token.ts'
import type { RunnerCommand } from './runner-command.ts'
import type { Annotation } from './step-log.ts'

/** How a step, a job or a run ended, in GitHub's words. */
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped'

/** One step that was run or skipped. */
export interface StepRun {
  readonly id: string
  readonly name: string
  /** Before `continue-on-error` is applied. */
  readonly outcome: Conclusion
  readonly conclusion: Conclusion
  /** Null for steps without a process, and for processes that a signal ended. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly outputs: Readonly<Record<string, string>>
  /** What stood in the job's log, with secrets masked and commands taken out. */
  readonly log: readonly string[]
  /** Every runner command found in the output, in order. */
  readonly commands: readonly RunnerCommand[]
  readonly annotations: readonly Annotation[]
  /** What was written to GITHUB_STEP_SUMMARY. */
  readonly summary: string
  /** What the runner complained of, such as a malformed output file; each makes the step fail. */
  readonly problems: readonly string[]
  /** Milliseconds. */
  readonly duration: number
}

/** One job of a run. That of a called workflow has its caller's id and name before its own: `sweep/run`, `Sweep / Run`. */
export interface JobRun {
  readonly id: string
  name: string
  conclusion: Conclusion | null
  outputs: Readonly<Record<string, string>>
  /** The evaluated concurrency group; null without one, and for a job that its `if:` skipped. */
  concurrencyGroup: string | null
  /** What the job's GITHUB_TOKEN may do; empty until it starts. */
  permissions: TokenPermissions
  readonly steps: StepRun[]
  /** The requests that were made with workflow tokens while the job ran. */
  requests: readonly RequestLogEntry[]
  /** Milliseconds. */
  duration: number
}

/** One run of a workflow. */
export interface WorkflowRun {
  readonly id: number
  readonly number: number
  /** What the list of runs calls it: the evaluated `run-name`, or the workflow's name. */
  title: string
  readonly workflowName: string
  readonly workflowPath: string
  /** `owner/name`. */
  readonly repository: string
  readonly event: string
  readonly action: string | null
  readonly actor: string
  readonly ref: string
  readonly sha: string
  /** `waiting`: a person has to approve it. `pending`: another run of its concurrency group has to end first. */
  status: 'waiting' | 'pending' | 'in_progress' | 'completed'
  conclusion: Conclusion | null
  /** The evaluated concurrency group of the workflow, null without one. */
  concurrencyGroup: string | null
  readonly jobs: JobRun[]
  /** Problems of the run as a whole: a broken workflow file, an expression that failed. */
  readonly problems: string[]
  readonly createdAt: Date
  /** Milliseconds from the start of the first job to the end of the last. */
  duration: number
}

/** Everything that a run's steps printed, in order. */
export function logOf(run: WorkflowRun): readonly string[] {
  return run.jobs.flatMap((job) => job.steps.flatMap((step) => step.log))
}

/** Every annotation of a run. */
export function annotationsOf(run: WorkflowRun): readonly Annotation[] {
  return run.jobs.flatMap((job) => job.steps.flatMap((step) => step.annotations))
}

/** The job summaries of a run, joined. */
export function summaryOf(run: WorkflowRun): string {
  return run.jobs.flatMap((job) => job.steps.map((step) => step.summary)).join('')
}
