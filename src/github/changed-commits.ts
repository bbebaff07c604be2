import type { Change } from '../domain/snapshot.ts'

/** A commit as either API lists it. */
export interface ListedCommit {
  readonly sha: string
  readonly message: string
  readonly url: string
  /** When it was committed, ISO 8601 UTC. */
  readonly at: string
  readonly parents: readonly string[]
}

export interface CommitContext {
  readonly repositoryUrl: string
  /** The commits that are known to touch the service; `undefined` where nobody could tell. */
  readonly touching: ReadonlySet<string> | undefined
  /** All paths of the service were asked about: a commit that is not among those touches none. */
  readonly complete: boolean
}

/**
 * One change for each commit of the main line, newest first: a pull request where the message names one, else the commit.
 * Commits that a merge brought in belong to that merge and are no changes of their own.
 */
export function readCommits(commits: readonly ListedCommit[], context: CommitContext): readonly Change[] {
  const broughtBy = followMerges(commits)
  const touching = new Set([...(context.touching ?? [])].map((sha) => broughtBy.get(sha) ?? sha))
  const otherwise = context.touching && context.complete ? false : undefined
  const touches = (sha: string) => (touching.has(sha) ? true : otherwise)
  return commits
    .filter((commit) => !broughtBy.has(commit.sha))
    .map((commit) => ({ ...describeCommit(commit, context.repositoryUrl), touchesService: touches(commit.sha) }))
}

/** For each commit that a merge brought in, that merge. `commits` come newest first, so children before their parents. */
function followMerges(commits: readonly ListedCommit[]): ReadonlyMap<string, string> {
  const mainLine = new Set(commits.slice(0, 1).map((commit) => commit.sha))
  const broughtBy = new Map<string, string>()
  for (const { sha, parents } of commits) {
    const merge = mainLine.has(sha) ? undefined : broughtBy.get(sha)
    const [first, ...others] = parents
    if (merge === undefined && first !== undefined) mainLine.add(first)
    for (const parent of merge === undefined ? others : [first, ...others]) {
      if (parent !== undefined) broughtBy.set(parent, merge ?? sha)
    }
  }
  for (const sha of mainLine) broughtBy.delete(sha)
  return broughtBy
}

function describeCommit({ message, url, at }: ListedCommit, repositoryUrl: string): Omit<Change, 'touchesService'> {
  const pull = readPull(message)
  if (!pull) return { kind: 'commit', title: firstLine(message), url, at, number: undefined }
  return { kind: 'merge', title: pull.title, url: `${repositoryUrl}/pull/${pull.number}`, at, number: pull.number }
}

/** The pull request that GitHub's own merge and squash messages name. */
function readPull(message: string): { readonly number: number; readonly title: string } | undefined {
  const [head = '', ...rest] = message.split('\n')
  const merge = /^Merge pull request #(\d+) from (\S+)/.exec(head)
  if (merge) {
    const title = rest.map((line) => line.trim()).find((line) => line !== '')
    return { number: Number(merge[1]), title: title ?? merge[2] ?? head }
  }
  const squash = /\s\(#(\d+)\)$/.exec(head.trimEnd())
  return squash ? { number: Number(squash[1]), title: head.slice(0, squash.index).trimEnd() || head } : undefined
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? ''
}
