import { plainText } from '../text/markdown.ts'

/** A heading found at a line; `start` is the first line it takes (a setext heading takes two). */
export interface FoundHeading {
  readonly text: string
  readonly level: number
  readonly start: number
}

/** Longer lines are no headings to link: parsing their inline Markdown could take a parser long. */
const MAX_HEADING = 300
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/
const HTML = /^ {0,3}<h([1-6])\b[^>]{0,300}>(.*?)<\/h[1-6]>/i
const NO_PARAGRAPH = /^(?:\s*$| {4}|\t| {0,3}(?:[#>|]|[-*+] |\d{1,9}[.)] |<))/
/** Letters, spaces and signs that mean nothing in Markdown: no parser is needed for most headings. */
const PLAIN = /^[\p{L}\p{N} .,:;()/'"?!-]*$/u

/**
 * Tells, asked line by line from first to last, which headings there are: ATX, setext or HTML, never inside a fence or
 * an HTML comment. One pass with bounded patterns, since pages are written by anybody.
 */
export function createHeadingReader(lines: readonly string[]): (at: number) => FoundHeading | undefined {
  let fence = ''
  let comment = false
  return (at) => {
    const line = lines[at] ?? ''
    if (fence === '' && !comment && !mayMatter(line)) return undefined
    if (comment) {
      comment = !line.includes('-->')
      return undefined
    }
    const mark = FENCE.exec(line)?.[1]
    if (fence !== '') {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = ''
      return undefined
    }
    if (mark !== undefined) {
      fence = mark
      return undefined
    }
    comment = opensComment(line)
    return line.length > MAX_HEADING ? undefined : (atx(line, at) ?? setext(lines, at) ?? html(line, at))
  }
}

/** Most lines are prose: only some first characters, or a tag, can start what this reader looks for. */
function mayMatter(line: string): boolean {
  let at = 0
  while (at < 4 && line.charCodeAt(at) === 32) at++
  return '#=-`~<'.includes(line.charAt(at)) || line.includes('<!--')
}

function opensComment(line: string): boolean {
  const from = line.lastIndexOf('<!--')
  return from >= 0 && line.indexOf('-->', from) < 0
}

function atx(line: string, at: number): FoundHeading | undefined {
  const found = ATX.exec(line)
  if (found === null) return undefined
  const text = (found[2] ?? '').trimEnd().replace(/(?:^|[ \t])#+$/, '')
  return heading(text, found[1]?.length ?? 1, at)
}

function setext(lines: readonly string[], at: number): FoundHeading | undefined {
  const rule = SETEXT.exec(lines[at] ?? '')?.[1]
  const text = lines[at - 1]
  if (rule === undefined || text === undefined || text.length > MAX_HEADING || NO_PARAGRAPH.test(text)) return undefined
  return heading(text, rule.startsWith('=') ? 1 : 2, at - 1)
}

function html(line: string, at: number): FoundHeading | undefined {
  const found = HTML.exec(line)
  return found === null ? undefined : heading(found[2] ?? '', Number(found[1]), at)
}

function heading(raw: string, level: number, start: number): FoundHeading {
  const text = raw.replace(/<%.{0,300}?%>/g, '').trim()
  return { text: PLAIN.test(text) ? text.replace(/ {2,}/g, ' ') : plainText(text), level, start }
}
