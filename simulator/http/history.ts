import { type Repository, snapshotRepository } from '../state/repository.ts'

/** What the faults of a server with replicas need to know: how things stood one write ago, and what is new. */
export class History {
  readonly #before = new Map<number, Repository>()
  readonly #created = new Set<string>()

  /** Keeps a repository as it is now; call it just before a write. */
  keep(repository: Repository): void {
    this.#before.set(repository.id, snapshotRepository(repository))
  }

  /** The repository as it was before the last write that was kept. */
  before(repository: Repository): Repository {
    return this.#before.get(repository.id) ?? repository
  }

  /** Notes that an answer made something, which then has this API path. */
  noteCreated(path: string): void {
    this.#created.add(path)
    this.#created.add(path.replace('/git/refs/', '/git/ref/'))
  }

  /** Whether something made by an earlier request has this path. */
  isNew(path: string): boolean {
    return this.#created.has(path)
  }
}
