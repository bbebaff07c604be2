import type { Repository } from '../state/repository.ts'
import { tryMerge } from './pull-changes.ts'

/**
 * Whether an open pull request conflicts with its base as both now stand. GitHub starts no workflow on `pull_request`
 * while it does; one on `pull_request_target` it starts all the same.
 */
export function hasMergeConflict(repository: Repository, number: number): boolean {
  const pull = repository.pulls.get(number)
  const base = pull && repository.git.refs.read(`refs/heads/${pull.base.ref}`)
  if (pull === undefined || base === undefined || pull.mergedAt !== null) return false
  return tryMerge(repository, base, pull.head.sha).kind === 'conflict'
}
