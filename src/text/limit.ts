/** One part of a body, in its place. */
export interface BodyPart {
  /** What a reader would call it, for saying that it was cut. */
  readonly name: string
  readonly text: string
  /** Never cut while anything else can be: the board's head, a marker. */
  readonly keep?: boolean
}

export interface FittedBody {
  readonly text: string
  /** The names of the parts that were shortened or left out. */
  readonly cut: readonly string[]
}

/** GitHub takes 65,536; the rest is left for what differs between counting here and there. */
const defaultMax = 60_000

/** The length of a text as GitHub counts it for "Body is too long": in characters (code points), not bytes. */
export function bodyLength(text: string): number {
  let length = text.length
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    const next = text.charCodeAt(index + 1)
    if (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) length -= 1
  }
  return length
}

/**
 * Joins the parts by blank lines, within `max` characters. What is too long is cut from the last part upwards, at line
 * ends, with a line in its place that names it; parts to keep are cut only when they are too long by themselves.
 */
export function fitBody(parts: readonly BodyPart[], max = defaultMax): FittedBody {
  const filled = parts.filter((part) => part.text !== '')
  const texts = filled.map((part) => part.text)
  const cut: string[] = []
  const order = [...indexes(filled, false), ...indexes(filled, true)]
  for (const index of order) {
    const over = bodyLength(texts.join('\n\n')) - max
    if (over <= 0) break
    const part = filled[index]
    if (!part) continue
    texts[index] = shorten(part, over)
    cut.unshift(part.name)
  }
  return { text: takeCharacters(texts.join('\n\n'), max), cut }
}

/** Parts that may be cut from the last upwards; of those to keep, the very last (a marker) goes at the very end. */
function indexes(parts: readonly BodyPart[], keep: boolean): readonly number[] {
  const found = [...parts.keys()].filter((index) => (parts[index]?.keep ?? false) === keep).reverse()
  return keep ? [...found.slice(1), ...found.slice(0, 1)] : found
}

/** The part without at least `over` characters at its end, and a line that says so. */
function shorten(part: BodyPart, over: number): string {
  const note = `_${part.name}: cut for length._`
  const room = bodyLength(part.text) - over - bodyLength(note) - reserve
  const head = takeCharacters(part.text, room)
  const lines = head.slice(0, Math.max(0, head.lastIndexOf('\n')))
  return lines === '' ? note : `${closeOpen(lines)}\n\n${note}`
}

/** What closing an open fence and open `<details>` may take, and the blank line before the note. */
const reserve = 200

/** Ends the code fence and the `<details>` that a cut left open, so that what follows is not swallowed. */
function closeOpen(text: string): string {
  let fence = ''
  let details = 0
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
    if (fence === '') {
      fence = mark
      details += (line.match(/<details\b/g)?.length ?? 0) - (line.match(/<\/details>/g)?.length ?? 0)
    } else if (mark.startsWith(fence) && line.trim() === mark) fence = ''
  }
  const closings = Array.from({ length: Math.min(Math.max(0, details), 8) }, () => '</details>')
  return [text, ...(fence === '' ? [] : [fence]), ...(closings.length > 0 ? ['', ...closings] : [])].join('\n')
}

function takeCharacters(text: string, count: number): string {
  let end = 0
  for (let taken = 0; taken < count && end < text.length; taken += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return text.slice(0, end)
}
