import { fullName } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import type { RunnerEvent } from './event-facts.ts'
import type { ExpressionScope } from './expression.ts'
import type { Start } from './find-starts.ts'
import type { WorkflowRun } from './run.ts'
import type { RunFacts } from './run-facts.ts'
import { evaluateText } from './template.ts'
import type { Workflow } from './workflow.ts'

/** The record of a run that begins; it is numbered after the `earlier` ones of the same workflow. */
export function makeRun(
  event: RunnerEvent,
  start: Start,
  { world, earlier }: { readonly world: World; readonly earlier: readonly WorkflowRun[] },
): WorkflowRun {
  const repository = fullName(event.repository)
  const siblings = earlier.filter((run) => run.workflowPath === start.path && run.repository === repository)
  return {
    id: world.nextId(),
    number: siblings.length + 1,
    title: start.workflow?.name ?? start.path,
    workflowName: start.workflow?.name ?? start.path,
    workflowPath: start.path,
    repository,
    event: event.name,
    action: event.action,
    actor: event.actor.login,
    ref: start.facts.ref,
    sha: start.facts.sha,
    status: start.waits ? 'waiting' : 'in_progress',
    conclusion: null,
    concurrencyGroup: null,
    jobs: [],
    problems: [...start.problems],
    createdAt: world.clock.now(),
    duration: 0,
  }
}

/**
 * What the list of runs calls a run: its `run-name`. Where that is nothing but blanks GitHub takes a title of the event's;
 * here it is the workflow's name. https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#run-name
 */
export function titleOf({ runName, name }: Workflow, scope: ExpressionScope): string {
  return evaluateText(runName, scope).trim() || name
}

/** What the jobs of a run know of it. */
export function toRunFacts(run: WorkflowRun, event: RunnerEvent, start: Start): RunFacts {
  const { id, number, workflowName, workflowPath } = run
  const { ref, sha, headRef, baseRef } = start.facts
  const { owner } = event.repository
  return {
    ...{ id, number, workflowName, workflowPath, ref, sha, headRef, baseRef },
    repository: run.repository,
    repositoryId: event.repository.id,
    owner: owner.login,
    ownerId: owner.id,
    event: event.name,
    payload: start.payload,
    actor: event.actor.login,
    actorId: event.actor.id,
  }
}
