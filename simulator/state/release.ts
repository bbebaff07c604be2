import type { User } from './user.ts'

/** A release of a repository. */
export interface Release {
  readonly id: number
  readonly nodeId: string
  tagName: string
  targetCommitish: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  readonly author: User
  readonly createdAt: Date
  publishedAt: Date | null
}
