/** A piece of HTML: a tag with its attributes, or text (still with its entities). */
export type HtmlToken =
  | {
      readonly kind: 'open'
      readonly name: string
      readonly attributes: readonly Attribute[]
      readonly isClosed: boolean
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** An attribute with its value as it was written, without quotes. */
export interface Attribute {
  readonly name: string
  readonly value: string
}

const ATTRIBUTE = String.raw`[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>${'`'}]+))?`
const TOKEN = new RegExp(
  String.raw`<!--[\s\S]*?(?:-->|$)|<(?:!|\?)[^>]*>?|</([A-Za-z][\w-]*)\s*>|<([A-Za-z][\w-]*)((?:\s+${ATTRIBUTE})*)\s*(/?)>`,
  'g',
)

/** Splits HTML into tags and text; comments and declarations vanish, a lone `<` becomes text. */
export function* tokenizeHtml(html: string): Generator<HtmlToken> {
  let end = 0
  for (const match of html.matchAll(TOKEN)) {
    if (match.index > end) yield { kind: 'text', text: escapeAngles(html.slice(end, match.index)) }
    end = match.index + match[0].length
    if (match[1] !== undefined) yield { kind: 'close', name: match[1].toLowerCase() }
    if (match[2] === undefined) continue
    const attributes = readAttributes(match[3] ?? '')
    yield { kind: 'open', name: match[2].toLowerCase(), attributes, isClosed: match[4] === '/' }
  }
  if (end < html.length) yield { kind: 'text', text: escapeAngles(html.slice(end)) }
}

/** Decodes the entities that matter for links: named basics and all numeric ones. */
export function decodeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    commat: '@',
    num: '#',
    nbsp: '\u00a0',
  }
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w+));/g, (entity, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? entity
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  })
}

/** Escapes text for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

function escapeAngles(text: string): string {
  return text.replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

function readAttributes(source: string): readonly Attribute[] {
  const found = source.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g)
  return [...found].map(([, name = '', double, single, bare]) => ({
    name: name.toLowerCase(),
    value: double ?? single ?? bare ?? '',
  }))
}
