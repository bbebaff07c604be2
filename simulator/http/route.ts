import type { App } from '../state/issue.ts'
import type { Repository } from '../state/repository.ts'
import type { Role, User } from '../state/user.ts'
import type { World } from '../state/world.ts'

/** The permissions a token can carry, as a workflow's `permissions:` spells them; some only an App's token can have. */
export type Permission =
  | 'actions'
  | 'administration'
  | 'checks'
  | 'contents'
  | 'deployments'
  | 'issues'
  | 'members'
  | 'metadata'
  | 'pull-requests'
  | 'statuses'
  | 'workflows'

/** How far a permission reaches. `write` includes `read`. */
export type Access = 'read' | 'write'

/** One permission that a route asks for, for instance `issues: write`. */
export interface Need {
  readonly permission: Permission
  readonly access: Access
}

/** Who asks: the login behind the token, what the token may do, and where it comes from. */
export interface Caller {
  readonly user: User
  /** `workflow` = GITHUB_TOKEN, `app` = installation token, `person` = a personal access token, `nobody` = no token. */
  readonly kind: 'workflow' | 'app' | 'person' | 'nobody'
  /** The App behind a `workflow` or `app` token, shown as `performed_via_github_app`; null for others. */
  readonly app: App | null
  /** Permissions on the repository; for `person` they follow from the person's role. */
  readonly allows: (need: Need, repository: Repository) => boolean
  /** Permissions on the organisation that the App behind a token is installed on; nobody else has any. */
  readonly allowsOrganization?: (need: Need, organization: User) => boolean
}

/** One request after authentication, routing and validation of its body. */
export interface Call {
  readonly world: World
  readonly caller: Caller
  /** Set for every route below `/repos/{owner}/{repo}`; the caller may see it. */
  readonly repository: Repository
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  /** `full` adds `body_html` and `body_text`, `html` and `raw` as GitHub's media types do. */
  readonly media: 'json' | 'raw' | 'html' | 'text' | 'full'
  /** The version asked for by `X-GitHub-Api-Version`, for instance `2026-03-10`. */
  readonly apiVersion: string
}

/** A list of which the server shows one page, with `Link`; only what is on the page is presented. */
export interface PagedList {
  readonly length: number
  readonly page: (from: number, to: number) => readonly unknown[]
  /** Puts the page into an envelope such as `{total_count, items}`; left out, the page itself is the body. */
  readonly wrap?: (page: readonly unknown[], total: number) => unknown
}

/** What a handler answers; the server adds ETag, Link, rate-limit and request-id headers. */
export interface Reply {
  readonly status: number
  readonly body?: unknown
  /** Instead of `body`: see `http/paged.ts`. */
  readonly list?: PagedList
  readonly headers?: Readonly<Record<string, string>>
}

/** One operation of GitHub's API. `path` is the template of GitHub's OpenAPI description, letter for letter. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** Any one of these suffices; empty means that a token of any kind (or none, on public data) is enough. */
  readonly needs: readonly Need[]
  /** Sets of permissions that GitHub names beside them: told in the answer's header, and asked for by the handler. */
  readonly combined?: readonly (readonly Need[])[]
  /**
   * The role a person needs, where it is not the one that `needs` implies (read for reading, triage for issues,
   * write for the rest, admin for administration). `read` on a write lets anybody who can see the repository try,
   * and leaves the finer rules to the handler.
   */
  readonly role?: Role
  readonly handle: (call: Call) => Reply | Promise<Reply>
}
