import type { Act } from '../act.ts'
import type { Issue } from '../issue.ts'
import { announce } from './announce.ts'
import { editText } from './edit-text.ts'
import { checkIssueBody, checkTitle } from './read-limits.ts'
import { recordEvent } from './record-event.ts'

/** Changes title and body in one edit; what stays the same is no change. */
export function editIssue(
  act: Act,
  issue: Issue,
  next: { readonly title?: string; readonly body?: string | null },
): void {
  const title = next.title ?? issue.title
  const body = next.body === undefined ? issue.body : next.body
  checkTitle(title)
  checkIssueBody(body)
  const changes: Record<string, { from: string }> = {}
  if (title !== issue.title) {
    changes.title = { from: issue.title }
    recordEvent(act, issue, { event: 'renamed', rename: { from: issue.title, to: title } })
    issue.title = title
  }
  if ((body ?? '') !== (issue.body ?? '')) {
    changes.body = { from: issue.body ?? '' }
    editText(act, { issue }, body)
  }
  if (Object.keys(changes).length > 0) announce(act, issue, { action: 'edited', changes })
}

/** Locks the conversation: only people with write may comment and react. */
export function lockIssue(act: Act, issue: Issue, reason: string | null): void {
  issue.activeLockReason = reason
  if (issue.locked) return
  issue.locked = true
  recordEvent(act, issue, { event: 'locked', lockReason: reason })
  announce(act, issue, { action: 'locked' })
}

/** Unlocks the conversation. */
export function unlockIssue(act: Act, issue: Issue): void {
  if (!issue.locked) return
  issue.locked = false
  issue.activeLockReason = null
  recordEvent(act, issue, { event: 'unlocked', lockReason: null })
  announce(act, issue, { action: 'unlocked' })
}
