import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'

/** The four kinds of objects that git stores. */
export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag'

/** One object of a repository, uncompressed. */
export interface GitObject {
  readonly type: ObjectType
  readonly data: Buffer
}

/** Above this many bytes an object is read from disk each time. */
const CACHED_BYTES = 1_000_000

/**
 * The objects of a repository, read and written in this process as git's loose files: a process for each of some
 * thousand requests would cost more than all the rest of a test. `receive.unpackLimit` keeps what is pushed loose too.
 */
export class ObjectStore {
  readonly #folder: string
  readonly #cache = new Map<string, GitObject>()

  /** `directory` is the bare repository. */
  constructor(directory: string) {
    this.#folder = join(directory, 'objects')
  }

  /** Stores an object, unless it is there already, and gives its id (SHA-1, 40 hex digits). */
  write(type: ObjectType, data: Buffer): string {
    const stored = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data])
    const oid = createHash('sha1').update(stored).digest('hex')
    if (this.#cache.has(oid)) return oid
    writeOnce(this.#pathOf(oid), deflateSync(stored, { level: 1 }))
    this.#remember(oid, { type, data })
    return oid
  }

  /** The object with this full id, or undefined. */
  read(oid: string): GitObject | undefined {
    const cached = this.#cache.get(oid)
    if (cached || !/^[0-9a-f]{40}$/.test(oid)) return cached
    const object = readLoose(this.#pathOf(oid))
    if (object) this.#remember(oid, object)
    return object
  }

  /** The full id that begins with these at least four digits, or undefined if none or several do. */
  expand(prefix: string): string | undefined {
    if (!/^[0-9a-f]{4,40}$/.test(prefix)) return undefined
    if (prefix.length === 40) return this.read(prefix) ? prefix : undefined
    const found = namesIn(join(this.#folder, prefix.slice(0, 2))).filter((name) => name.startsWith(prefix.slice(2)))
    return found.length === 1 ? prefix.slice(0, 2) + found[0] : undefined
  }

  #pathOf(oid: string): string {
    return join(this.#folder, oid.slice(0, 2), oid.slice(2))
  }

  #remember(oid: string, object: GitObject): void {
    if (object.data.length <= CACHED_BYTES) this.#cache.set(oid, object)
  }
}

/** Straight to its place: no ref leads to an object before this returns, so that nobody reads half of it. */
function writeOnce(path: string, data: Buffer): void {
  try {
    writeFileSync(path, data, { flag: 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT') throw error
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, data)
  }
}

function readLoose(path: string): GitObject | undefined {
  let stored: Buffer
  try {
    stored = inflateSync(readFileSync(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const end = stored.indexOf(0)
  const type = stored.toString('latin1', 0, stored.indexOf(32)) as ObjectType
  return { type, data: stored.subarray(end + 1) }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.length === 38)
  } catch {
    return []
  }
}
