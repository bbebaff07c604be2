/** Any run of characters, any one, one of a set, an escaped one, or itself. */
const sign = /\*|\?|\[[^\]]+\]|\\[\s\S]|[\s\S]/gu

/**
 * Whether a file name fits a pattern of `*` (any run of characters), `?` (any one), `[a-f]`, `[!a-f]` and `\` before a
 * sign that is meant literally. Time grows with the product of the lengths at worst, whatever the pattern: no regular
 * expression is built from it, which a few stars would make exponential.
 */
export function matchesName(pattern: string, name: string): boolean {
  const signs = pattern.match(sign) ?? []
  const letters = [...name]
  let inPattern = 0
  let inName = 0
  let star = -1
  let resume = 0
  while (inName < letters.length) {
    const wanted = signs[inPattern]
    if (wanted?.startsWith('*')) {
      star = inPattern
      resume = inName
      inPattern += 1
    } else if (wanted !== undefined && matchesLetter(wanted, letters[inName] ?? '')) {
      inPattern += 1
      inName += 1
    } else if (star >= 0) {
      // The last star takes one character more; an earlier one never has to.
      resume += 1
      inName = resume
      inPattern = star + 1
    } else return false
  }
  return signs.slice(inPattern).every((rest) => rest.startsWith('*'))
}

/** The same for a path, part by part, where a part `**` stands for any number of parts, also none. */
export function matchesParts(pattern: readonly string[], path: readonly string[]): boolean {
  let reachable: readonly boolean[] = [true, ...path.map(() => false)]
  for (const part of pattern) {
    const before = reachable
    const first = before.indexOf(true)
    if (first === -1) return false
    reachable = before.map((_, index) => {
      if (part === '**') return index >= first
      return before[index - 1] === true && matchesName(part, path[index - 1] ?? '')
    })
  }
  return reachable.at(-1) === true
}

function matchesLetter(wanted: string, letter: string): boolean {
  if (wanted === '?') return true
  if (wanted.length > 1 && wanted.startsWith('[')) return isInSet(wanted.slice(1, -1), letter)
  return wanted === letter || wanted === `\\${letter}`
}

function isInSet(set: string, letter: string): boolean {
  const inverted = /^[!^]/.test(set)
  const members = Array.from(set.slice(inverted ? 1 : 0).matchAll(/([\s\S])-([\s\S])|[\s\S]/gu))
  const found = members.some(([whole, from = whole, to = whole]) => from <= letter && letter <= to)
  return found !== inverted
}
