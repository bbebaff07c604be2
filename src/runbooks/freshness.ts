import type { Runbook } from './document.ts'

const DAY = 86_400_000

/**
 * Whether a page was neither reviewed nor changed for longer than `after` days. A page without any date is not called
 * stale: nobody knows. `now` is milliseconds since 1970, or a date.
 */
export function isStale(runbook: Runbook, limits: { readonly now: Date | number; readonly after: number }): boolean {
  const last = lastLookedAt(runbook)
  return last !== undefined && Number(limits.now) - last > limits.after * DAY
}

/** When somebody last vouched for the page: its `reviewed` date, else its last commit; milliseconds since 1970. */
export function lastLookedAt(runbook: Runbook): number | undefined {
  const times = [runbook.frontMatter.reviewed, runbook.lastChanged].map((date) => Date.parse(date ?? ''))
  return times.find((time) => !Number.isNaN(time))
}
