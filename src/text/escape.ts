import { longestBackticks } from './backticks.ts'
import { stripInvisible } from './invisible.ts'

/** Zero-width space as an entity: breaks a mention or reference after GitHub has decoded it, and shows in no font. */
const breaker = '&#8203;'

/** Signs that mean something to Markdown or HTML anywhere in a line, or make a reference out of what follows. */
const inline = /[\\`*~[\]|<>&@]|_(?![a-z\d])|(?<![a-z\d])_|#(?=\d)|:(?=\/\/)|\b(?:GH-(?=\d)|www(?=\.))/gi

/**
 * User text for a slot inside a line of Markdown: shows as it was typed, and makes no mention, reference, link, image,
 * HTML, emphasis, table cell or block. Line breaks become spaces. Backslashes and entities, so not for titles or commit
 * messages: see `breakReferences`.
 */
export function quoteText(text: string): string {
  const line = collapse(text).replace(inline, escapeSign)
  const safe = line
    .replace(/^(?:[-+=#:]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    // A box at the start of an item is looked for in what is shown, where its backslashes are gone.
    .replace(/^\\\[(?=[ x]\\\])/i, `\\[${breaker}`)
  return hasMath(safe) ? safe.replaceAll('$', '&#36;') : safe
}

/**
 * User text for a place that is no Markdown but read for references all the same: a title, a commit message. Mentions,
 * `#1`, `GH-1`, closing keywords and addresses are broken by a zero-width space, and so are entities that would become one.
 */
export function breakReferences(text: string): string {
  return collapse(text).replace(
    /@(?=\S)|#(?=\d)|:(?=\/\/)|\bGH-(?=\d)|&(?=#|commat;|num;)/gi,
    (sign) => `${sign}\u200b`,
  )
}

/** User text as code inside a line. Nothing in it is read as Markdown, a mention or a reference. */
export function codeSpan(text: string): string {
  const line = collapse(text)
  if (line === '') return ''
  // A table cell ends at a pipe even inside back-ticks; the element does the same work and survives there.
  if (line.includes('|')) return `<code>${quoteText(line)}</code>`
  const mark = '`'.repeat(longestBackticks(line) + 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${mark}${pad}${line}${pad}${mark}`
}

/** User text between the brackets of a link, at most 200 characters; never empty, or nobody could follow the link. */
export function linkText(text: string): string {
  return quoteText(oneLine(text, 200)) || 'link'
}

/** The text on one line, without invisible characters, with `…` at its end when it had to be cut to `max` characters. */
export function oneLine(text: string, max: number): string {
  const line = collapse(text)
  if (line.length <= max) return line
  const head = line.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '')
  return `${head.trimEnd()}…`
}

/**
 * The text for a chat that speaks Slack's format: no mention of a channel or a person, no link behind other words, no
 * second line. Other chats that take the same format read a bare `@all`, so the sign is broken too.
 */
export function forSlack(text: string): string {
  return collapse(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=\S)/g, '@\u200b')
}

/** Hosts, as configured by people with write, that may be linked without encryption. */
export interface UrlOptions {
  readonly httpHosts?: readonly string[]
}

/** Signs that a URL may carry and that would end or change a Markdown link, a table cell or an HTML attribute. */
const unsafeInLink = /[()<>"'`|\\^{}[\]*\s]/g

/**
 * The address, made safe as the target of a Markdown link, or nothing when it is no link to follow: other schemes than
 * https, a user name or password in it, or longer than 2,000 characters.
 */
export function safeUrl(text: string, { httpHosts = [] }: UrlOptions = {}): string | undefined {
  const trimmed = text.trim()
  if (trimmed.length > 2_000 || /[\p{Cc}\p{Cf}]/u.test(trimmed)) return undefined
  const url = URL.parse(trimmed)
  if (!url) return undefined
  if (url.username !== '' || url.password !== '') return undefined
  const plain = url.protocol === 'http:' && httpHosts.includes(url.host)
  if (url.protocol !== 'https:' && !plain) return undefined
  const origin = `${url.protocol}//${url.host}`
  const rest = url.href.slice(origin.length).replace(unsafeInLink, percentEncode)
  return /[()"'<>\s]/.test(origin) ? undefined : origin + rest
}

function percentEncode(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}

/** A comment as a browser ends it: at `-->`, at `--!>`, at once (`<!-->`), or never. */
const htmlComment = /<!--(?:-?>|[\s\S]*?(?:--!?>|$))/g

/**
 * The text without HTML comments, also those that appear when an inner one is gone; an unclosed one goes with all that
 * follows. A text nested deeper than anybody writes keeps its words, with the openers made harmless.
 */
export function stripHtmlComments(text: string): string {
  let stripped = text
  for (let pass = 0; pass < 10 && stripped.includes('<!--'); pass += 1) stripped = stripped.replace(htmlComment, '')
  return stripped.replaceAll('<!--', '&lt;!--')
}

/** The text with its HTML comments blank: what stands outside of them stays on its line. */
export function blankHtmlComments(text: string): string {
  return text.replace(htmlComment, (comment) => comment.replace(/[^\n]/g, ''))
}

/**
 * The text for a log that the runner reads commands from: no `::command::` at the start of a line, no `##[command]`
 * anywhere, no line end but `\n`. The breaks are visible spaces, because the runner compares by culture and may look
 * through zero-width characters. Over `max` characters the end is left out.
 */
export function forLog(text: string, max = 10_000): string {
  const whole = stripInvisible(text)
  const clean = whole.length > max ? `${whole.slice(0, max)}…` : whole
  return stripInvisible(clean)
    .replace(/##(?=\[)/g, '# #')
    .replace(/^([^\S\n]*):(?=:)/gm, '$1: ')
}

function collapse(text: string): string {
  return stripInvisible(text).replace(/\s+/g, ' ').trim()
}

function escapeSign(sign: string): string {
  switch (sign) {
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '&':
      return '&amp;'
    case '|':
      return '&#124;'
    default:
      return /[@#:]|GH-|www/i.test(sign) ? sign + breaker : `\\${sign}`
  }
}

/** One dollar is a price, two may be a formula. */
function hasMath(text: string): boolean {
  return text.indexOf('$') !== text.lastIndexOf('$')
}
