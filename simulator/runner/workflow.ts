import type { Template } from './template.ts'

/** One way to start a workflow, as its `on:` names it, with the filters it sets. */
export interface Trigger {
  readonly event: string
  readonly types?: readonly string[]
  readonly branches?: readonly string[]
  readonly branchesIgnore?: readonly string[]
  readonly tags?: readonly string[]
  readonly paths?: readonly string[]
  readonly pathsIgnore?: readonly string[]
  /** Cron expressions in UTC; only for `schedule`. */
  readonly crons?: readonly string[]
  /** Declared inputs; only for `workflow_dispatch` and `workflow_call`. */
  readonly inputs?: Readonly<Record<string, DeclaredInput>>
}

/** An input of `workflow_dispatch` or `workflow_call`. */
export interface DeclaredInput {
  readonly kind: string
  readonly required: boolean
  readonly initial?: string
  readonly options?: readonly string[]
}

/** One step of a job. `condition` already carries GitHub's implied `success()`. */
export interface Step {
  /** The step's own `id`, or one that GitHub's parser made up, which begins with `__`. */
  readonly id: string
  readonly name?: Template
  readonly condition: string
  readonly action: StepAction
  readonly env?: Template
  readonly timeoutMinutes?: Template
  readonly continueOnError?: Template
}

/** What a step does: it uses an action, or runs a script. */
export type StepAction =
  | { readonly kind: 'uses'; readonly reference: string; readonly inputs?: Template }
  | { readonly kind: 'run'; readonly script: Template; readonly shell?: string; readonly directory?: Template }

/** One job. `condition` already carries GitHub's implied `success()`. */
export interface Job {
  readonly id: string
  readonly name?: Template
  readonly needs: readonly string[]
  readonly condition: string
  readonly permissions?: Template
  readonly concurrency?: Template
  readonly env?: Template
  readonly outputs?: Template
  readonly timeoutMinutes?: Template
  readonly continueOnError?: Template
  readonly shell?: string
  readonly directory?: Template
  readonly steps: readonly Step[]
  /** Set where the job runs another workflow instead of steps. */
  readonly call?: WorkflowCall
}

/** What a job says of the workflow that it calls. */
export interface WorkflowCall {
  /** The called workflow, of the same commit. */
  readonly workflow: Workflow
  readonly inputs?: Template
  /** A mapping, or the word `inherit`. */
  readonly secrets?: Template
}

/** A workflow file, read. */
export interface Workflow {
  readonly path: string
  readonly name: string
  readonly runName?: Template
  readonly triggers: readonly Trigger[]
  readonly permissions?: Template
  readonly concurrency?: Template
  readonly env?: Template
  /** What `workflow_call` hands back to its caller. */
  readonly outputs?: Template
  readonly jobs: readonly Job[]
}
