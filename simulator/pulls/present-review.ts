import type { View } from '../state/act.ts'
import { timestamp } from '../state/clock.ts'
import { presentBody } from '../state/present/body.ts'
import { apiUrl, webUrl } from '../state/present/repository.ts'
import { presentUser } from '../state/present/user.ts'
import type { PullRequest, Review } from '../state/pull.ts'
import { associationOf } from '../state/roles.ts'

/** A review of a pull request. */
export function presentReview(view: View, pull: PullRequest, review: Review): Record<string, unknown> {
  const { world, repository } = view
  const html = `${webUrl(world, repository)}/pull/${pull.number}#pullrequestreview-${review.id}`
  const url = `${apiUrl(world, repository)}/pulls/${pull.number}`
  return {
    id: review.id,
    node_id: review.nodeId,
    user: presentUser(world, review.author),
    ...presentBody(view, review),
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: associationOf(world, repository, review.author),
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(review.submittedAt ? { submitted_at: timestamp(review.submittedAt) } : {}),
    commit_id: review.commitSha,
  }
}
