import { paged } from '../http/paged.ts'
import { notFound } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import type { Issue, IssueComment } from '../state/issue.ts'
import { createComment, deleteComment, editComment } from '../state/issues/comments.ts'
import { presentComment } from '../state/present/comment.ts'
import { commentsOf } from '../state/repository.ts'
import {
  findComment,
  findCommentToWrite,
  findIssue,
  findIssueToWrite,
  READ,
  requireAuthorOr,
  requireUnlocked,
  WRITE,
  WRITE_ISSUES,
} from './find-issue.ts'
import { requireText } from './read-body-field.ts'

const COMMENTS = '/repos/{owner}/{repo}/issues/comments'
const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
const PIN = `${COMMENTS}/{comment_id}/pin`

/** Comments on issues and pull requests. */
export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: COMMENTS, needs: READ, handle: listAll },
  { method: 'GET', path: OF_ISSUE, needs: READ, handle: listOfIssue },
  { method: 'POST', path: OF_ISSUE, needs: WRITE, role: 'read', handle: postComment },
  { method: 'GET', path: `${COMMENTS}/{comment_id}`, needs: READ, handle: getComment },
  { method: 'PATCH', path: `${COMMENTS}/{comment_id}`, needs: WRITE, role: 'read', handle: patchComment },
  { method: 'DELETE', path: `${COMMENTS}/{comment_id}`, needs: WRITE, role: 'read', handle: removeComment },
  { method: 'PUT', path: PIN, needs: WRITE_ISSUES, role: 'triage', handle: pinComment },
  { method: 'DELETE', path: PIN, needs: WRITE_ISSUES, role: 'triage', handle: unpinComment },
]

function listAll(call: Call): Reply {
  const { query } = call
  const byUpdate = query.get('sort') === 'updated'
  const timeOf = (comment: IssueComment) => (byUpdate ? comment.updatedAt : comment.createdAt).getTime()
  const sign = query.has('sort') && query.get('direction') !== 'asc' ? -1 : 1
  const comments = since(call, [...call.repository.comments.values()])
  const sorted = [...comments].sort((a, b) => sign * (timeOf(a) - timeOf(b) || a.id - b.id))
  return paged(sorted, (comment) => presentComment(call, comment))
}

function listOfIssue(call: Call): Reply {
  const comments = since(call, commentsOf(call.repository, findIssue(call).number))
  return paged(comments, (comment) => presentComment(call, comment))
}

function since({ query }: Call, comments: readonly IssueComment[]): readonly IssueComment[] {
  const value = query.get('since')
  if (value === null) return comments
  const from = Math.floor(new Date(value).getTime() / 1000)
  return comments.filter(({ updatedAt }) => Math.floor(updatedAt.getTime() / 1000) >= from)
}

function getComment(call: Call): Reply {
  return { status: 200, body: presentComment(call, findComment(call).comment) }
}

function postComment(call: Call): Reply {
  const issue = findIssueToWrite(call)
  requireUnlocked(call, issue, 'comment')
  const comment = createComment(call, issue, requireText(call.body, 'body', 'IssueComment'))
  const shown = presentComment(call, comment)
  return { status: 201, body: shown, headers: { location: String(shown.url) } }
}

function patchComment(call: Call): Reply {
  const found = findCommentToWrite(call)
  requireAuthorOr(call, found.comment.author, 'write')
  editComment(call, found, requireText(call.body, 'body', 'IssueComment'))
  return { status: 200, body: presentComment(call, found.comment) }
}

function removeComment(call: Call): Reply {
  const found = findCommentToWrite(call)
  requireAuthorOr(call, found.comment.author, 'write')
  deleteComment(call, found)
  return { status: 204 }
}

/** One comment of an issue can be pinned; pinning another replaces it. */
function pinComment(call: Call): Reply {
  requirePins(call)
  const { issue, comment } = findComment(call)
  unpin(call, issue)
  comment.pinnedAt = call.world.clock.now()
  comment.pinnedBy = call.caller.user
  issue.pinnedCommentId = comment.id
  return { status: 200, body: presentComment(call, comment) }
}

function unpinComment(call: Call): Reply {
  requirePins(call)
  const { issue, comment } = findComment(call)
  if (issue.pinnedCommentId === comment.id) unpin(call, issue)
  return { status: 204 }
}

function unpin({ repository }: Call, issue: Issue): void {
  const pinned = issue.pinnedCommentId === null ? undefined : repository.comments.get(issue.pinnedCommentId)
  if (pinned) {
    pinned.pinnedAt = null
    pinned.pinnedBy = null
  }
  issue.pinnedCommentId = null
}

function requirePins({ world }: Call): void {
  if (!world.options.commentPins) throw notFound()
}
