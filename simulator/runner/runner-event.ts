import type { WorldEvent } from '../state/event.ts'
import type { Repository } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import { buildSchedulePayload } from '../webhooks/payloads/schedule.ts'
import type { RunnerEvent } from './event-facts.ts'

/** What the runner takes of an event. The payload is copied: the world goes on changing while the event waits. */
export function toRunnerEvent(event: WorldEvent): RunnerEvent {
  return {
    name: event.name,
    action: event.action,
    repository: event.repository,
    actor: { login: event.sender.login, id: event.sender.id },
    payload: structuredClone(event.payload),
    byWorkflow: event.byToken.kind === 'workflow',
  }
}

/** The event of a schedule that is due. It is the owner's, as at GitHub it is of whoever last changed the schedule. */
export function makeScheduleEvent(
  world: World,
  repository: Repository,
  due: { readonly cron: string; readonly path: string },
): RunnerEvent {
  const { login, id } = repository.owner
  const payload = buildSchedulePayload(world, repository, due)
  return { name: 'schedule', action: null, repository, actor: { login, id }, payload, byWorkflow: false }
}
