import type { Act } from '../act.ts'
import type { Issue } from '../issue.ts'
import { presentUser } from '../present/user.ts'
import { isAssignable } from '../roles.ts'
import { isSameUser, type User } from '../user.ts'
import { announce } from './announce.ts'
import { notify } from './notify.ts'
import { recordEvent } from './record-event.ts'

const MOST_ASSIGNEES = 10

/** Assigns people; whoever cannot be assigned, or comes after the tenth, is left out without a word. */
export function addAssignees(act: Act, issue: Issue, logins: readonly string[]): void {
  for (const user of findUsers(act, logins)) {
    const isThere = issue.assignees.some((one) => isSameUser(one, user))
    if (isThere || issue.assignees.length >= MOST_ASSIGNEES) continue
    if (!isAssignable(act.world, act.repository, user)) continue
    issue.assignees.push(user)
    recordEvent(act, issue, { event: 'assigned', assignee: user })
    announce(act, issue, { action: 'assigned', assignee: presentUser(act.world, user) })
    notify(act, user, { issue, reason: 'assign' })
  }
}

/** Takes people off an issue; those who are not assigned are passed over. */
export function removeAssignees(act: Act, issue: Issue, logins: readonly string[]): void {
  for (const user of findUsers(act, logins)) {
    if (!issue.assignees.some((one) => isSameUser(one, user))) continue
    issue.assignees = issue.assignees.filter((one) => !isSameUser(one, user))
    recordEvent(act, issue, { event: 'unassigned', assignee: user })
    announce(act, issue, { action: 'unassigned', assignee: presentUser(act.world, user) })
  }
}

/** Assigns exactly these people, as far as they can be. */
export function setAssignees(act: Act, issue: Issue, logins: readonly string[]): void {
  const wanted = new Set(logins.map((login) => login.toLowerCase()))
  const surplus = issue.assignees.filter(({ login }) => !wanted.has(login.toLowerCase()))
  removeAssignees(
    act,
    issue,
    surplus.map(({ login }) => login),
  )
  addAssignees(act, issue, logins)
}

function findUsers({ world }: Act, logins: readonly string[]): readonly User[] {
  return logins.flatMap((login) => world.user(login) ?? [])
}
