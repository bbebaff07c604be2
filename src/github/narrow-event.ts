import type { RestEndpointMethodTypes } from '@octokit/rest'
import { isMachine } from '../domain/permissions.ts'
import type { Issue, IssueEvent } from '../domain/record.ts'
import { isoTime, loginOf, narrowReason } from './narrow.ts'

export type ApiEvent = RestEndpointMethodTypes['issues']['listEvents']['response']['data'][number]

/**
 * The fields that the kinds of events have between them. GitHub's description has one type for each kind and forgets
 * some of the fields (`state_reason` of `closed`).
 */
interface EventFields {
  readonly id?: number | bigint
  readonly event?: string
  readonly actor?: { readonly login: string; readonly type?: string } | null
  readonly assigner?: { readonly login: string } | null
  readonly assignee?: { readonly login: string } | null
  readonly created_at?: string
  readonly label?: { readonly name?: string | null }
  readonly rename?: { readonly from: string; readonly to: string }
  readonly state_reason?: string | null
}

/** The events that Muster has a use for, in the order of their ids. */
export function narrowEvents(
  events: readonly ApiEvent[],
  issue: Pick<Issue, 'state' | 'stateReason'>,
): readonly IssueEvent[] {
  const narrowed = events.flatMap((event) => narrowEvent(event as EventFields)).sort((a, b) => a.id - b.id)
  return completeLastClosing(narrowed, issue)
}

function narrowEvent(event: EventFields): readonly IssueEvent[] {
  const base = { id: Number(event.id ?? 0), at: isoTime(event.created_at ?? ''), actor: actorOf(event.actor) }
  switch (event.event) {
    case 'labeled':
    case 'unlabeled':
      return event.label?.name ? [{ ...base, kind: event.event, label: event.label.name }] : []
    case 'assigned':
    case 'unassigned': {
      // `actor` has been the assignee in some versions of the API; `assigner` is who did it in all.
      const actor = event.assigner ? loginOf(event.assigner) : base.actor
      return [{ ...base, actor, kind: event.event, assignee: loginOf(event.assignee) }]
    }
    case 'closed':
      return [{ ...base, kind: 'closed', reason: narrowReason(event.state_reason) }]
    case 'reopened':
    case 'marked_as_duplicate':
      return [{ ...base, kind: event.event }]
    case 'renamed':
      return event.rename ? [{ ...base, kind: 'renamed', from: event.rename.from, to: event.rename.to }] : []
    default:
      return []
  }
}

/** Some of GitHub's own bots go without the `[bot]` that tells them from people. */
function actorOf(actor: EventFields['actor']): string {
  const login = loginOf(actor)
  return actor?.type === 'Bot' && !isMachine(login) ? `${login}[bot]` : login
}

/** Where an event does not tell why the issue was closed, the issue itself does for the closing that still holds. */
function completeLastClosing(
  events: readonly IssueEvent[],
  issue: Pick<Issue, 'state' | 'stateReason'>,
): readonly IssueEvent[] {
  const last = events.findLast((event) => event.kind === 'closed')
  if (!last || last.reason !== undefined || issue.state !== 'closed') return events
  return events.map((event) => (event === last ? { ...last, reason: issue.stateReason } : event))
}
