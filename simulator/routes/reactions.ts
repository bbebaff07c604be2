import { paged } from '../http/paged.ts'
import { invalid, notFound } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { type Issue, REACTIONS, type Reaction } from '../state/issue.ts'
import { react } from '../state/issues/react.ts'
import { presentReaction } from '../state/present/reactions.ts'
import {
  findComment,
  findCommentToWrite,
  findIssue,
  findIssueToWrite,
  READ,
  requireAuthorOr,
  requireUnlocked,
  WRITE,
} from './find-issue.ts'

const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/reactions'
const OF_COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'

interface Subject {
  readonly issue: Issue
  readonly reactions: Reaction[]
}

/** Reactions on issues and comments: the first answers 201, the same one again 200. */
export const reactionRoutes: readonly Route[] = [
  { method: 'GET', path: OF_ISSUE, needs: READ, handle: (call) => list(call, ofIssue(call, findIssue).reactions) },
  {
    method: 'POST',
    path: OF_ISSUE,
    needs: WRITE,
    role: 'read',
    handle: (call) => post(call, ofIssue(call, findIssueToWrite)),
  },
  {
    method: 'DELETE',
    path: `${OF_ISSUE}/{reaction_id}`,
    needs: WRITE,
    role: 'read',
    handle: (call) => remove(call, ofIssue(call, findIssueToWrite)),
  },
  {
    method: 'GET',
    path: OF_COMMENT,
    needs: READ,
    handle: (call) => list(call, ofComment(call, findComment).reactions),
  },
  {
    method: 'POST',
    path: OF_COMMENT,
    needs: WRITE,
    role: 'read',
    handle: (call) => post(call, ofComment(call, findCommentToWrite)),
  },
  {
    method: 'DELETE',
    path: `${OF_COMMENT}/{reaction_id}`,
    needs: WRITE,
    role: 'read',
    handle: (call) => remove(call, ofComment(call, findCommentToWrite)),
  },
]

function list(call: Call, reactions: readonly Reaction[]): Reply {
  const content = call.query.get('content')
  const wanted = reactions.filter((reaction) => content === null || reaction.content === content)
  return paged(wanted, (reaction) => presentReaction(call.world, reaction))
}

function post(call: Call, { issue, reactions }: Subject): Reply {
  requireUnlocked(call, issue, 'reaction')
  const content = REACTIONS.find((one) => one === call.body.content)
  if (content === undefined) throw invalid({ resource: 'Reaction', code: 'invalid', field: 'content' })
  const { reaction, isNew } = react(call, reactions, content)
  return { status: isNew ? 201 : 200, body: presentReaction(call.world, reaction) }
}

function remove(call: Call, { reactions }: Subject): Reply {
  const at = reactions.findIndex(({ id }) => id === Number(call.params.reaction_id))
  const reaction = reactions[at]
  if (reaction === undefined) throw notFound()
  requireAuthorOr(call, reaction.user, 'write')
  reactions.splice(at, 1)
  return { status: 204 }
}

/** The reactions of the issue that `find` gives: one to read, or one that may be written to. */
function ofIssue(call: Call, find: (call: Call) => ReturnType<typeof findIssue>): Subject {
  requireReactions(call)
  const issue = find(call)
  return { issue, reactions: issue.reactions }
}

/** The same for a comment. */
function ofComment(call: Call, find: (call: Call) => ReturnType<typeof findComment>): Subject {
  requireReactions(call)
  const { issue, comment } = find(call)
  return { issue, reactions: comment.reactions }
}

function requireReactions({ world }: Call): void {
  if (!world.options.reactions) throw notFound()
}
