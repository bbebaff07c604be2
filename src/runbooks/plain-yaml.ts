/** Begins with no sign and is no number or date; no colon, hash, quote, bracket or backslash anywhere. */
const WORDS = /^(?:[\p{L}/_]|\d+ \p{L})[\p{L}\p{N} _.,()/%+-]*$/u
const FLOW_WORDS = /^(?:[\p{L}/_]|\d+ \p{L})[\p{L}\p{N} _.()/%+-]*$/u
const QUOTED = /^(?:"([^"\\\p{Cc}]*)"|'([^'\p{Cc}]*)')$/u
const DATE = /^\d{4}-\d{2}-\d{2}$/
const NUMBER = /^[1-9]\d{0,14}$/
/** Words that are no text in YAML. */
const NO_TEXT = /^(?:true|false|null)$/i
const LINE = /^([A-Za-z][\w-]*):(?: +(.*))?$/
const ITEM = /^( *)- +(.*)$/

/**
 * Reads the YAML that stands at the head of most pages: keys with a text, a number or a list of texts, one to a line. A
 * full parser takes ten times as long, and a thousand pages wait for it. `undefined` for everything else, also for what is
 * broken: then the parser has the word, and what both read is the same.
 */
export function readPlainYaml(source: string): Readonly<Record<string, unknown>> | undefined {
  const found = new Map<string, unknown>()
  const lines = source.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  for (let at = 0; at < lines.length; ) {
    const [, key, value] = LINE.exec(lines[at] ?? '') ?? []
    if (key === undefined || found.has(key)) return undefined
    const read = value ? { value: readValue(value.trimEnd()), next: at + 1 } : itemsFrom(lines, at + 1)
    if (read?.value === undefined) return undefined
    found.set(key, read.value)
    at = read.next
  }
  return Object.fromEntries(found)
}

/** The items of a list, one to a line, all as far from the margin. */
function itemsFrom(
  lines: readonly string[],
  from: number,
): { readonly value: unknown; readonly next: number } | undefined {
  const items: unknown[] = []
  let margin: string | undefined
  let at = from
  for (; at < lines.length; at++) {
    const [, indent, text = ''] = ITEM.exec(lines[at] ?? '') ?? []
    if (indent === undefined) break
    margin ??= indent
    const item = textOf(text.trimEnd(), WORDS)
    if (indent !== margin || item === undefined) return undefined
    items.push(item)
  }
  return items.length === 0 ? undefined : { value: items, next: at }
}

function readValue(value: string): unknown {
  if (NUMBER.test(value)) return Number(value)
  if (!value.startsWith('[') || !value.endsWith(']')) return textOf(value, WORDS)
  const inner = value.slice(1, -1).trim()
  if (inner === '') return []
  const items = inner.split(',').map((item) => textOf(item.trim(), FLOW_WORDS))
  return items.includes(undefined) ? undefined : items
}

function textOf(value: string, words: RegExp): string | undefined {
  if (words.test(value)) return NO_TEXT.test(value) ? undefined : value
  if (DATE.test(value)) return value
  const [, double, single] = QUOTED.exec(value) ?? []
  return double ?? single
}
