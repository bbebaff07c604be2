import { decodeEntities } from './html-tokens.ts'
import { mailToHtml } from './mail.ts'
import { toHtml } from './parser.ts'
import { linkReferences, type MarkdownContext, type References } from './references.ts'
import { sanitizeHtml } from './sanitize-html.ts'

/** A text as GitHub shows it, and what it refers to. */
export interface Rendered {
  /** Safe HTML, as `body_html` gives it. */
  readonly html: string
  readonly references: References
}

/** Renders Markdown the way GitHub does in issues, comments and (with `isFile`) files. */
export function renderMarkdown(markdown: string, context: MarkdownContext): Rendered {
  const isFile = context.isFile ?? false
  const references: References = { users: new Map(), teams: new Map(), issues: new Map() }
  if (context.isMail)
    return { html: mailToHtml(markdown, (text) => linkPlain(text, { context, references })), references }
  const html = toHtml(markdown, { breaks: !isFile, anchors: isFile, ownAddress: `${context.world.urls.web}/` })
  const rewrite = (text: string, ancestors: readonly string[]) =>
    linkReferences(text, ancestors, { context, found: references })
  return { html: sanitizeHtml(html, rewrite).trim(), references }
}

/** Links addresses, mentions and issues in the escaped text of a mail. */
function linkPlain(text: string, { context, references }: Pick<Rendered, 'references'> & LinkPlace): string {
  const link = (piece: string) => linkReferences(piece, [], { context, found: references })
  const own = `${context.world.urls.web}/`
  return text
    .split(/(https?:\/\/[^\s<>"&]+)/)
    .map((piece, index) =>
      index % 2 === 0 || piece.startsWith(own) ? link(piece) : `<a href="${piece}" rel="nofollow">${piece}</a>`,
    )
    .join('')
}

interface LinkPlace {
  readonly context: MarkdownContext
}

/** The words of rendered HTML without its tags, as `body_text` gives them. */
export function htmlToText(html: string): string {
  return decodeEntities(html.replace(/<[^>]*>/g, '')).trim()
}
