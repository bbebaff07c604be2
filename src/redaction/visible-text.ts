/** A Markdown text as its reader sees it, with the place in the source of every character. */
export interface VisibleText {
  readonly text: string
  /** Where character `i` begins in the source, and where it ends. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Escapes and invisible separators that Markdown swallows; `text/escape` writes them into quoted words. */
const swallowed =
  /\\(?=[!-/:-@[-`{-~])|&#8203;|&zwnj;|&#x200b;|[\u200B-\u200D\u2060\uFEFF]|&(?:amp|lt|gt|quot|#\d{2,6});/gi
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** Undoes the escaping that would otherwise hide a key from the scanner (`sk\_live\_…`, `user:pass@&#8203;host`). */
export function readVisibleText(source: string): VisibleText {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  let from = 0
  for (const match of source.matchAll(swallowed)) {
    copy(match.index)
    const shown = entityOf(match[0].toLowerCase())
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

function entityOf(swallowedText: string): string {
  const code = Number(/^&#(\d+);$/.exec(swallowedText)?.[1] ?? 0x200b)
  return entities[swallowedText] ?? (code === 0x200b || code > 0xffff ? '' : String.fromCharCode(code))
}
