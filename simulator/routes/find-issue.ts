import { refusePerson } from '../http/authorize.ts'
import { notAccessible, notFound, Problem } from '../http/problem.ts'
import type { Call, Need } from '../http/route.ts'
import type { Issue, IssueComment } from '../state/issue.ts'
import { roleOf } from '../state/roles.ts'
import { isSameUser, type Role, reaches, type User } from '../state/user.ts'

/** What lets a token read comments, events, labels and assignees; either will do, for pull requests are issues. */
export const READ: readonly Need[] = [
  { permission: 'issues', access: 'read' },
  { permission: 'pull-requests', access: 'read' },
]

/** What lets a token read issues, and what GitHub keeps with them: lists, reactions, sub-issues, all events. */
export const READ_ISSUES: readonly Need[] = [{ permission: 'issues', access: 'read' }]

/** What lets a token open issues, react, and pin comments, on pull requests too. */
export const WRITE_ISSUES: readonly Need[] = [{ permission: 'issues', access: 'write' }]

/** What lets a token write them; see `findIssueToWrite`. */
export const WRITE: readonly Need[] = [
  { permission: 'issues', access: 'write' },
  { permission: 'pull-requests', access: 'write' },
]

/** The issue of the path. Throws 404, 410 for a deleted and 301 for a transferred one, and 410 without issues. */
export function findIssue(call: Pick<Call, 'repository' | 'params'>): Issue {
  const { repository, params } = call
  const number = Number(params.issue_number)
  const issue = repository.issues.get(number)
  if (issue !== undefined) {
    if (!repository.settings.hasIssues && !issue.isPull) throw new Problem(410, 'Issues are disabled for this repo')
    return issue
  }
  const gone = repository.gone.get(number)
  if (gone?.kind === 'deleted') throw new Problem(410, 'This issue was deleted')
  if (gone?.kind === 'transferred') throw new Problem(301, 'Moved Permanently', { headers: { location: gone.url } })
  throw notFound()
}

/** The issue of the path, for writing: `pull-requests: write` alone reaches pull requests only. */
export function findIssueToWrite(call: Call): Issue {
  const issue = findIssue(call)
  requireReach(call, issue)
  return issue
}

/** The comment of the path with its issue. Throws 404. */
export function findComment({ repository, params }: Call): { readonly issue: Issue; readonly comment: IssueComment } {
  const comment = repository.comments.get(Number(params.comment_id))
  const issue = comment && repository.issues.get(comment.issueNumber)
  if (comment === undefined || issue === undefined) throw notFound()
  return { issue, comment }
}

/** The same for writing, as in `findIssueToWrite`. */
export function findCommentToWrite(call: Call): ReturnType<typeof findComment> {
  const found = findComment(call)
  requireReach(call, found.issue)
  return found
}

/** Throws unless the caller wrote the text or a person's role reaches `minimum`; tokens of Apps may edit all. */
export function requireAuthorOr(call: Call, author: User, minimum: Role): void {
  const { caller, world, repository } = call
  if (caller.kind !== 'person' || isSameUser(author, caller.user)) return
  if (!reaches(roleOf(world, repository, caller.user), minimum)) throw refusePerson('admin')
}

/** Throws 403 when the conversation is locked: only people with write go on; tokens of Apps do not. */
export function requireUnlocked({ caller, world, repository }: Call, issue: Issue, what: string): void {
  if (!issue.locked) return
  if (caller.kind === 'person' && reaches(roleOf(world, repository, caller.user), 'write')) return
  throw new Problem(403, `Unable to create ${what} because issue is locked.`)
}

function requireReach({ caller, repository }: Call, issue: Issue): void {
  if (caller.kind === 'person' || issue.isPull) return
  if (!caller.allows({ permission: 'issues', access: 'write' }, repository)) throw notAccessible()
}
