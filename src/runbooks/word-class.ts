/** What a UTF-16 unit is to the word finder. */
export const WORD_CLASS = { other: 1, lower: 2, upper: 3, digit: 4, ideograph: 5, mark: 6 } as const

/** Class of each unit, 0 until it is first met: a corpus uses few of the 65,536. */
const classes = new Uint8Array(65_536)

/** The class of the unit at a place of a text; beyond the text it is `other`. */
export function classAt(text: string, at: number): number {
  if (at >= text.length) return WORD_CLASS.other
  const unit = text.charCodeAt(at)
  return classes[unit] || learn(unit)
}

/** Scripts that write words without spaces between them. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u3005\u30FC]/u

function learn(unit: number): number {
  const found = classify(String.fromCharCode(unit))
  classes[unit] = found
  return found
}

function classify(char: string): number {
  if (UNSPACED.test(char)) return WORD_CLASS.ideograph
  if (/\p{Lu}/u.test(char)) return WORD_CLASS.upper
  if (/\p{L}/u.test(char)) return WORD_CLASS.lower
  if (/\p{Nd}/u.test(char)) return WORD_CLASS.digit
  return /\p{M}/u.test(char) ? WORD_CLASS.mark : WORD_CLASS.other
}
