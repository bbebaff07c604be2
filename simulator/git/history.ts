import type { Commit } from './commit.ts'
import type { ObjectDatabase } from './object-database.ts'

/** Which commits to list; all of it is optional. */
export interface HistoryFilter {
  /** Only commits that changed this file or folder. */
  readonly path?: string
  readonly since?: Date
  readonly until?: Date
  /** Only commits that this one accepts. */
  readonly accepts?: (commit: Commit) => boolean
}

/** The commits that can be reached from `start`, newest first, as `git log` lists them. */
export function listCommits(objects: ObjectDatabase, start: string, filter: HistoryFilter = {}): readonly Commit[] {
  const listed: Commit[] = []
  for (const { commit, changed } of walk(objects, start, filter.path)) {
    const { date } = commit.committer
    const within = (!filter.since || date >= filter.since) && (!filter.until || date <= filter.until)
    if (changed && within && (filter.accepts?.(commit) ?? true)) listed.push(commit)
  }
  return listed
}

/** The ids of all commits that can be reached from `start`, itself included. */
export function ancestorsOf(objects: ObjectDatabase, start: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const waiting = [start]
  for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
    if (seen.has(oid)) continue
    seen.add(oid)
    waiting.push(...(objects.readCommit(oid)?.parents ?? []))
  }
  return seen
}

/** The newest commit that both histories share, or undefined where they share none. */
export function findMergeBase(objects: ObjectDatabase, one: string, other: string): string | undefined {
  const ancestors = ancestorsOf(objects, one)
  for (const { commit } of walk(objects, other)) if (ancestors.has(commit.oid)) return commit.oid
  return undefined
}

/** The commits of `head` that `base` does not have, oldest first. */
export function commitsBetween(objects: ObjectDatabase, base: string, head: string): readonly Commit[] {
  const known = ancestorsOf(objects, base)
  return listCommits(objects, head, { accepts: ({ oid }) => !known.has(oid) }).toReversed()
}

/**
 * Walks by commit date, a commit never before those that descend from it where their dates are in order. With a path,
 * a merge is followed only into the parent that has the same thing there, as `git log -- path` simplifies.
 */
function* walk(
  objects: ObjectDatabase,
  start: string,
  path?: string,
): Generator<{ readonly commit: Commit; readonly changed: boolean }> {
  const seen = new Set([start])
  const waiting: Commit[] = []
  const add = (oid: string) => {
    const commit = objects.readCommit(oid)
    if (commit) waiting.push(commit)
  }
  add(start)
  while (waiting.length > 0) {
    const commit = takeNewest(waiting)
    const same = path === undefined ? undefined : sameParent(objects, commit, path)
    yield { commit, changed: path === undefined || same === undefined }
    for (const parent of same ? [same] : commit.parents) {
      if (seen.has(parent)) continue
      seen.add(parent)
      add(parent)
    }
  }
}

function takeNewest(waiting: Commit[]): Commit {
  let newest = 0
  for (const [index, commit] of waiting.entries()) {
    if (commit.committer.date > (waiting[newest]?.committer.date ?? 0)) newest = index
  }
  return waiting.splice(newest, 1)[0] as Commit
}

/** The parent that has the same thing at `path`; `''` for a first commit that has nothing there either. */
function sameParent(objects: ObjectDatabase, commit: Commit, path: string): string | undefined {
  const here = objects.entryAt(commit.tree, path)?.oid
  if (commit.parents.length === 0) return here === undefined ? '' : undefined
  return commit.parents.find((oid) => {
    const parent = objects.readCommit(oid)
    return parent && objects.entryAt(parent.tree, path)?.oid === here
  })
}
