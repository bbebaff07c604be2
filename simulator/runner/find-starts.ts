import { isWorkflowSwitchedOff } from '../state/workflows.ts'
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
  /** The event's payload as the run gets it. */
  readonly payload: RunnerEvent['payload']
  /** Whether a person has to approve the run first. */
  readonly waits: boolean
}

const dispatches: readonly string[] = ['workflow_dispatch', 'repository_dispatch']

/**
 * Finds the workflows that an event starts. What a workflow's own token did starts nothing, but for dispatches, and
 * pull requests that it opens or pushes to, whose runs wait for approval. A workflow that is switched off is started by
 * nothing at all, whatever else its file has beside the schedule that went idle.
 */
export async function findStarts(event: RunnerEvent, files: WorkflowFiles): Promise<readonly Start[]> {
  const waits = event.byWorkflow && event.name === 'pull_request' && event.action !== 'closed'
  if (event.byWorkflow && !waits && !dispatches.includes(event.name)) return []
  const facts = await readEventFacts(event)
  if (facts === null) return []
  const found = await files.at(event.repository, facts.sha)
  return found.flatMap((file) => {
    if (isWorkflowSwitchedOff(event.repository, file.path)) return []
    const start = findStart(event, facts, file)
    return start === null ? [] : [{ ...start, waits }]
  })
}

function findStart(event: RunnerEvent, facts: EventFacts, file: WorkflowFile): Omit<Start, 'waits'> | null {
  const { path, reading } = file
  const { payload } = event
  if (reading.kind === 'broken') return { path, facts, workflow: null, problems: reading.errors, inputs: {}, payload }
  const { workflow } = reading
  const start = { path, facts, workflow, problems: [], inputs: {}, payload }
  if (event.name === 'schedule') {
    const due = workflow.triggers.some((trigger) => trigger.crons?.includes(String(event.payload.schedule)))
    return due && event.payload.workflow === path ? start : null
  }
  if (event.name === 'workflow_dispatch' && !isDispatchOf(path, event.payload.workflow)) return null
  const trigger = findTrigger(workflow, facts.subject)
  if (!trigger) return null
  if (event.name !== 'workflow_dispatch') return start
  const given = event.payload.inputs
  const inputs = resolveInputs(trigger.inputs ?? {}, typeof given === 'object' && given !== null ? { ...given } : {})
  return { ...start, inputs, payload: { ...payload, inputs: toPayload(inputs) } }
}

/**
 * The payload has the inputs with their defaults, all as text, and null where the workflow declares none.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#providing-inputs
 */
function toPayload(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | null {
  const entries = Object.entries(inputs)
  return entries.length === 0 ? null : Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

function isDispatchOf(path: string, workflow: unknown): boolean {
  return workflow === path || workflow === path.slice(path.lastIndexOf('/') + 1)
}
