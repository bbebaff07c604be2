/** Thrown when a step does not hold; the demo ends with it. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
}

/** Throws unless `holds`, naming what was expected and what was found. */
export function expectThat(holds: boolean, expected: string, found: unknown): void {
  if (holds) return
  const shown = typeof found === 'string' ? found : JSON.stringify(found, null, 2)
  throw new StepFailed(`Expected: ${expected}\nFound:    ${shown ?? 'nothing'}`)
}

/** Throws unless the two are the same, in any order for lists. */
export function expectSame(what: string, expected: readonly string[], found: readonly string[]): void {
  const [wanted, got] = [[...expected].sort().join(', '), [...found].sort().join(', ')]
  expectThat(wanted === got, `${what}: ${wanted || 'none'}`, got || 'none')
}

/** Throws unless the text contains every one of the words. */
export function expectWords(what: string, words: readonly string[], text: string): void {
  const missing = words.filter((word) => !text.includes(word))
  expectThat(missing.length === 0, `${what} says ${missing.map((word) => `"${word}"`).join(' and ')}`, text)
}

/** Throws if the text contains any of the words. */
export function expectNoWords(what: string, words: readonly string[], text: string): void {
  const present = words.filter((word) => text.includes(word))
  expectThat(present.length === 0, `${what} does not say ${present.map((word) => `"${word}"`).join(' or ')}`, text)
}
