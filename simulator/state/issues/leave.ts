import type { Act } from '../act.ts'
import type { Issue } from '../issue.ts'
import { presentIssue } from '../present/issue.ts'
import { apiUrl, presentRepository } from '../present/repository.ts'
import { commentsOf, type Repository, takeNumber } from '../repository.ts'
import { announce } from './announce.ts'
import { recordEvent } from './record-event.ts'

/** Deletes an issue: its number answers 410 from then on. */
export function deleteIssue(act: Act, issue: Issue): void {
  announce(act, issue, { action: 'deleted' })
  leave(act.repository, issue)
  act.repository.gone.set(issue.number, { kind: 'deleted' })
}

/** Moves an issue to another repository: its number answers 301 from then on. Labels are kept where there are alike. */
export function transferIssue(act: Act, issue: Issue, to: Repository): Issue {
  const there: Act = { ...act, repository: to }
  const number = takeNumber(to)
  const labels = issue.labels.flatMap(({ name }) => to.labels.get(name.toLowerCase()) ?? [])
  const moved: Issue = { ...issue, ...act.world.nextIdentity('Issue'), number, labels, milestone: null }
  to.issues.set(number, moved)
  for (const comment of commentsOf(act.repository, issue.number)) {
    to.comments.set(comment.id, { ...comment, issueNumber: number })
  }
  const shownThere = { new_issue: presentIssue(there, moved), new_repository: presentRepository(act.world, to) }
  const shownHere = {
    old_issue: presentIssue(act, issue),
    old_repository: presentRepository(act.world, act.repository),
  }
  announce(act, issue, { action: 'transferred', changes: shownThere })
  leave(act.repository, issue)
  const url = `${apiUrl(act.world, to)}/issues/${number}`
  act.repository.gone.set(issue.number, { kind: 'transferred', url })
  recordEvent(there, moved, { event: 'transferred' })
  announce(there, moved, { action: 'opened', changes: shownHere })
  return moved
}

function leave(repository: Repository, issue: Issue): void {
  for (const { id } of commentsOf(repository, issue.number)) repository.comments.delete(id)
  repository.issues.delete(issue.number)
}
