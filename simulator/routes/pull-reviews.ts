import { readText } from '../git/read-field.ts'
import { paged } from '../http/paged.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { createReview } from '../pulls/create-review.ts'
import { presentSimplePull } from '../pulls/present-pull.ts'
import { presentReview } from '../pulls/present-review.ts'
import { presentTeam } from '../pulls/present-team.ts'
import { requirePull } from '../pulls/pull-issue.ts'
import { removeReviewers, requestReviewers } from '../pulls/request-reviewers.ts'
import { presentUser } from '../state/present/user.ts'

const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}'
const READ = [{ permission: 'pull-requests', access: 'read' }] as const
const WRITE = [{ permission: 'pull-requests', access: 'write' }] as const

/** Reviews, and who is asked for one. */
export const pullReviewRoutes: readonly Route[] = [
  { method: 'GET', path: `${PULL}/reviews`, needs: READ, handle: listReviews },
  { method: 'POST', path: `${PULL}/reviews`, needs: WRITE, role: 'read', handle: postReview },
  { method: 'GET', path: `${PULL}/requested_reviewers`, needs: READ, handle: getRequested },
  { method: 'POST', path: `${PULL}/requested_reviewers`, needs: WRITE, handle: postRequested },
  { method: 'DELETE', path: `${PULL}/requested_reviewers`, needs: WRITE, handle: deleteRequested },
]

function listReviews(call: Call): Reply {
  const { pull } = requirePull(call, call.params.pull_number)
  return paged(pull.reviews, (review) => presentReview(call, pull, review))
}

function postReview(call: Call): Reply {
  const found = requirePull(call, call.params.pull_number)
  const review = createReview(call, found, readText(call.body, 'event') ?? 'PENDING')
  return { status: 200, body: presentReview(call, found.pull, review) }
}

function getRequested(call: Call): Reply {
  const { pull } = requirePull(call, call.params.pull_number)
  const users = pull.requestedReviewers.map((user) => presentUser(call.world, user))
  const teams = pull.requestedTeams.map((team) => presentTeam(call.world, team))
  return { status: 200, body: { users, teams } }
}

function postRequested(call: Call): Reply {
  const found = requirePull(call, call.params.pull_number)
  requestReviewers(call, found)
  return { status: 201, body: presentSimplePull(call, found) }
}

function deleteRequested(call: Call): Reply {
  const found = requirePull(call, call.params.pull_number)
  removeReviewers(call, found)
  return { status: 200, body: presentSimplePull(call, found) }
}
