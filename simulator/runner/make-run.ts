import { fullName } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import type { RunnerEvent } from './event-facts.ts'
import type { Start } from './find-starts.ts'
import type { WorkflowRun } from './run.ts'
import type { RunFacts } from './run-facts.ts'

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
    payload: event.payload,
    actor: event.actor.login,
    actorId: event.actor.id,
  }
}
