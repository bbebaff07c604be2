import type { Closing } from '../facts.ts'
import { isOurs } from '../own-comments.ts'
import type { IncidentRecord, IssueEvent } from '../record.ts'

/** The last closing by a person, whether or not the issue was reopened since. */
export interface LastClosing extends Closing {
  /** We reopened it after this closing. */
  readonly reopenedByUs: boolean
  /** Somebody else reopened it after this closing. */
  readonly reopenedByPerson: boolean
}

/** Reads the last closing from the issue's events. An issue that is closed without an event yet gives none: look again. */
export function readLastClosing(record: IncidentRecord): LastClosing | undefined {
  const events = [...record.events].sort((a, b) => a.id - b.id)
  const last = events.findLast((event) => event.kind === 'closed')
  if (last?.kind !== 'closed') return undefined
  const reopened = events.filter(
    (event): event is IssueEvent & { kind: 'reopened' } => event.kind === 'reopened' && event.id > last.id,
  )
  const reason = record.issue.state === 'closed' ? (record.issue.stateReason ?? last.reason) : last.reason
  return {
    event: last.id,
    by: last.actor,
    at: last.at,
    reason: reason === 'not_planned' || reason === 'duplicate' ? reason : 'completed',
    reopenedByUs: reopened.some((event) => isOurs(event.actor, record)),
    reopenedByPerson: reopened.some((event) => !isOurs(event.actor, record)),
  }
}
