import type { Commit } from '../git/commit.ts'
import type { FileDiff } from '../git/file-diff.ts'
import { commitsBetween } from '../git/history.ts'
import { type MergeResult, mergeTrees } from '../git/merge.ts'
import type { PullRequest } from '../state/pull.ts'
import type { Repository } from '../state/repository.ts'

/** The two branches of a pull request. */
type Ends = Pick<PullRequest, 'head' | 'base'>

const merges = new WeakMap<Repository['git'], Map<string, MergeResult>>()

/** The commits that a pull request brings, oldest first. */
export function commitsOfPull({ git }: Repository, pull: Ends): readonly Commit[] {
  return commitsBetween(git.objects, pull.base.sha, pull.head.sha)
}

/** The files that a pull request changes, against where its branch left the base. */
export function filesOfPull({ git }: Repository, pull: Ends): readonly FileDiff[] {
  return git.diff(git.mergeBase(pull.base.sha, pull.head.sha) ?? null, pull.head.sha)
}

/** What merging `head` into `base` (ids of commits) would give. Answers are kept. */
export function tryMerge({ git }: Repository, base: string, head: string): MergeResult {
  const known = merges.get(git) ?? new Map<string, MergeResult>()
  merges.set(git, known)
  const key = `${base}..${head}`
  const result = known.get(key) ?? mergeCommits(git, base, head)
  known.set(key, result)
  return result
}

function mergeCommits(git: Repository['git'], base: string, head: string): MergeResult {
  const { objects } = git
  const treeOf = (oid: string | undefined) => objects.readCommit(oid ?? '')?.tree ?? objects.writeTree([])
  return mergeTrees(objects, { ancestor: treeOf(git.mergeBase(base, head)), base: treeOf(base), head: treeOf(head) })
}
