import { type Repository, snapshotRepository } from '../state/repository.ts'

/** How many writes back an answer can be. */
const kept = 8

/** What the faults of a server with replicas need to know: how things stood some writes ago, and what is new. */
export class History {
  readonly #before = new Map<number, Repository[]>()
  readonly #created = new Set<string>()

  /** Keeps a repository as it is now; call it just before a write. */
  note(repository: Repository): void {
    const earlier = this.#before.get(repository.id) ?? []
    this.#before.set(repository.id, [...earlier.slice(1 - kept), snapshotRepository(repository)])
  }

  /** The repository as it was before the last `writes` that were noted; where fewer were, before all of them. */
  before(repository: Repository, writes: number): Repository {
    const earlier = this.#before.get(repository.id) ?? []
    return earlier.at(-writes) ?? earlier[0] ?? repository
  }

  /** Notes that something was made, which then has this API path. */
  noteCreated(path: string): void {
    this.#created.add(path)
    this.#created.add(path.replace('/git/refs/', '/git/ref/'))
    this.#created.add(path.replace('/git/refs/heads/', '/branches/'))
    this.#created.add(path.replace('/pulls/', '/issues/'))
    this.#created.add(path.replace('/git/commits/', '/commits/'))
  }

  /** Whether something made before this request has this path, or what is asked for belongs to it. */
  isNew(path: string): boolean {
    const parts = decode(path).split('/')
    return parts.some((_, index) => this.#created.has(parts.slice(0, index + 1).join('/')))
  }

  /** Keeps what is known; the function returned puts it back. */
  keep(): () => void {
    const [before, created] = [[...this.#before], [...this.#created]]
    return () => {
      this.#before.clear()
      this.#created.clear()
      for (const [id, earlier] of before) this.#before.set(id, earlier)
      for (const path of created) this.#created.add(path)
    }
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
