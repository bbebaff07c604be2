/** What a UTF-16 unit is to the word finder. */
export const WORD_CLASS = {
  other: 1,
  lower: 2,
  upper: 3,
  digit: 4,
  mark: 5,
  /** From here on: scripts that write words without spaces between them. */
  ideograph: 6,
  katakana: 7,
  hiragana: 8,
} as const

/** Class of each unit, 0 until it is first met: a corpus uses few of the 65,536. */
const classes = new Uint8Array(65_536)

/** The class of the unit at a place of a text; beyond the text it is `other`. */
export function classAt(text: string, at: number): number {
  if (at >= text.length) return WORD_CLASS.other
  const unit = text.charCodeAt(at)
  return classes[unit] || learn(unit)
}

/** Whether a class is of a script without spaces. */
export function isUnspaced(kind: number): boolean {
  return kind >= WORD_CLASS.ideograph
}

function learn(unit: number): number {
  const found = classify(String.fromCharCode(unit))
  classes[unit] = found
  return found
}

function classify(char: string): number {
  if (/[\p{sc=Katakana}\u30FC]/u.test(char)) return WORD_CLASS.katakana
  if (/\p{sc=Hiragana}/u.test(char)) return WORD_CLASS.hiragana
  if (/[\p{sc=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u3005]/u.test(char)) return WORD_CLASS.ideograph
  if (/\p{Lu}/u.test(char)) return WORD_CLASS.upper
  if (/\p{L}/u.test(char)) return WORD_CLASS.lower
  if (/\p{Nd}/u.test(char)) return WORD_CLASS.digit
  return /\p{M}/u.test(char) ? WORD_CLASS.mark : WORD_CLASS.other
}
