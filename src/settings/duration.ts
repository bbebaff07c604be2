const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** One or two amounts with their units, the larger first: `10m`, `90 min`, `1h 30m`, `365 days`. */
export const durationPattern =
  /^\d{1,4} ?(?:m|min|minutes?|h|hours?|d|days?)(?: ?\d{1,4} ?(?:m|min|minutes?|h|hours?))?$/i

/** Milliseconds, or nothing where the text is no such time. */
export function readDuration(text: string): number | undefined {
  const trimmed = text.trim()
  if (!durationPattern.test(trimmed)) return undefined
  const amounts = Array.from(trimmed.matchAll(/(\d+) ?([mhd])/gi), ([, count, unit = '']) => {
    return Number(count) * (unitMs[unit.toLowerCase()] ?? 0)
  })
  return amounts.reduce((sum, ms) => sum + ms, 0)
}
