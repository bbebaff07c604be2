import type { Team, User } from './user.ts'

/** A review of a pull request. */
export interface Review {
  readonly id: number
  readonly nodeId: string
  readonly author: User
  readonly body: string
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'PENDING' | 'DISMISSED'
  readonly commitSha: string
  /** Null while it is pending. */
  readonly submittedAt: Date | null
}

/**
 * What makes an issue a pull request. Title, body, state, labels, assignees and events stand on the issue of the
 * same number (`repository.issues`), which has `isPull`.
 */
export interface PullRequest {
  readonly id: number
  readonly nodeId: string
  readonly number: number
  readonly head: { readonly ref: string; sha: string }
  /** `sha` is where the base stood when the head last moved. */
  base: { readonly ref: string; sha: string }
  draft: boolean
  maintainerCanModify: boolean
  mergedAt: Date | null
  mergedBy: User | null
  mergeCommitSha: string | null
  requestedReviewers: User[]
  requestedTeams: Team[]
  readonly reviews: Review[]
}
