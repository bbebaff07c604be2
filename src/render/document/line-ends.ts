/** The line end that a file uses; the first one decides. */
export function lineEndOf(text: string): '\r\n' | '\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n'
}

/** The text with that line end throughout. */
export function withLineEnds(text: string, end: '\r\n' | '\n'): string {
  return text.replace(/\r?\n/g, end)
}
