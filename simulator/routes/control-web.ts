import { callerForPerson } from '../http/authenticate.ts'
import { findRepository } from '../http/authorize.ts'
import { noteCreated } from '../http/note-created.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Act } from '../state/act.ts'
import type { Issue, IssueComment } from '../state/issue.ts'
import { editIssue } from '../state/issues/change-issue.ts'
import { editComment } from '../state/issues/comments.ts'
import { createIssue } from '../state/issues/create-issue.ts'
import { deleteIssue, transferIssue } from '../state/issues/leave.ts'
import { tickBox } from '../state/issues/tick-box.ts'
import { presentIssuePage } from '../state/present/issue.ts'
import { roleOf } from '../state/roles.ts'
import { isSameUser, type Role, reaches, type User } from '../state/user.ts'
import { type ControlCall, type ControlRoute, textOf, textsOf } from './control-route.ts'

const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}'

/** What people can do in the web interface only. `login` in the body says who does it; GitHub's rules hold. */
export const controlWebRoutes: readonly ControlRoute[] = [
  { method: 'POST', path: '/repos/{owner}/{repo}/forms', handle: fileForm },
  { method: 'POST', path: `${ISSUE}/tick`, handle: tick },
  { method: 'POST', path: `${ISSUE}/delete`, handle: remove },
  { method: 'POST', path: `${ISSUE}/transfer`, handle: transfer },
]

/** A form gives its labels to whatever anybody files with it, but makes none that are missing. */
function fileForm(call: ControlCall): unknown {
  const act = actOf(call)
  const labels = textsOf(call, 'labels').filter((name) => act.repository.labels.has(name.toLowerCase()))
  const assignees = textsOf(call, 'assignees')
  const issue = createIssue(act, { title: textOf(call, 'title'), body: textOf(call, 'body'), labels, assignees })
  const page = presentIssuePage(act, issue)
  noteCreated(call.world, page)
  return page
}

/** Ticks or clears the `box`th box of the issue's body, or of the comment with `commentId`: authors and write only. */
function tick(call: ControlCall): unknown {
  const act = actOf(call)
  const issue = issueOf(call, act)
  const comment = commentOf(call, act)
  const subject = comment ?? issue
  requireWriter(act, subject.author, 'write')
  const text = tickBox(subject.body ?? '', Number(call.body.box), call.body.checked !== false)
  if (text === null) throw new Problem(422, 'There is no such box')
  if (comment) editComment(act, { issue, comment }, text)
  else editIssue(act, issue, { body: text })
  return presentIssuePage(act, issue)
}

function remove(call: ControlCall): unknown {
  const act = actOf(call)
  requireWriter(act, null, 'admin')
  deleteIssue(act, issueOf(call, act))
  return { deleted: true }
}

/** Needs write in both repositories, which have the same owner. */
function transfer(call: ControlCall): unknown {
  const act = actOf(call)
  const to = findRepository(call.world, act.caller, textOf(call, 'to'))
  requireWriter(act, null, 'write')
  requireWriter({ ...act, repository: to }, null, 'write')
  if (!isSameUser(to.owner, act.repository.owner)) throw new Problem(422, 'Both repositories must have one owner')
  return presentIssuePage({ ...act, repository: to }, transferIssue(act, issueOf(call, act), to))
}

function actOf(call: ControlCall): Act {
  const { world, params } = call
  const login = textOf(call, 'login')
  const user = world.user(login)
  if (user === undefined) throw new Problem(404, `There is no user ${login}`)
  const caller = callerForPerson(world, user)
  const repository = findRepository(world, caller, `${params.owner}/${params.repo}`)
  world.noteWrite(repository)
  return { world, caller, repository }
}

function issueOf({ params }: ControlCall, { repository }: Act): Issue {
  const issue = repository.issues.get(Number(params.issue_number))
  if (issue === undefined) throw notFound()
  return issue
}

function commentOf({ body }: ControlCall, { repository }: Act): IssueComment | undefined {
  if (body.commentId === undefined) return undefined
  const comment = repository.comments.get(Number(body.commentId))
  if (comment === undefined) throw notFound()
  return comment
}

function requireWriter({ world, repository, caller }: Act, author: User | null, minimum: Role): void {
  if (isSameUser(author, caller.user) || reaches(roleOf(world, repository, caller.user), minimum)) return
  throw new Problem(403, `This needs the role ${minimum}`)
}
