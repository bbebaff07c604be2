/**
 * How many letters have to be typed, dropped, changed or swapped with their neighbour to get from one word to the other
 * (optimal string alignment). For short words: the time grows with the product of the lengths.
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    beforeLast = last
    last = current
  }
  return at(last, to.length)
}

/**
 * The candidate nearest to what somebody typed, if a slip explains the difference: at most two edits, and at most one
 * for every three letters, so that short words are not guessed at.
 */
export function nearest<Word extends string>(typed: string, candidates: readonly Word[]): Word | undefined {
  const word = typed.toLowerCase()
  if (word.length > 60) return undefined
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.min(2, Math.max(1, Math.floor(candidate.length / 3))))
    .sort((one, other) => one.distance - other.distance)
  return ranked[0]?.candidate
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
