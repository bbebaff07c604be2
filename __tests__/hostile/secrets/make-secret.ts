import { pickText, type Random } from '../support/random.ts'

/** A secret that was made up just now, and the parts of it that nobody may learn. */
export interface MadeSecret {
  readonly text: string
  /** Its random parts, in their order: what is left of it are prefixes that everybody knows. */
  readonly parts: readonly string[]
}

/**
 * Makes a secret of a kind. Its shape is a list of pieces, each of them literal, `[characters]{times}`, or the same in
 * angle brackets where the part is random and no secret (a key's id). No file holds a whole one: a scanner that guards this
 * repository would be right to stop it.
 */
export function makeSecret(shape: readonly string[], random: Random): MadeSecret {
  const parts: string[] = []
  const text = shape.map((piece) => {
    const [, open, set, times] = /^(<?)\[([^\]]+)\]\{(\d+)\}>?$/.exec(piece) ?? []
    if (set === undefined) return piece
    const part = pickText(random, expandSet(set), Number(times))
    if (open === '') parts.push(part)
    return part
  })
  return { text: text.join(''), parts }
}

/** `a-f0-9_` as the characters that it stands for; a hyphen at its end is one. */
function expandSet(set: string): string {
  return set.replace(/(.)-(.)/g, (_, from: string, to: string) => {
    const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)]
    return Array.from({ length: last - first + 1 }, (__, index) => String.fromCharCode(first + index)).join('')
  })
}
