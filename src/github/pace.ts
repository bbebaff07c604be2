/** Time, as a run feels it. A proof that plays a thousand runs hands in its own; everything that waits, waits by it. */
export interface Pace {
  /** Milliseconds, never going back; fit for differences only. */
  readonly now: () => number
  /** Resolves after that many milliseconds, or as soon as `cancelled` is aborted. */
  readonly sleep: (milliseconds: number, cancelled: AbortSignal) => Promise<void>
}

/** The time of this machine. */
export const realPace: Pace = { now: () => performance.now(), sleep }

function sleep(milliseconds: number, cancelled: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (cancelled.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      cancelled.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, Math.max(0, milliseconds))
    cancelled.addEventListener('abort', done, { once: true })
  })
}
