import { resolveInputs } from './dispatch-inputs.ts'
import { type EventFacts, type RunnerEvent, readEventFacts } from './event-facts.ts'
import { findTrigger } from './trigger-match.ts'
import type { Workflow } from './workflow.ts'
import type { WorkflowFile, WorkflowFiles } from './workflow-files.ts'

/** A workflow that an event starts. */
export interface Start {
  readonly path: string
  readonly facts: EventFacts
  /** Null where the file is broken: the run fails with these problems. */
  readonly workflow: Workflow | null
  readonly problems: readonly string[]
  readonly inputs: Readonly<Record<string, unknown>>
  /** Whether a person has to approve the run first. */
  readonly waits: boolean
}

const dispatches: readonly string[] = ['workflow_dispatch', 'repository_dispatch']

/**
 * Finds the workflows that an event starts. What a workflow's own token did starts nothing, but for dispatches, and
 * pull requests that it opens or pushes to, whose runs wait for approval.
 */
export async function findStarts(event: RunnerEvent, files: WorkflowFiles): Promise<readonly Start[]> {
  const waits = event.byWorkflow && event.name === 'pull_request' && event.action !== 'closed'
  if (event.byWorkflow && !waits && !dispatches.includes(event.name)) return []
  const facts = await readEventFacts(event)
  if (facts === null) return []
  const found = await files.at(event.repository, facts.sha)
  return found.flatMap((file) => {
    const start = findStart(event, facts, file)
    return start === null ? [] : [{ ...start, waits }]
  })
}

function findStart(event: RunnerEvent, facts: EventFacts, file: WorkflowFile): Omit<Start, 'waits'> | null {
  const { path, reading } = file
  if (reading.kind === 'broken') return { path, facts, workflow: null, problems: reading.errors, inputs: {} }
  const { workflow } = reading
  if (event.name === 'schedule') {
    const due = workflow.triggers.some((trigger) => trigger.crons?.includes(String(event.payload.schedule)))
    return due && event.payload.workflow === path ? { path, facts, workflow, problems: [], inputs: {} } : null
  }
  if (event.name === 'workflow_dispatch' && !isDispatchOf(path, event.payload.workflow)) return null
  const trigger = findTrigger(workflow, facts.subject)
  if (!trigger) return null
  if (event.name !== 'workflow_dispatch') return { path, facts, workflow, problems: [], inputs: {} }
  const given = event.payload.inputs
  const inputs = resolveInputs(trigger.inputs ?? {}, typeof given === 'object' && given !== null ? { ...given } : {})
  return { path, facts, workflow, problems: [], inputs }
}

function isDispatchOf(path: string, workflow: unknown): boolean {
  return workflow === path || workflow === path.slice(path.lastIndexOf('/') + 1)
}
