import { Problem } from '../../http/problem.ts'
import type { Act } from '../act.ts'
import type { Issue, IssueComment } from '../issue.ts'
import { hideAddresses } from '../markdown/mail.ts'
import { presentComment } from '../present/comment.ts'
import { presentIssue } from '../present/issue.ts'
import { commentsOf } from '../repository.ts'
import { editText } from './edit-text.ts'
import { announceText, mayMentionTeams } from './notify.ts'
import { checkCommentBody } from './read-limits.ts'
import { recordEvent } from './record-event.ts'

const MOST_COMMENTS = 2500

/** Adds a comment. Throws 403 beyond the 2,500th and 422 for a text that GitHub does not take. */
export function createComment(act: Act, issue: Issue, body: string): IssueComment {
  return addComment(act, issue, { body, viaEmail: false })
}

/** Adds what somebody answered to a notification mail, addresses hidden. The same limits hold. */
export function createMailedComment(act: Act, issue: Issue, mail: string): IssueComment {
  return addComment(act, issue, { body: hideAddresses(mail), viaEmail: true })
}

function addComment(act: Act, issue: Issue, { body, viaEmail }: Pick<IssueComment, 'body' | 'viaEmail'>): IssueComment {
  checkCommentBody(body)
  if (commentsOf(act.repository, issue.number).length >= MOST_COMMENTS) {
    throw new Problem(403, `Commenting is disabled on issues with more than ${MOST_COMMENTS} comments`)
  }
  const now = act.world.clock.now()
  const comment: IssueComment = {
    ...act.world.nextIdentity('IssueComment'),
    issueNumber: issue.number,
    author: act.caller.user,
    app: act.caller.app,
    body,
    createdAt: now,
    updatedAt: now,
    reactions: [],
    edits: [],
    canMentionTeams: mayMentionTeams(act),
    minimizedReason: null,
    viaEmail,
    pinnedAt: null,
    pinnedBy: null,
  }
  act.repository.comments.set(comment.id, comment)
  issue.updatedAt = now
  const source = { kind: 'comment', id: comment.id } as const
  announceText(act, { issue, source, text: body, before: null, couldMentionTeams: false, isMail: viaEmail })
  announceComment(act, { issue, comment }, { action: 'created' })
  return comment
}

/** Changes a comment's text; the same text again is no edit. */
export function editComment(act: Act, target: { issue: Issue; comment: IssueComment }, body: string): void {
  checkCommentBody(body)
  const from = target.comment.body
  if (from === body) return
  editText(act, target, body)
  target.issue.updatedAt = act.world.clock.now()
  announceComment(act, target, { action: 'edited', changes: { body: { from } } })
}

/** Deletes a comment. */
export function deleteComment(act: Act, target: { issue: Issue; comment: IssueComment }): void {
  const { issue, comment } = target
  act.repository.comments.delete(comment.id)
  if (issue.pinnedCommentId === comment.id) issue.pinnedCommentId = null
  recordEvent(act, issue, { event: 'comment_deleted' })
  announceComment(act, target, { action: 'deleted' })
}

function announceComment(
  act: Act,
  { issue, comment }: { issue: Issue; comment: IssueComment },
  { action, ...extra }: { action: string } & Record<string, unknown>,
): void {
  const { world, repository, caller } = act
  const payload = { issue: presentIssue(act, issue), comment: presentComment(act, comment), ...extra }
  world.emit({ name: 'issue_comment', action, repository, sender: caller.user, byToken: caller, payload })
}
