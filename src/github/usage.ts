/** What a run has asked of GitHub so far. */
export interface Usage {
  /** Requests sent, repeated ones included. */
  readonly requests: number
  /** Changes that GitHub answered with success. */
  readonly writes: number
  /** Requests on the longest chain in which each began after the one before it had been answered. */
  readonly roundTrips: number
}

export interface UsageMeter {
  readonly read: () => Usage
  /** Counts one request; call the returned function when it is answered. */
  readonly start: () => (outcome: { readonly written: boolean }) => void
}

/** Counts requests as they start and end. */
export function meterUsage(): UsageMeter {
  let requests = 0
  let writes = 0
  let roundTrips = 0
  return {
    read: () => ({ requests, writes, roundTrips }),
    start: () => {
      requests += 1
      const depth = roundTrips + 1
      return ({ written }) => {
        roundTrips = Math.max(roundTrips, depth)
        if (written) writes += 1
      }
    },
  }
}
