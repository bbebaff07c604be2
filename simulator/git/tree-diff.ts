import type { ObjectDatabase } from './object-database.ts'
import type { PathEntry, TreeEntry } from './tree.ts'

/** One path at which two trees differ; folders are told by what they hold. */
export interface TreeChange {
  readonly path: string
  readonly before: PathEntry | null
  readonly after: PathEntry | null
}

/** The paths at which two trees differ, without looking for renames; equal folders are not opened. */
export function compareTrees(objects: ObjectDatabase, before: string, after: string): readonly TreeChange[] {
  return compareFolders(objects, '', { before, after })
}

function compareFolders(
  objects: ObjectDatabase,
  prefix: string,
  pair: { readonly before: string | null; readonly after: string | null },
): readonly TreeChange[] {
  if (pair.before === pair.after) return []
  const before = byName(objects, pair.before)
  const after = byName(objects, pair.after)
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const one = before.get(name) ?? null
    const other = after.get(name) ?? null
    if (one?.oid === other?.oid && one?.mode === other?.mode) return []
    const path = prefix + name
    const folders = { before: folderOf(one), after: folderOf(other) }
    const inner = folders.before || folders.after ? compareFolders(objects, `${path}/`, folders) : []
    const files = { before: fileAt(path, one), after: fileAt(path, other) }
    return files.before || files.after ? [{ path, ...files }, ...inner] : inner
  })
}

function byName(objects: ObjectDatabase, tree: string | null): ReadonlyMap<string, TreeEntry> {
  return new Map((tree ? (objects.readTree(tree) ?? []) : []).map((entry) => [entry.name, entry]))
}

function folderOf(entry: TreeEntry | null): string | null {
  return entry?.mode === '040000' ? entry.oid : null
}

function fileAt(path: string, entry: TreeEntry | null): PathEntry | null {
  return entry && entry.mode !== '040000' ? { mode: entry.mode, path, oid: entry.oid } : null
}
