/** A secret found in a text: what it is, in words, and where it stands (`end` is the first character after it). */
export interface Finding {
  readonly what: string
  readonly start: number
  readonly end: number
}

/** Joins findings that overlap or touch; the one that starts first, or the longer of two, gives the name. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings]
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: Finding[] = []
  for (const finding of sorted) {
    const last = merged.at(-1)
    if (last !== undefined && finding.start <= last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, finding.end) }
    else merged.push(finding)
  }
  return merged
}
