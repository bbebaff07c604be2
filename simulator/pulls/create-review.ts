import { readText } from '../git/read-field.ts'
import { Problem } from '../http/problem.ts'
import type { Call } from '../http/route.ts'
import { announceText } from '../state/issues/notify.ts'
import type { Review } from '../state/pull.ts'
import { isSameUser } from '../state/user.ts'
import { presentPull } from './present-pull.ts'
import { presentReview } from './present-review.ts'
import type { PullIssue } from './pull-issue.ts'

const STATES: Readonly<Record<string, Review['state']>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
  PENDING: 'PENDING',
}

/** Adds a review of the caller's; `event` is what the request calls it. Throws GitHub's 422. */
export function createReview(call: Call, found: PullIssue, event: string): Review {
  const { world, caller, body } = call
  const { pull, issue } = found
  requireAllowed(call, found, event)
  const state = STATES[event] ?? 'PENDING'
  const review: Review = {
    ...world.nextIdentity('PullRequestReview'),
    author: caller.user,
    body: readText(body, 'body') ?? '',
    state,
    commitSha: readText(body, 'commit_id') ?? pull.head.sha,
    submittedAt: state === 'PENDING' ? null : world.clock.now(),
  }
  pull.reviews.push(review)
  if (state === 'PENDING') return review
  pull.requestedReviewers = pull.requestedReviewers.filter((user) => !isSameUser(user, caller.user))
  const source = { kind: 'comment', id: review.id } as const
  announceText(call, { issue, source, text: review.body, before: null, couldMentionTeams: false, isMail: false })
  emitReview(call, found, review)
  return review
}

function requireAllowed({ caller, body, repository }: Call, { issue }: PullIssue, event: string): void {
  const refuse = (error: string) => new Problem(422, 'Unprocessable Entity', { errors: [error] })
  const judges = event === 'APPROVE' || event === 'REQUEST_CHANGES'
  if (judges && isSameUser(issue.author, caller.user)) {
    throw refuse(`Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`)
  }
  const mayApprove = caller.kind !== 'workflow' || repository.settings.actionsMayCreatePullRequests
  if (event === 'APPROVE' && !mayApprove) {
    throw refuse('GitHub Actions is not permitted to approve pull requests.')
  }
  const needsText = event === 'COMMENT' || event === 'REQUEST_CHANGES'
  if (needsText && !readText(body, 'body')?.trim()) throw refuse("Review body can't be blank")
}

function emitReview(call: Call, { pull }: PullIssue, review: Review): void {
  const { world, repository, caller } = call
  const view = { world, repository }
  const shown = presentReview(view, pull, review)
  const payload = {
    review: { ...shown, state: review.state.toLowerCase() },
    pull_request: presentPull(view, pull.number),
  }
  const base = { repository, sender: caller.user, byToken: caller }
  world.emit({ ...base, name: 'pull_request_review', action: 'submitted', payload })
}
