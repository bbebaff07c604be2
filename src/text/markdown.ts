import MarkdownIt, { type Token } from 'markdown-it'

/** GitHub stores no longer body; what is longer is not worth the time. */
const maxDocument = 70_000

/** A heading, a list item or a label worth reading is shorter. */
const maxInline = 2_000

/** Blocks only: emphasis and links of strangers, which cost a parser most, are not looked at. */
const blocks = new MarkdownIt({ html: true })
blocks.core.ruler.enableOnly(['normalize', 'block'])
// To Markdown the definition of a link is a paragraph first. The parser takes it out before it looks at the next line, and
// then sees lists there that may not interrupt a paragraph.
blocks.block.ruler.disable('reference')

const inlines = new MarkdownIt({ html: true })

/** The block structure of a document, or nothing when it is too long to be read in bounded time. */
export function parseBlocks(markdown: string): readonly Token[] | undefined {
  return markdown.length > maxDocument ? undefined : blocks.parse(markdown, {})
}

/** The inline structure of one heading or paragraph, of its first 2,000 characters. */
export function parseInline(markdown: string): readonly Token[] {
  return inlines.parseInline(markdown.slice(0, maxInline), {})[0]?.children ?? []
}

/** What a reader sees of inline Markdown: no emphasis, no link targets, no HTML; line breaks as spaces. */
export function plainText(markdown: string): string {
  return parseInline(markdown).map(visibleText).join('').replace(/\s+/g, ' ').trim()
}

function visibleText(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
  return token.type === 'html_inline' ? '' : token.content
}
