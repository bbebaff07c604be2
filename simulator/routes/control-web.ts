import { findRepository } from '../http/authorize.ts'
import { noteCreated } from '../http/note-created.ts'
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { editIssue } from '../state/issues/change-issue.ts'
import { closeIssue } from '../state/issues/change-state.ts'
import { createMailedComment, editComment } from '../state/issues/comments.ts'
import { deleteIssue, transferIssue } from '../state/issues/leave.ts'
import { tickBox } from '../state/issues/tick-box.ts'
import { presentComment } from '../state/present/comment.ts'
import { presentIssuePage } from '../state/present/issue.ts'
import { isSameUser } from '../state/user.ts'
import type { World } from '../state/world.ts'
import { actOf, commentOf, issueOf, requireWriter } from './control-act.ts'
import { type ControlCall, type ControlRoute, textOf } from './control-route.ts'

const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}'

/** What people can do in the web interface and by mail only. `login` in the body says who does it; GitHub's rules hold. */
export const controlWebRoutes: readonly ControlRoute[] = [
  { method: 'POST', path: `${ISSUE}/tick`, handle: tick },
  { method: 'POST', path: `${ISSUE}/mail`, handle: mail },
  { method: 'POST', path: `${ISSUE}/card`, handle: moveCard },
  { method: 'POST', path: `${ISSUE}/delete`, handle: remove },
  { method: 'POST', path: `${ISSUE}/transfer`, handle: transfer },
]

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

/** Answers a notification mail: `text` is the mail as it was sent. Who may not comment gets it back. */
function mail(call: ControlCall): unknown {
  const act = actOf(call)
  const issue = issueOf(call, act)
  if (issue.locked) requireWriter(act, null, 'write')
  const shown = presentComment(act, createMailedComment(act, issue, textOf(call, 'text')))
  noteCreated(call.world, shown)
  return shown
}

/**
 * Moves the issue's card on a project's board, as members with write there do. In the column `Done` the project's own
 * automation closes the issue, in the name of a bot.
 */
function moveCard(call: ControlCall): unknown {
  const act = actOf(call)
  const issue = issueOf(call, act)
  requireWriter(act, null, 'write')
  if (textOf(call, 'column') === 'Done')
    closeIssue({ ...act, caller: automation(act.world) }, issue, { reason: 'completed' })
  return presentIssuePage(act, issue)
}

function automation(world: World): Caller {
  const login = 'github-project-automation[bot]'
  const user = world.user(login) ?? world.addUser({ login })
  return { user, kind: 'app', app: null, allows: () => true }
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
