import { paged } from '../http/paged.ts'
import { notFound } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { addAssignees, removeAssignees } from '../state/issues/assignees.ts'
import { presentIssuePage } from '../state/present/issue.ts'
import { presentUser } from '../state/present/user.ts'
import { isAssignable } from '../state/roles.ts'
import { findIssue, findIssueToWrite, READ, WRITE } from './find-issue.ts'
import { readNames } from './read-body-field.ts'

const ASSIGNEES = '/repos/{owner}/{repo}/assignees'
const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/assignees'

/** Who can be assigned, and who is. */
export const assigneeRoutes: readonly Route[] = [
  { method: 'GET', path: ASSIGNEES, needs: READ, handle: listAssignable },
  { method: 'GET', path: `${ASSIGNEES}/{assignee}`, needs: READ, handle: checkAssignable },
  { method: 'GET', path: `${OF_ISSUE}/{assignee}`, needs: READ, handle: checkOnIssue },
  { method: 'POST', path: OF_ISSUE, needs: WRITE, role: 'triage', handle: postAssignees },
  { method: 'DELETE', path: OF_ISSUE, needs: WRITE, role: 'triage', handle: deleteAssignees },
]

function listAssignable({ world, repository }: Call): Reply {
  const users = [...world.users.values()].filter((user) => isAssignable(world, repository, user))
  return paged(users, (user) => presentUser(world, user))
}

function checkAssignable({ world, repository, params }: Call): Reply {
  const user = world.user(params.assignee ?? '')
  if (user === undefined || !isAssignable(world, repository, user)) throw notFound()
  return { status: 204 }
}

function checkOnIssue(call: Call): Reply {
  findIssue(call)
  return checkAssignable(call)
}

function postAssignees(call: Call): Reply {
  const issue = findIssueToWrite(call)
  addAssignees(call, issue, readNames(call.body, 'assignees', 'login') ?? [])
  return { status: 201, body: presentIssuePage(call, issue) }
}

function deleteAssignees(call: Call): Reply {
  const issue = findIssueToWrite(call)
  removeAssignees(call, issue, readNames(call.body, 'assignees', 'login') ?? [])
  return { status: 200, body: presentIssuePage(call, issue) }
}
