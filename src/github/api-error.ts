/** What went wrong between Muster and GitHub. Codes are stable: main and the tests decide by them. */
export type ApiErrorCode =
  /** 401: the token is not known to GitHub. */
  | 'unauthorized'
  /** 403: GitHub knows the token and does not let it. */
  | 'forbidden'
  | 'not-found'
  /** 410: the issue was deleted, or issues are switched off. */
  | 'gone'
  /** 3xx: the repository or the issue has moved. */
  | 'moved'
  /** 409: the state it was asked of is no longer there. */
  | 'conflict'
  /** 422: understood and refused. */
  | 'invalid'
  /** Any other 4xx. */
  | 'rejected'
  /** 429, or a limit that opens later than this run may wait. */
  | 'rate-limited'
  /** 5xx, a reset or a timeout, three times in a row. */
  | 'unavailable'
  /** An answer that is no JSON. */
  | 'malformed'
  /** A GraphQL answer with errors and status 200. */
  | 'graphql'
  /** The request may or may not have been carried out; whoever sent it looks for its own mark first. */
  | 'ambiguous'
  /** The run was cancelled: nothing was sent. */
  | 'stopped'

export interface ApiErrorDetails {
  /** Method and path template: `POST /repos/{owner}/{repo}/issues`. Never holds what a user typed. */
  readonly request: string
  readonly status?: number
  /** When a limit opens again, ISO 8601 UTC. */
  readonly retryAt?: string
  /** The permissions that would do, as GitHub's header `X-Accepted-GitHub-Permissions` names them. */
  readonly accepted?: string
}

/** The only error that `src/github` throws on purpose. `message` is what GitHub said: untrusted text. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  readonly request: string
  readonly status: number | undefined
  readonly retryAt: string | undefined
  readonly accepted: string | undefined

  constructor(code: ApiErrorCode, message: string, details: ApiErrorDetails) {
    super(message)
    this.code = code
    this.request = details.request
    this.status = details.status
    this.retryAt = details.retryAt
    this.accepted = details.accepted
  }
}

const definite: ReadonlySet<ApiErrorCode> = new Set([
  'unauthorized',
  'forbidden',
  'not-found',
  'gone',
  'moved',
  'conflict',
  'invalid',
  'rejected',
])

/** Whether GitHub has answered for good. Anything else refuses nothing: the next run decides. */
export function isDefinite(error: unknown): error is ApiError {
  return error instanceof ApiError && definite.has(error.code)
}

/** Whether it is an error of one of these codes. */
export function hasCode(error: unknown, ...codes: readonly ApiErrorCode[]): boolean {
  return error instanceof ApiError && codes.includes(error.code)
}

/**
 * What GitHub refused this one request for. `undefined` for everything that says nothing about the request: no answer, a
 * token that GitHub does not know, a bug.
 */
export function refusalIn(error: unknown): ApiError | undefined {
  return isDefinite(error) && error.code !== 'unauthorized' ? error : undefined
}
