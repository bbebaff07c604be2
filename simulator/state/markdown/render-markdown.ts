import { decodeEntities } from './html-tokens.ts'
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
  const html = toHtml(markdown, { breaks: !isFile, anchors: isFile, ownAddress: `${context.world.urls.web}/` })
  const rewrite = (text: string, ancestors: readonly string[]) =>
    linkReferences(text, ancestors, { context, found: references })
  return { html: sanitizeHtml(html, rewrite).trim(), references }
}

/** The words of rendered HTML without its tags, as `body_text` gives them. */
export function htmlToText(html: string): string {
  return decodeEntities(html.replace(/<[^>]*>/g, '')).trim()
}
