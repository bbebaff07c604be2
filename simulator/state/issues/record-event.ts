import type { Act } from '../act.ts'
import type { Issue, IssueEvent } from '../issue.ts'

/** What an event tells beside who and when. */
export type EventDetails = Omit<IssueEvent, 'id' | 'nodeId' | 'event' | 'actor' | 'app' | 'createdAt'>

/** Adds an event to an issue's record and marks the issue as updated. */
export function recordEvent(act: Act, issue: Issue, entry: { readonly event: string } & EventDetails): IssueEvent {
  const now = act.world.clock.now()
  const who = { actor: act.caller.user, app: act.caller.app, createdAt: now }
  const event: IssueEvent = { ...act.world.nextIdentity('IssueEvent'), ...who, ...entry }
  issue.events.push(event)
  issue.updatedAt = now
  return event
}
