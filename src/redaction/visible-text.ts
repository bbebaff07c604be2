/** A Markdown text as its reader sees it, with the place in the source of every character. */
export interface VisibleText {
  readonly text: string
  /** Where character `i` begins in the source, and where it ends. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/**
 * Escapes and invisible separators that Markdown swallows; `text/escape` writes them into quoted words. Then what logs
 * escape: line breaks in JSON, signs in addresses, and colours of a terminal, whose `m` would stand right before a key. Of
 * many backslashes all but the last eight go one by one, so that no run of them is gone over again and again.
 */
const swallowed =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what a terminal's colours start with
  /\\{1,8}[nrt]|\\(?=[!-/:-@[-`{-~])|&#8203;|&zwnj;|&#x200b;|[\u200B-\u200D\u2060\uFEFF]|&(?:amp|lt|gt|quot|#\d{2,6});|%[2-7][\dA-F]|\u001B?\[\d{0,3}(?:;\d{1,3}){0,8}m/gi
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** Undoes the escaping that would otherwise hide a key from the scanner (`sk\_live\_…`, `user%3Apass@&#8203;host`). */
export function readVisibleText(source: string): VisibleText {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  let from = 0
  for (const match of source.matchAll(swallowed)) {
    copy(match.index)
    const shown = signOf(match[0].toLowerCase())
    from = match.index + match[0].length
    if (shown !== '') add(match.index, from)
    text += shown
  }
  copy(source.length)
  return { text, starts, ends }

  function copy(end: number): void {
    for (let i = from; i < end; i++) add(i, i + 1)
    text += source.slice(from, end)
  }

  function add(start: number, end: number): void {
    starts.push(start)
    ends.push(end)
  }
}

function signOf(swallowedText: string): string {
  if (swallowedText.startsWith('%')) return String.fromCharCode(Number.parseInt(swallowedText.slice(1), 16))
  if (/^\\+n$/.test(swallowedText)) return '\n'
  if (/^\\+[rt]$|m$/.test(swallowedText)) return ' '
  const code = Number(/^&#(\d+);$/.exec(swallowedText)?.[1] ?? 0x200b)
  return entities[swallowedText] ?? (code === 0x200b || code > 0xffff ? '' : String.fromCharCode(code))
}
