import { normaliseLines } from './invisible.ts'

/** Longest marker line that is written or believed; the rest of GitHub's 65,536 characters belongs to people. */
const maxMarkerLength = 40_000

/** What a comment of ours carries in its last line, and the text above it. */
export interface Marker {
  readonly keys: readonly string[]
  /** The comment without the marker, line ends as `\n`, nothing blank at its end. */
  readonly text: string
}

/**
 * The last line of a comment of ours. Pure ASCII, and no key can end the comment early or mention anybody.
 * Keys are said once. Too many for one line: the first, which names the comment, stays and the oldest after it go.
 */
export function printMarker(keys: readonly string[]): string {
  const unique = [...new Set(keys)]
  const room = maxMarkerLength - print([]).length
  const sizes = unique.map((key) => print([key]).length - print([]).length + 1)
  let total = sizes.reduce((sum, size) => sum + size, 0)
  let dropped = 0
  while (total > room && dropped < unique.length - 1) {
    dropped += 1
    total -= sizes[dropped] ?? 0
  }
  return print([...unique.slice(0, 1), ...unique.slice(dropped + 1)])
}

/**
 * The marker of a comment, if its very last line is one. Whose comment it is, the caller has to know: anybody can write
 * such a line.
 */
export function readMarker(body: string): Marker | undefined {
  const lines = normaliseLines(body).trimEnd().split('\n')
  const last = lines.at(-1) ?? ''
  if (last.length > maxMarkerLength) return undefined
  const json = /^<!-- muster:v1 (\{.*\}) -->$/.exec(last)?.[1]
  const keys = json === undefined ? undefined : readKeys(json)
  return keys && { keys, text: lines.slice(0, -1).join('\n').trimEnd() }
}

function print(keys: readonly string[]): string {
  return `<!-- muster:v1 ${escapeJson(JSON.stringify({ keys }))} -->`
}

/** Escapes inside the strings of a JSON text; its own punctuation holds none of these characters. */
function escapeJson(json: string): string {
  return json.replace(/--/g, '-\\u002d').replace(/[<>@#]|[^\x20-\x7e]/g, unicodeEscape)
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** `json` stands in braces, so that what it holds is an object. */
function readKeys(json: string): readonly string[] | undefined {
  try {
    const { keys } = JSON.parse(json) as { readonly keys?: unknown }
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? keys : undefined
  } catch {
    return undefined
  }
}
