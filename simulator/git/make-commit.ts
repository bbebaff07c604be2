import type { Act } from '../state/act.ts'
import type { Commit, Identity } from './commit.ts'
import { signatureFor } from './signature.ts'
import { gitHubIdentity, identityOf } from './user-identity.ts'

/** A commit to make for a caller; where author or committer are missing, GitHub fills them in. */
export interface CommitRequest {
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author?: Identity | undefined
  readonly committer?: Identity | undefined
  /** A signature that the caller brings along. */
  readonly signature?: string | undefined
  /** GitHub itself commits, as in its web interface: it signs whoever the author is. */
  readonly byGitHub?: boolean
}

/** Stores a commit. GitHub signs it for a bot that names no author and no committer, and where it commits itself. */
export function makeCommit({ world, repository, caller }: Act, request: CommitRequest): Commit {
  const now = world.clock.now()
  const { author, committer } = request
  const isBot = caller.kind === 'workflow' || caller.kind === 'app'
  const signs = request.byGitHub || (isBot && !author && !committer)
  const written = author ?? committer ?? identityOf(caller.user, now)
  const content = {
    tree: request.tree,
    parents: request.parents,
    author: written,
    committer: signs ? gitHubIdentity(now) : (committer ?? written),
    message: request.message,
  }
  const { objects } = repository.git
  const signature = request.signature ?? (signs ? signatureFor(JSON.stringify(content)) : null)
  const oid = objects.writeCommit({ ...content, signature })
  return objects.readCommit(oid) as Commit
}
