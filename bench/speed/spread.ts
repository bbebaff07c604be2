/** Several measurements of the same thing. Other work on a machine only ever adds time: the best is nearest the truth. */
export interface Spread {
  readonly best: number
  readonly median: number
}

/** The best and the median of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  return { best: sorted[0] ?? Number.NaN, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN }
}
