import type { ApiErrorCode } from './api-error.ts'

/** What one attempt at a request came to, read from the error that the HTTP client threw. */
export type FailedAttempt =
  /** GitHub refused to look at it: nothing was done. `wait` in milliseconds. */
  | { readonly kind: 'limited'; readonly wait: number; readonly status: number; readonly message: string }
  /** It never left this machine. */
  | { readonly kind: 'not-sent'; readonly message: string }
  /** Sent, and nobody knows what became of it. */
  | {
      readonly kind: 'lost'
      readonly status: number | undefined
      readonly malformed: boolean
      readonly message: string
    }
  | {
      readonly kind: 'definite'
      readonly code: ApiErrorCode
      readonly status: number
      readonly message: string
      /** The permissions that would do, where GitHub names them. */
      readonly accepted?: string
    }

type Headers = Readonly<Record<string, string | number | undefined>>

const neverSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const limitWords = /secondary rate limit|abuse detection|submitted too quickly|API rate limit exceeded/i

/** Reads an error of the HTTP client. `now` is the server's clock in milliseconds, for limits that say when they open. */
export function readFailure(error: unknown, now: number): FailedAttempt {
  const message = messageOf(error)
  const response = responseOf(error)
  if (!response) {
    return neverSent.has(connectionCode(error))
      ? { kind: 'not-sent', message }
      : { kind: 'lost', status: undefined, malformed: false, message }
  }
  const { status, headers } = response
  const wait = waitFor(status, headers, message, now)
  if (wait !== undefined) return { kind: 'limited', wait, status, message }
  if (status >= 500) return { kind: 'lost', status, malformed: false, message }
  const accepted = headers['x-accepted-github-permissions']
  return { kind: 'definite', code: codeOf(status), status, message, ...(accepted && { accepted: String(accepted) }) }
}

/** The error codes of statuses that GitHub means. */
export function codeOf(status: number): ApiErrorCode {
  if (status >= 300 && status < 400) return 'moved'
  const codes: Readonly<Record<number, ApiErrorCode>> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-found',
    409: 'conflict',
    410: 'gone',
    422: 'invalid',
  }
  return codes[status] ?? 'rejected'
}

/**
 * Milliseconds until a limit opens, where the answer is one: `Retry-After`, the primary limit's reset, else the minute
 * that GitHub asks for. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function waitFor(status: number, headers: Headers, message: string, now: number): number | undefined {
  if (status !== 403 && status !== 429 && !(status === 422 && limitWords.test(message))) return undefined
  const after = Number(headers['retry-after'])
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return Math.max(1, after) * 1000
  if (headers['x-ratelimit-remaining'] === '0') {
    return Math.max(1000, Number(headers['x-ratelimit-reset'] ?? 0) * 1000 - now)
  }
  return status === 429 || limitWords.test(message) ? 60_000 : undefined
}

function responseOf(error: unknown): { readonly status: number; readonly headers: Headers } | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined
  const { response } = error
  if (typeof response !== 'object' || response === null || !('status' in response)) return undefined
  const headers = 'headers' in response && typeof response.headers === 'object' ? response.headers : {}
  return { status: Number(response.status), headers: { ...headers } }
}

/** The network's own code, which undici hides in `cause`, sometimes in a cause's cause. */
function connectionCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'cause' in error ? connectionCode(error.cause) : ''
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.length > 500 ? `${message.slice(0, 500)}…` : message
}
