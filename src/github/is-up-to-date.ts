import type { BodyEdit, IssueEvent } from '../domain/record.ts'
import type { SeenChange } from '../domain/trigger.ts'
import type { ApiComment, ApiIssue } from './narrow.ts'
import { isoTime, narrowIssue } from './narrow.ts'

/** One reading of an issue. Where the issue told that there is nothing else, the lists are empty. */
export interface Reading {
  readonly issue: ApiIssue
  readonly comments: readonly ApiComment[]
  readonly events: readonly IssueEvent[]
  readonly edits: readonly BodyEdit[] | undefined
}

/** What the event that woke us saw of the issue. */
export interface Seen {
  readonly updatedAt: string
  readonly change: SeenChange | undefined
}

/** Milliseconds by which GitHub's times of one act may differ. */
const sameAct = 5_000

/**
 * Whether a reading holds at least what the event saw, and its parts agree. GitHub answers from copies that lag behind, each
 * list for itself: a closing that only one of them shows would be taken for none.
 */
export function isUpToDate(reading: Reading, seen: Seen | undefined): boolean {
  const { issue, comments } = reading
  if (seen && Date.parse(issue.updated_at) < Date.parse(seen.updatedAt)) return false
  return (
    comments.length >= issue.comments && showsState(reading) && (!seen?.change || shows(reading, seen, seen.change))
  )
}

/** The last closing or reopening is the one that the issue tells of. */
function showsState({ issue, events }: Reading): boolean {
  const { state, closedAt = '' } = narrowIssue(issue)
  const last = events.findLast(({ kind }) => kind === 'closed' || kind === 'reopened')
  if (state === 'open') return last?.kind !== 'closed'
  return last?.kind === 'closed' && Math.abs(Date.parse(last.at) - Date.parse(closedAt)) <= sameAct
}

function shows({ comments, events, edits }: Reading, { updatedAt }: Seen, change: SeenChange): boolean {
  const isLate = (at: string) => Date.parse(at) >= Date.parse(updatedAt) - sameAct
  switch (change.kind) {
    case 'comment-edited': {
      const comment = comments.find(({ id }) => Number(id) === change.comment)
      return !comment || isoTime(comment.updated_at) >= isoTime(change.at)
    }
    case 'comment-deleted':
      return comments.every(({ id }) => Number(id) !== change.comment)
    case 'body-edited':
      return edits === undefined || edits.some(({ at }) => isLate(at))
    case 'closed':
    case 'reopened':
      return events.some(({ kind, at }) => kind === change.kind && isLate(at))
    case 'labeled':
    case 'unlabeled':
      return events.some(
        (event) =>
          event.kind === change.kind && event.label.toLowerCase() === change.label.toLowerCase() && isLate(event.at),
      )
  }
}
