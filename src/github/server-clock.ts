/** The server's time, from the `Date` header of its answers: a runner's own clock may be wrong. */
export interface ServerClock {
  /** The latest time that an answer told, ISO 8601 UTC; this machine's own before the first answer. */
  readonly now: () => string
  readonly learn: (dateHeader: unknown) => void
}

/** Answers of parallel requests may come out of order: the latest time counts. */
export function makeServerClock(): ServerClock {
  let latest: number | undefined
  return {
    now: () => new Date(latest ?? Date.now()).toISOString(),
    learn: (dateHeader) => {
      const time = Date.parse(String(dateHeader))
      if (!Number.isNaN(time)) latest = Math.max(latest ?? 0, time)
    },
  }
}
