import { paged } from '../http/paged.ts'
import { invalid, notFound } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { type Issue, REACTIONS, type Reaction } from '../state/issue.ts'
import { react } from '../state/issues/react.ts'
import { presentReaction } from '../state/present/reactions.ts'
import { findComment, findIssue, READ_ISSUES, requireAuthorOr, requireUnlocked, WRITE_ISSUES } from './find-issue.ts'

const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/reactions'
const OF_COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'

interface Subject {
  readonly issue: Issue
  readonly reactions: Reaction[]
}

/** Reactions on issues and comments: the first answers 201, the same one again 200. */
export const reactionRoutes: readonly Route[] = [
  { method: 'GET', path: OF_ISSUE, needs: READ_ISSUES, handle: (call) => list(call, ofIssue(call).reactions) },
  {
    method: 'POST',
    path: OF_ISSUE,
    needs: WRITE_ISSUES,
    role: 'read',
    handle: (call) => post(call, ofIssue(call)),
  },
  {
    method: 'DELETE',
    path: `${OF_ISSUE}/{reaction_id}`,
    needs: WRITE_ISSUES,
    role: 'read',
    handle: (call) => remove(call, ofIssue(call)),
  },
  {
    method: 'GET',
    path: OF_COMMENT,
    needs: READ_ISSUES,
    handle: (call) => list(call, ofComment(call).reactions),
  },
  {
    method: 'POST',
    path: OF_COMMENT,
    needs: WRITE_ISSUES,
    role: 'read',
    handle: (call) => post(call, ofComment(call)),
  },
  {
    method: 'DELETE',
    path: `${OF_COMMENT}/{reaction_id}`,
    needs: WRITE_ISSUES,
    role: 'read',
    handle: (call) => remove(call, ofComment(call)),
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

function ofIssue(call: Call): Subject {
  requireReactions(call)
  const issue = findIssue(call)
  return { issue, reactions: issue.reactions }
}

function ofComment(call: Call): Subject {
  requireReactions(call)
  const { issue, comment } = findComment(call)
  return { issue, reactions: comment.reactions }
}

function requireReactions({ world }: Call): void {
  if (!world.options.reactions) throw notFound()
}
