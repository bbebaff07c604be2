import { FaultQueue } from '../http/faults.ts'
import { History } from '../http/history.ts'
import type { RequestLogEntry } from '../http/request-log.ts'
import type { View } from './act.ts'
import { Clock } from './clock.ts'
import { completePayload } from './complete-payload.ts'
import { deleteUser } from './delete-user.ts'
import type { EventListener, WorldEvent } from './event.ts'
import type { App } from './issue.ts'
import { keepWorld } from './keep-world.ts'
import { makeNodeId } from './node-id.ts'
import type { Notification } from './notification.ts'
import type { Repository } from './repository.ts'
import * as seed from './seed.ts'
import type { Token } from './token.ts'
import type { RoleGrant, Team, User } from './user.ts'
import { DEFAULT_OPTIONS, type Violation, type WorldOptions, type WorldUrls } from './world-options.ts'

export type { User } from './user.ts'

/** Everything the embedded GitHub knows. One world belongs to one server. */
export class World {
  readonly clock = new Clock()
  readonly options: WorldOptions
  readonly urls: WorldUrls
  /** By login in lower case. */
  readonly users = new Map<string, User>()
  /** Ids of accounts that were deleted: what they left has no author any more. */
  readonly deleted = new Set<number>()
  /** By `org/slug` in lower case. */
  readonly teams = new Map<string, Team>()
  /** Members of organisations, by the organisation's login; all in lower case. */
  readonly members = new Map<string, Set<string>>()
  /** Apps by slug. */
  readonly apps = new Map<string, App>()
  /** By `owner/name` in lower case. */
  readonly repositories = new Map<string, Repository>()
  readonly tokens = new Map<string, Token>()
  readonly notifications: Notification[] = []
  /** What a client (or this server) did that GitHub's description does not allow. A test should end with none. */
  readonly violations: Violation[] = []
  readonly requests: RequestLogEntry[] = []
  readonly faults = new FaultQueue()
  /** What stale answers are made from. */
  readonly history = new History()
  /** Requests that are being answered. */
  running = 0
  /**
   * What the faults `kill-before` and `kill-after` call, with the token of the request: whoever runs the client ends its
   * process.
   */
  killHook: ((token: string) => void | Promise<void>) | null = null
  /**
   * Asked before a request is looked at, with its token: whoever runs several clients says when each comes through. `cut`
   * ends its connection unanswered.
   */
  gate: ((token: string, log: RequestLogEntry) => Promise<'pass' | 'cut'>) | null = null
  /** Serves the web pages, if anything does: HTML for a path such as `/owner/name/issues/1`, or null for none. */
  pages: ((path: string) => string | null | Promise<string | null>) | null = null
  /** How a pull request looks in a webhook; set by whoever serves the routes of pulls. */
  presentPull: ((view: View, number: number) => Record<string, unknown>) | null = null
  readonly #listeners = new Set<EventListener>()
  #held: WorldEvent[] | null = null
  #lastId = 1000

  constructor(urls: WorldUrls, options: Partial<WorldOptions> = {}) {
    this.urls = urls
    this.options = { ...DEFAULT_OPTIONS, ...options }
  }

  /** A new id, ascending over everything in the world, so that a lower id is older. */
  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  /** A new id with its node id, for instance of type `Issue`. */
  nextIdentity(type: string): { readonly id: number; readonly nodeId: string } {
    const id = this.nextId()
    return { id, nodeId: makeNodeId(type, id) }
  }

  /** Keeps everything as it stands, see `keepWorld`; ids go on from where they were, too. */
  keep(): () => void {
    const putBack = keepWorld(this)
    const lastId = this.#lastId
    return () => {
      putBack()
      this.#lastId = lastId
    }
  }

  /** Notes how a repository is before something is written to it, if an answer may have to be as old as that. */
  noteWrite(repository: Repository): void {
    if (this.options.replicas || this.faults.isArmed('stale-list')) this.history.note(repository)
  }

  /** Tells all listeners of something that happened, with the payload completed. */
  emit(event: WorldEvent): void {
    if (this.#held !== null) {
      this.#held.push(event)
      return
    }
    const complete = { ...event, payload: completePayload(this, event) }
    for (const listener of this.#listeners) listener(complete)
  }

  /** Holds events back until the returned function is called, which hands them over unsent (or forgets them). */
  holdEvents(): (what: 'keep' | 'drop') => readonly WorldEvent[] {
    const held: WorldEvent[] = []
    this.#held = held
    return (what) => {
      this.#held = null
      return what === 'keep' ? held : []
    }
  }

  /** Listens to every event; the returned function ends it. */
  onEvent(listener: EventListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The user of this login, in any case. */
  user(login: string): User | undefined {
    return this.users.get(login.toLowerCase())
  }

  /** The repository of this `owner/name`, in any case. */
  repository(name: string): Repository | undefined {
    return this.repositories.get(name.toLowerCase())
  }

  /** Records a breach of GitHub's rules. */
  violate(violation: Violation): void {
    this.violations.push(violation)
  }

  /** Adds somebody with a login. Throws if the login is taken. */
  addUser(user: seed.UserSeed): User {
    return seed.addUser(this, user)
  }

  /** Deletes a person's account; what they wrote stays without them. */
  deleteUser(login: string): void {
    deleteUser(this, login)
  }

  /** Adds an organisation with its members. */
  addOrganization(login: string, members: readonly string[] = []): User {
    return seed.addOrganization(this, login, members)
  }

  /** Adds a team; `canRead` (default: every repository of the organisation) says what its members may read by it. */
  addTeam(team: seed.TeamSeed): Team {
    return seed.addTeam(this, team)
  }

  /** Adds a repository with one commit that holds `files`. */
  addRepository(repository: seed.RepositorySeed): Promise<Repository> {
    return seed.addRepository(this, repository)
  }

  /** Grants somebody a role; `none` takes it away. */
  setRole(repository: Repository, login: string, role: RoleGrant['base'] | RoleGrant): void {
    seed.setRole(this, repository, { login, role })
  }

  /** Makes a token and returns its value. */
  addToken(token: seed.TokenSeed): string {
    return seed.addToken(this, token)
  }
}
