/** The modes that git knows: file, executable, symlink, folder, submodule. */
export type TreeMode = '100644' | '100755' | '120000' | '040000' | '160000'

/** One name in a folder. */
export interface TreeEntry {
  readonly mode: TreeMode
  readonly name: string
  readonly oid: string
}

/** What stands at a path below some tree. */
export interface PathEntry {
  readonly mode: TreeMode
  readonly path: string
  readonly oid: string
}

/** A change at a path: what stands there afterwards, or null for nothing. */
export type PathChange = { readonly mode: TreeMode; readonly oid: string } | null

/** The type of the object behind a mode. */
export function typeOfMode(mode: TreeMode): 'blob' | 'tree' | 'commit' {
  if (mode === '040000') return 'tree'
  return mode === '160000' ? 'commit' : 'blob'
}

/** Reads git's form of a tree. */
export function decodeTree(data: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(32, at)
    const end = data.indexOf(0, space)
    entries.push({
      mode: data.toString('latin1', at, space).padStart(6, '0') as TreeMode,
      name: data.toString('utf8', space + 1, end),
      oid: data.toString('hex', end + 1, end + 21),
    })
    at = end + 21
  }
  return entries
}

/** Writes git's form of a tree, in git's order: a folder sorts as if its name ended with a slash. */
export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  const sorted = entries.map((entry) => ({ entry, key: sortKey(entry) })).sort((a, b) => Buffer.compare(a.key, b.key))
  return Buffer.concat(
    sorted.flatMap(({ entry }) => [
      Buffer.from(`${entry.mode.replace(/^0/, '')} ${entry.name}\0`),
      Buffer.from(entry.oid, 'hex'),
    ]),
  )
}

function sortKey({ mode, name }: TreeEntry): Buffer {
  return Buffer.from(mode === '040000' ? `${name}/` : name)
}
