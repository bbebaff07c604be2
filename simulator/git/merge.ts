import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GIT_ENVIRONMENT } from './environment.ts'
import type { ObjectDatabase } from './object-database.ts'
import type { PathChange } from './tree.ts'
import { compareTrees, type TreeChange } from './tree-diff.ts'

/** Three trees to merge: what `base` and `head` both began with is `ancestor`. */
export interface MergeTrees {
  readonly ancestor: string
  readonly base: string
  readonly head: string
}

/** What came of merging trees. */
export type MergeResult =
  | { readonly kind: 'clean'; readonly tree: string }
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }

/** Merges trees as git does, but without following renames. Only a file that both sides changed costs a process. */
export function mergeTrees(objects: ObjectDatabase, trees: MergeTrees): MergeResult {
  const onBase = new Map(compareTrees(objects, trees.ancestor, trees.base).map((change) => [change.path, change]))
  const changes = new Map<string, PathChange>()
  const conflicts: string[] = []
  for (const theirs of compareTrees(objects, trees.ancestor, trees.head)) {
    const merged = mergePath(objects, onBase.get(theirs.path), theirs)
    if (merged === 'conflict' || collides(theirs, onBase)) conflicts.push(theirs.path)
    else changes.set(theirs.path, merged)
  }
  if (conflicts.length > 0) return { kind: 'conflict', paths: conflicts }
  return { kind: 'clean', tree: objects.changeTree(trees.base, changes) }
}

function mergePath(objects: ObjectDatabase, ours: TreeChange | undefined, theirs: TreeChange): PathChange | 'conflict' {
  if (!ours || isSame(ours.after, theirs.after)) return theirs.after
  const files = [theirs.before, ours.after, theirs.after].map((entry) =>
    entry?.mode.startsWith('100') ? objects.readBlob(entry.oid) : undefined,
  )
  const [before, mine, yours] = files
  if (!before || !mine || !yours || !theirs.after) return 'conflict'
  const merged = mergeFiles(before, mine, yours)
  return merged ? { mode: theirs.after.mode, oid: objects.writeBlob(merged) } : 'conflict'
}

function isSame(one: TreeChange['after'], other: TreeChange['after']): boolean {
  return one?.oid === other?.oid && one?.mode === other?.mode
}

/** A new file where the other side made a folder, or the other way round. */
function collides({ path, after }: TreeChange, others: ReadonlyMap<string, TreeChange>): boolean {
  if (!after) return false
  const added = [...others.values()].filter((other) => other.after)
  return added.some((other) => other.path.startsWith(`${path}/`) || path.startsWith(`${other.path}/`))
}

/** Merges by lines, or gives null where both changed the same lines. */
function mergeFiles(before: Buffer, mine: Buffer, yours: Buffer): Buffer | null {
  const folder = mkdtempSync(join(tmpdir(), 'merge-'))
  try {
    const paths = { mine, before, yours }
    for (const [name, data] of Object.entries(paths)) writeFileSync(join(folder, name), data)
    const settings = { cwd: folder, env: GIT_ENVIRONMENT, stdio: 'pipe' } as const
    return execFileSync('git', ['merge-file', '-p', '-q', 'mine', 'before', 'yours'], settings)
  } catch (error) {
    // The status is the number of conflicts, or negative for binary files.
    if (typeof (error as { status?: unknown }).status === 'number') return null
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
