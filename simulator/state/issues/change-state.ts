import type { Act } from '../act.ts'
import type { Issue, StateReason } from '../issue.ts'
import { announce } from './announce.ts'
import { recordEvent } from './record-event.ts'

/** Closes an issue or pull request; closed already, only its reason changes. `commitId` is the commit that closed it. */
export function closeIssue(act: Act, issue: Issue, how: { reason: StateReason | null; commitId?: string }): void {
  const reason = issue.isPull ? null : how.reason
  if (issue.state === 'closed') {
    issue.stateReason = reason
    return
  }
  issue.state = 'closed'
  issue.stateReason = reason
  issue.closedAt = act.world.clock.now()
  issue.closedBy = act.caller.user
  recordEvent(act, issue, { event: 'closed', stateReason: reason, commitId: how.commitId ?? null })
  announce(act, issue, { action: 'closed' })
}

/** Opens an issue or pull request again. */
export function reopenIssue(act: Act, issue: Issue): void {
  if (issue.state === 'open') return
  issue.state = 'open'
  issue.stateReason = issue.isPull ? null : 'reopened'
  issue.closedAt = null
  issue.closedBy = null
  recordEvent(act, issue, { event: 'reopened', stateReason: issue.stateReason })
  announce(act, issue, { action: 'reopened' })
}
