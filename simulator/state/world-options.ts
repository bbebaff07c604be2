/** What differs between GitHub and its older or self-hosted versions, and what a test may switch. */
export interface WorldOptions {
  /** Folder for the bare git repositories; it must exist. */
  directory: string
  /** Milliseconds that every answer is held back, as if by distance. */
  latency: number
  /** The primary limit an hour by token; null = switched off (headers still come). */
  primaryLimit: number | null
  /** Secondary limits: content-creating requests a minute and an hour, and requests at a time. */
  secondaryLimits: boolean
  /** `PUT …/comments/{id}/pin`; absent on older servers (404). */
  commentPins: boolean
  /** Reactions; absent (404) where switched off. */
  reactions: boolean
  /** GraphQL; absent (404) where switched off. */
  graphql: boolean
  /** How REST shows who is gone: by no user, or by the account `ghost`; both are met. GraphQL always says null. */
  deletedUsers: 'null' | 'ghost'
  /** The status with which a token without `workflows` is kept from changing a workflow file: 403, or 422. */
  workflowRefusal: number
  /** Whether a file that another branch has with the same path and content passes, as GitHub documents it. */
  workflowTwins: boolean
  /**
   * Keeps a copy before every write, so that `stale-list` also misses what was written before it was queued. Costs a
   * copy of the repository for each write.
   */
  replicas: boolean
  /** The control endpoints below `/_simulator/`. */
  controls: boolean
}

/** GitHub as it is today. */
export const DEFAULT_OPTIONS: WorldOptions = {
  directory: '',
  latency: 0,
  primaryLimit: 1000,
  secondaryLimits: true,
  commentPins: true,
  reactions: true,
  graphql: true,
  deletedUsers: 'null',
  workflowRefusal: 403,
  workflowTwins: true,
  replicas: false,
  controls: true,
}

/** Where the server answers; all without a slash at the end. */
export interface WorldUrls {
  /** Web pages and git, for instance `http://127.0.0.1:4711`. */
  readonly web: string
  /** REST. */
  readonly api: string
  readonly graphql: string
}

/** Something GitHub would not have accepted, or that this server answered against GitHub's description. */
export interface Violation {
  readonly kind: 'unknown-route' | 'request' | 'response' | 'graphql' | 'server-error'
  readonly method: string
  readonly path: string
  readonly message: string
}
