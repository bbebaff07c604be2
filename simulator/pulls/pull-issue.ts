import { notFound } from '../http/problem.ts'
import type { View } from '../state/act.ts'
import type { Issue } from '../state/issue.ts'
import type { PullRequest } from '../state/pull.ts'

/** A pull request and the issue that carries its text and state. */
export interface PullIssue {
  readonly pull: PullRequest
  readonly issue: Issue
}

/** The pull request with this number. Throws 404. */
export function requirePull({ repository }: View, number: string | undefined): PullIssue {
  const pull = repository.pulls.get(Number(number))
  const issue = repository.issues.get(Number(number))
  if (!pull || !issue) throw notFound()
  return { pull, issue }
}

/** The open pull requests of a repository that satisfy a condition, oldest first. */
export function openPulls({ repository }: View, accepts: (pull: PullRequest) => boolean): readonly PullIssue[] {
  return [...repository.pulls.values()].filter(accepts).flatMap((pull) => {
    const issue = repository.issues.get(pull.number)
    return issue?.state === 'open' ? [{ pull, issue }] : []
  })
}
