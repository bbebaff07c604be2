import type { Pace } from './pace.ts'
import { realPace } from './pace.ts'

/** How long a run may stand still for GitHub's limits, shared by all its requests. */
export interface Patience {
  /** Holds until every limit that is known of has opened. */
  readonly pass: () => Promise<void>
  /** Closes for that many milliseconds; `false` when that is longer than the run may still wait. */
  readonly close: (milliseconds: number) => boolean
  /** Waits that long, or until the run is cancelled. */
  readonly sleep: (milliseconds: number) => Promise<void>
}

/**
 * A budget in milliseconds of standing still. Requests that wait side by side use it up once, not once each.
 * `cancelled` ends every wait at once.
 */
export function makePatience(budget: number, cancelled: AbortSignal, pace: Pace = realPace): Patience {
  let opensAt = 0
  let spent = 0
  const sleep = (milliseconds: number) => pace.sleep(milliseconds, cancelled)
  const close = (milliseconds: number) => {
    const now = pace.now()
    // Whole milliseconds, or a wait of exactly the budget would fit or not by a rounding error.
    const longer = Math.round(now + milliseconds - Math.max(now, opensAt))
    if (longer <= 0) return true
    if (spent + longer > budget) return false
    spent += longer
    opensAt = now + milliseconds
    return true
  }
  const pass = async () => {
    for (let now = pace.now(); now < opensAt && !cancelled.aborted; now = pace.now()) await sleep(opensAt - now)
  }
  return { pass, close, sleep }
}
