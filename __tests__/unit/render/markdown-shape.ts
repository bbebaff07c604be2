import MarkdownIt, { type Token } from 'markdown-it'

const parser = new MarkdownIt({ html: true, breaks: true, linkify: true })

/** The nodes of a document in their order, without its words: what a hostile value must not change. */
export function shapeOf(markdown: string): readonly string[] {
  const names = flatten(parser.parse(markdown, {})).map((token) => {
    const target = token.type === 'link_open' ? ` ${String(token.attrGet('href'))}` : ''
    const html = token.type.startsWith('html') ? ` ${token.content.trim()}` : ''
    return (token.type === 'text_special' ? 'text' : token.type) + target + html
  })
  return names.filter((name, index) => name !== 'text' || names[index - 1] !== 'text')
}

/** Words that GitHub would read for mentions and references: everything but code. */
export function proseOf(markdown: string): string {
  return flatten(parser.parse(markdown, {}))
    .map((token) => (token.type === 'text' || token.type === 'text_special' ? token.content : '\n'))
    .join('')
}

/** Who would be notified by this text. */
export function mentionsOf(markdown: string): readonly string[] {
  const found = proseOf(markdown).matchAll(/(?<![\w`])@([a-z\d][a-z\d-]*(?:\/[\w-]+)?)/gi)
  return [...new Set(Array.from(found, (match) => match[1] ?? ''))]
}

function flatten(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) => (token.type === 'inline' ? flatten(token.children ?? []) : [token]))
}
