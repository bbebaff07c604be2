import {
  type AnnotatedTag,
  type Commit,
  type CommitContent,
  decodeCommit,
  decodeTag,
  encodeCommit,
  encodeTag,
} from './commit.ts'
import { ObjectStore } from './object-store.ts'
import { decodeTree, encodeTree, type PathChange, type PathEntry, type TreeEntry } from './tree.ts'

/** A repository's objects, read and written as what they mean. Reading an id of another kind gives undefined. */
export class ObjectDatabase {
  readonly store: ObjectStore
  readonly #trees = new Map<string, readonly TreeEntry[]>()
  readonly #commits = new Map<string, Commit>()

  /** `directory` is the bare repository. */
  constructor(directory: string) {
    this.store = new ObjectStore(directory)
  }

  readBlob(oid: string): Buffer | undefined {
    const object = this.store.read(oid)
    return object?.type === 'blob' ? object.data : undefined
  }

  readTree(oid: string): readonly TreeEntry[] | undefined {
    const known = this.#trees.get(oid)
    if (known) return known
    const object = this.store.read(oid)
    if (object?.type !== 'tree') return undefined
    const entries = decodeTree(object.data)
    this.#trees.set(oid, entries)
    return entries
  }

  readCommit(oid: string): Commit | undefined {
    const known = this.#commits.get(oid)
    if (known) return known
    const object = this.store.read(oid)
    if (object?.type !== 'commit') return undefined
    const commit = decodeCommit(oid, object.data)
    this.#commits.set(oid, commit)
    return commit
  }

  readTag(oid: string): AnnotatedTag | undefined {
    const object = this.store.read(oid)
    return object?.type === 'tag' ? decodeTag(oid, object.data) : undefined
  }

  writeBlob(data: Buffer | string): string {
    return this.store.write('blob', Buffer.from(data))
  }

  writeTree(entries: readonly TreeEntry[]): string {
    return this.store.write('tree', encodeTree(entries))
  }

  writeCommit(content: CommitContent): string {
    return this.store.write('commit', encodeCommit(content))
  }

  writeTag(tag: Omit<AnnotatedTag, 'oid'>): string {
    return this.store.write('tag', encodeTag(tag))
  }

  /** The commit behind an id, through annotated tags. */
  peel(oid: string): Commit | undefined {
    const tag = this.readTag(oid)
    return tag ? this.peel(tag.object) : this.readCommit(oid)
  }

  /** What stands at `path` below a tree; the empty path is the tree itself. */
  entryAt(tree: string, path: string): PathEntry | undefined {
    let entry: PathEntry = { mode: '040000', path: '', oid: tree }
    for (const name of path.split('/').filter((part) => part !== '')) {
      const found = this.readTree(entry.oid)?.find((candidate) => candidate.name === name)
      if (!found) return undefined
      entry = { mode: found.mode, path: entry.path ? `${entry.path}/${name}` : name, oid: found.oid }
    }
    return entry
  }

  /** Everything below a tree, folders before what they hold, in git's order. */
  walkTree(tree: string, prefix = ''): readonly PathEntry[] {
    return (this.readTree(tree) ?? []).flatMap(({ mode, name, oid }) => {
      const entry = { mode, path: prefix + name, oid }
      return mode === '040000' ? [entry, ...this.walkTree(oid, `${prefix}${name}/`)] : [entry]
    })
  }

  /** The tree that `tree` becomes by these changes, by path; folders left without anything go. */
  changeTree(tree: string | null, changes: ReadonlyMap<string, PathChange>): string {
    return this.#change(tree, changes) ?? this.writeTree([])
  }

  #change(tree: string | null, changes: ReadonlyMap<string, PathChange>): string | null {
    const entries = new Map((tree ? (this.readTree(tree) ?? []) : []).map((entry) => [entry.name, entry]))
    const below = new Map<string, Map<string, PathChange>>()
    for (const [path, change] of changes) {
      const slash = path.indexOf('/')
      if (slash !== -1) {
        const inner = below.get(path.slice(0, slash)) ?? new Map()
        below.set(path.slice(0, slash), inner.set(path.slice(slash + 1), change))
      } else if (change) entries.set(path, { name: path, ...change })
      else entries.delete(path)
    }
    for (const [name, inner] of below) {
      const before = entries.get(name)
      const oid = this.#change(before?.mode === '040000' ? before.oid : null, inner)
      if (oid) entries.set(name, { mode: '040000', name, oid })
      else if (before?.mode === '040000') entries.delete(name)
    }
    return entries.size === 0 ? null : this.writeTree([...entries.values()])
  }
}
