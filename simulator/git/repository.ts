import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Commit, Identity } from './commit.ts'
import { GIT_ENVIRONMENT } from './environment.ts'
import { diffTrees, type FileDiff } from './file-diff.ts'
import { findMergeBase } from './history.ts'
import { ObjectDatabase } from './object-database.ts'
import { RefStore } from './ref-store.ts'

/** A repository to make, with one commit that holds `files` (path → text). */
export interface GitSeed {
  readonly dir: string
  readonly defaultBranch: string
  readonly files: Readonly<Record<string, string | Buffer>>
  readonly author: Identity
  readonly message?: string
}

/** Pushed objects stay loose, so that `ObjectStore` finds them, and nothing is packed behind its back. */
const CONFIG = `
[receive]
	unpackLimit = 1000000000
	autogc = false
[gc]
	auto = 0
[uploadpack]
	allowAnySHA1InWant = true
[http]
	receivepack = true
`

const run = promisify(execFile)
const KEPT_DIFFS = 200

/** A real bare git repository: any git can clone it while this process reads and writes it. */
export class GitRepository {
  readonly directory: string
  readonly objects: ObjectDatabase
  readonly refs: RefStore
  readonly #diffs = new Map<string, readonly FileDiff[]>()

  /** Opens the bare repository in `directory`. */
  constructor(directory: string, objects = new ObjectDatabase(directory), refs = new RefStore(directory)) {
    this.directory = directory
    this.objects = objects
    this.refs = refs
  }

  /** The same objects behind the refs as they are now, for answers that are some writes old. */
  freeze(): GitRepository {
    return new GitRepository(this.directory, this.objects, this.refs.freeze())
  }

  /** Makes a bare repository in `seed.dir` by `git init` and gives it its first commit. */
  static async create(seed: GitSeed): Promise<GitRepository> {
    await mkdir(seed.dir, { recursive: true })
    const options = ['--quiet', '--bare', '--template=', `--initial-branch=${seed.defaultBranch}`]
    await run('git', ['init', ...options, seed.dir], { env: GIT_ENVIRONMENT })
    await writeFile(join(seed.dir, 'config'), CONFIG, { flag: 'a' })
    const repository = new GitRepository(seed.dir)
    repository.commitFiles(seed.defaultBranch, {
      files: seed.files,
      author: seed.author,
      message: seed.message ?? 'Initial commit',
    })
    return repository
  }

  /** Commits `files` (null = delete) on top of a branch, which is made where it does not exist; gives the commit's id. */
  commitFiles(branch: string, change: FileCommit): string {
    const ref = `refs/heads/${branch}`
    const parent = this.refs.read(ref) ?? null
    const before = parent ? (this.objects.readCommit(parent)?.tree ?? null) : null
    const changes = Object.entries(change.files).map(([path, data]) => {
      const file = data === null ? null : ({ mode: '100644', oid: this.objects.writeBlob(data) } as const)
      return [path, file] as const
    })
    const oid = this.objects.writeCommit({
      tree: this.objects.changeTree(before, new Map(changes)),
      parents: parent ? [parent] : [],
      author: change.author,
      committer: change.author,
      message: change.message,
      signature: null,
    })
    this.refs.set(ref, oid, parent)
    return oid
  }

  /** The commit that `HEAD`, a branch, tag, full ref, or a whole or short id names, or undefined. */
  resolve(revision: string): Commit | undefined {
    if (revision === 'HEAD') return this.resolve(this.refs.readHead())
    const names = [`refs/heads/${revision}`, `refs/tags/${revision}`, revision, `refs/${revision}`]
    const ref = names.map((name) => this.refs.read(name)).find((oid) => oid !== undefined)
    const oid = ref ?? this.objects.store.expand(revision)
    return oid === undefined ? undefined : this.objects.peel(oid)
  }

  /** The text or bytes of a file in a revision, or undefined. */
  readFile(revision: string, path: string): Buffer | undefined {
    const commit = this.resolve(revision)
    const entry = commit && this.objects.entryAt(commit.tree, path)
    return entry && this.objects.readBlob(entry.oid)
  }

  /** The newest common ancestor of two commits. */
  mergeBase(one: string, other: string): string | undefined {
    return findMergeBase(this.objects, one, other)
  }

  /** How two commits' files differ; null for `before` stands for nothing at all. Answers are kept. */
  diff(before: string | null, after: string): readonly FileDiff[] {
    const treeOf = (oid: string | null) => (oid && this.objects.readCommit(oid)?.tree) || this.objects.writeTree([])
    const trees = { before: treeOf(before), after: treeOf(after) }
    const key = `${trees.before}..${trees.after}`
    let diff = this.#diffs.get(key)
    if (!diff) {
      diff = diffTrees(this.directory, trees.before, trees.after)
      if (this.#diffs.size >= KEPT_DIFFS) this.#diffs.clear()
      this.#diffs.set(key, diff)
    }
    return diff
  }
}

/** A commit to make on a branch. */
export interface FileCommit {
  readonly files: Readonly<Record<string, string | Buffer | null>>
  readonly author: Identity
  readonly message: string
}
