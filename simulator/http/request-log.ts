/** One request the server saw. Times are milliseconds of the server's process, fit for differences only. */
export interface RequestLogEntry {
  /** Counts from 1; the `nth` of a fault is measured by it. */
  readonly n: number
  readonly method: string
  readonly path: string
  /** The route's template, `/graphql`, `git` or null when no route matched. */
  template: string | null
  /** 0 while the request runs, or when the connection was cut without an answer. */
  status: number
  /** The login behind the token; null without one. */
  caller: string | null
  /** The kind of token. */
  kind: string | null
  readonly startedAt: number
  endedAt: number
  /** The mode of the fault that struck, if one did. */
  fault: string | null
  /** The fault that struck changed nothing: the old answer is the same as a fresh one. */
  idle: boolean
  /** Whether the body of the request was sent to a handler, so that a write took effect. */
  applied: boolean
}

/**
 * The number of sequential round trips in a log: the longest chain of requests of which each began after the one
 * before had ended. Requests that overlap count as one trip.
 */
export function countRoundTrips(log: readonly Pick<RequestLogEntry, 'startedAt' | 'endedAt'>[]): number {
  const byEnd = [...log].sort((a, b) => a.endedAt - b.endedAt)
  let trips = 0
  let lastEnd = Number.NEGATIVE_INFINITY
  for (const entry of byEnd) {
    if (entry.startedAt < lastEnd) continue
    trips += 1
    lastEnd = entry.endedAt
  }
  return trips
}
