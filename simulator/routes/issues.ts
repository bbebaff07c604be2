import { hasRole } from '../http/authorize.ts'
import { paged } from '../http/paged.ts'
import { invalid, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import type { Issue, Milestone, StateReason } from '../state/issue.ts'
import { announce } from '../state/issues/announce.ts'
import { setAssignees } from '../state/issues/assignees.ts'
import { editIssue, lockIssue, unlockIssue } from '../state/issues/change-issue.ts'
import { closeIssue, reopenIssue } from '../state/issues/change-state.ts'
import { createIssue } from '../state/issues/create-issue.ts'
import { setLabels } from '../state/issues/labels.ts'
import { recordEvent } from '../state/issues/record-event.ts'
import { presentIssue, presentIssuePage } from '../state/present/issue.ts'
import { presentMilestone } from '../state/present/label.ts'
import { isSameUser } from '../state/user.ts'
import { filterIssues } from './filter-issues.ts'
import { findIssue, findIssueToWrite, READ_ISSUES, requireAuthorOr, WRITE, WRITE_ISSUES } from './find-issue.ts'
import { readNames, readText, requireText } from './read-body-field.ts'

const ISSUES = '/repos/{owner}/{repo}/issues'
const ISSUE = `${ISSUES}/{issue_number}`

/** Issues: list, get, create, update, lock. */
export const issueRoutes: readonly Route[] = [
  { method: 'GET', path: ISSUES, needs: READ_ISSUES, handle: listIssues },
  { method: 'POST', path: ISSUES, needs: WRITE_ISSUES, role: 'read', handle: postIssue },
  { method: 'GET', path: ISSUE, needs: READ_ISSUES, handle: getIssue },
  { method: 'PATCH', path: ISSUE, needs: WRITE, role: 'read', handle: patchIssue },
  { method: 'PUT', path: `${ISSUE}/lock`, needs: WRITE, role: 'write', handle: putLock },
  { method: 'DELETE', path: `${ISSUE}/lock`, needs: WRITE, role: 'write', handle: deleteLock },
  {
    method: 'GET',
    path: `${ISSUE}/sub_issues`,
    needs: READ_ISSUES,
    handle: listSubIssues,
  },
]

function listIssues(call: Call): Reply {
  return paged(filterIssues(call), (issue) => presentIssue(call, issue))
}

/** Sub-issues cannot be made here, so that there are none. */
function listSubIssues(call: Call): Reply {
  findIssue(call)
  return paged([], () => null)
}

function getIssue(call: Call): Reply {
  return { status: 200, body: presentIssuePage(call, findIssue(call)) }
}

/** Labels, assignees and milestone of somebody without triage are dropped without a word, as GitHub does. */
function postIssue(call: Call): Reply {
  const { body, repository } = call
  if (!repository.settings.hasIssues) throw new Problem(410, 'Issues has been disabled in this repository.')
  const mayTriage = hasRole(call, 'triage')
  const single = readText(body, 'assignee')
  const assignees = readNames(body, 'assignees', 'login') ?? (single ? [single] : [])
  const draft = { title: requireText(body, 'title', 'Issue'), body: readText(body, 'body') ?? null }
  const labels = readNames(body, 'labels', 'name') ?? []
  const milestone = findMilestone(call)
  const issue = createIssue(call, mayTriage ? { ...draft, labels, assignees } : draft)
  if (mayTriage && milestone) setMilestone(call, issue, milestone)
  const reply = presentIssuePage(call, issue)
  return { status: 201, body: reply, headers: { location: String(reply.url) } }
}

function patchIssue(call: Call): Reply {
  const { body } = call
  const issue = findIssueToWrite(call)
  const title = readText(body, 'title')
  const text = readText(body, 'body')
  const changesText = title != null || text !== undefined
  const changesState = body.state !== undefined || body.state_reason !== undefined
  if (changesText) requireAuthorOr(call, issue.author, 'write')
  if (changesState) requireAuthorOr(call, issue.author, 'triage')
  if (!changesText && !changesState) requireAuthorOr(call, issue.author, 'triage')
  if (changesText)
    editIssue(call, issue, { ...(title == null ? {} : { title }), ...(text === undefined ? {} : { body: text }) })
  if (hasRole(call, 'triage')) patchTriage(call, issue)
  if (changesState) patchState(call, issue)
  return { status: 200, body: presentIssuePage(call, issue) }
}

function patchTriage(call: Call, issue: Issue): void {
  const { body } = call
  const labels = readNames(body, 'labels', 'name')
  const single = readText(body, 'assignee')
  const assignees = readNames(body, 'assignees', 'login') ?? (single === undefined ? undefined : single ? [single] : [])
  if (labels) setLabels(call, issue, labels)
  if (assignees) setAssignees(call, issue, assignees)
  if (body.milestone !== undefined) setMilestone(call, issue, findMilestone(call))
}

function patchState(call: Call, issue: Issue): void {
  const reason = readReason(call.body.state_reason)
  const isClosing = call.body.state === undefined ? issue.state === 'closed' : call.body.state === 'closed'
  if (isClosing) {
    if (reason === 'reopened') throw invalid({ resource: 'Issue', code: 'invalid', field: 'state_reason' })
    const unchanged = issue.state === 'closed' ? issue.stateReason : null
    closeIssue(call, issue, { reason: reason ?? unchanged ?? 'completed' })
    return
  }
  if (issue.state === 'closed') requireReopener(call, issue)
  reopenIssue(call, issue)
}

/** An author without triage reopens only what the author closed. */
function requireReopener(call: Call, issue: Issue): void {
  if (issue.isPull && call.repository.pulls.get(issue.number)?.mergedAt) {
    const message = 'Pull request is already merged'
    throw invalid({ resource: 'Issue', code: 'custom', field: 'state', message })
  }
  if (hasRole(call, 'triage') || isSameUser(issue.closedBy, call.caller.user)) return
  throw new Problem(403, 'You do not have permission to reopen this issue.')
}

function putLock(call: Call): Reply {
  lockIssue(call, findIssueToWrite(call), readText(call.body, 'lock_reason') ?? null)
  return { status: 204 }
}

function deleteLock(call: Call): Reply {
  unlockIssue(call, findIssueToWrite(call))
  return { status: 204 }
}

function setMilestone(call: Call, issue: Issue, milestone: Milestone | null): void {
  const before = issue.milestone
  if (before?.id === milestone?.id) return
  issue.milestone = milestone
  if (before) recordEvent(call, issue, { event: 'demilestoned', milestone: before.title })
  if (milestone) recordEvent(call, issue, { event: 'milestoned', milestone: milestone.title })
  const shown = presentMilestone(call, milestone ?? before)
  announce(call, issue, { action: milestone ? 'milestoned' : 'demilestoned', milestone: shown })
}

function findMilestone({ body, repository }: Call): Milestone | null {
  if (body.milestone === undefined || body.milestone === null) return null
  const milestone = repository.milestones.get(Number(body.milestone))
  if (milestone) return milestone
  throw invalid({ resource: 'Issue', code: 'invalid', field: 'milestone', value: body.milestone })
}

function readReason(value: unknown): StateReason | null {
  const reasons = ['completed', 'not_planned', 'duplicate', 'reopened'] as const
  return reasons.find((reason) => reason === value) ?? null
}
