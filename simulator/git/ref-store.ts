import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A branch, tag or other name and the object it points to. `name` is in full: `refs/heads/main`. */
export interface Ref {
  readonly name: string
  readonly oid: string
}

/** What came of a change: `moved` = the ref is not where the caller expected it, `blocked` = `a` and `a/b` collide. */
export type RefOutcome = 'done' | 'moved' | 'blocked'

/** The refs of a repository as git's loose files, read afresh each time: a push changes them from another process. */
export class RefStore {
  readonly #directory: string

  /** `directory` is the bare repository. */
  constructor(directory: string) {
    this.#directory = directory
  }

  /** Where a ref points, or undefined. */
  read(name: string): string | undefined {
    if (!isRefName(name)) return undefined
    try {
      return readFileSync(join(this.#directory, name), 'latin1').trim()
    } catch {
      return undefined
    }
  }

  /** The full name of the branch that a clone checks out. */
  readHead(): string {
    return readFileSync(join(this.#directory, 'HEAD'), 'latin1').replace('ref: ', '').trim()
  }

  /** The refs whose full name begins with `prefix`, by name. */
  list(prefix: string): readonly Ref[] {
    const found: Ref[] = []
    const walk = (folder: string) => {
      for (const entry of readdirSync(join(this.#directory, folder), { withFileTypes: true })) {
        const name = `${folder}/${entry.name}`
        if (entry.isDirectory()) {
          if (`${name}/`.startsWith(prefix) || prefix.startsWith(`${name}/`)) walk(name)
        } else if (name.startsWith(prefix)) {
          const oid = this.read(name)
          if (oid) found.push({ name, oid })
        }
      }
    }
    walk('refs')
    return found.sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Points a ref to `oid` if it now stands at `expected` (null = does not exist). */
  set(name: string, oid: string, expected: string | null): RefOutcome {
    if ((this.read(name) ?? null) !== expected) return 'moved'
    const path = join(this.#directory, name)
    const aside = join(this.#directory, `incoming-${process.pid}`)
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(aside, `${oid}\n`)
      renameSync(aside, path)
      return 'done'
    } catch {
      rmSync(aside, { force: true })
      return 'blocked'
    }
  }

  /** The refs as they are now, which nothing changes any more. */
  freeze(): RefStore {
    return new FrozenRefs(this.#directory, this.list('refs/'))
  }

  /** Keeps where every ref points; the function returned puts it back. */
  keep(): () => void {
    const kept = this.list('refs/')
    return () => {
      const names = new Set(kept.map(({ name }) => name))
      for (const { name, oid } of this.list('refs/')) if (!names.has(name)) this.delete(name, oid)
      for (const { name, oid } of kept) this.set(name, oid, this.read(name) ?? null)
    }
  }

  /** Deletes a ref that stands at `expected`, and the folders that it leaves empty. */
  delete(name: string, expected: string): RefOutcome {
    if (this.read(name) !== expected) return 'moved'
    rmSync(join(this.#directory, name))
    for (let folder = dirname(name); folder.split('/').length > 2; folder = dirname(folder)) {
      try {
        rmdirSync(join(this.#directory, folder))
      } catch {
        break
      }
    }
    return 'done'
  }
}

class FrozenRefs extends RefStore {
  readonly #refs: ReadonlyMap<string, Ref>

  constructor(directory: string, refs: readonly Ref[]) {
    super(directory)
    this.#refs = new Map(refs.map((ref) => [ref.name, ref]))
  }

  override read(name: string): string | undefined {
    return this.#refs.get(name)?.oid
  }

  override list(prefix: string): readonly Ref[] {
    return [...this.#refs.values()].filter(({ name }) => name.startsWith(prefix))
  }

  override set(): RefOutcome {
    return 'moved'
  }

  override delete(): RefOutcome {
    return 'moved'
  }
}

// Control characters are exactly what git forbids here.
const FORBIDDEN = /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$|\/\.|\.lock(\/|$)/

/** Git's rules for a full ref name (`git check-ref-format`): at least `refs/kind/name`. */
export function isRefName(name: string): boolean {
  return /^refs\/[^/]+\/[^/]/.test(name) && !FORBIDDEN.test(name)
}
