import GithubSlugger from 'github-slugger'
import MarkdownIt, { type Token } from 'markdown-it'

const BOX = /^\[([ xX])\][ \t]/
const ALERTS = ['note', 'tip', 'important', 'warning', 'caution']

/** What differs between places where GitHub renders Markdown. */
export interface ParserOptions {
  /** A line's end is a break in issues and comments, and white space in files. */
  readonly breaks: boolean
  /** Headings of files carry anchors, those of comments do not. */
  readonly anchors: boolean
  /** Addresses below this one stay text when they stand alone, for the linking of issues to find. */
  readonly ownAddress: string
}

const TEXT_PARSER = createParser(true)
const FILE_PARSER = createParser(false)

function createParser(breaks: boolean): InstanceType<typeof MarkdownIt> {
  const parser = new MarkdownIt({ html: true, linkify: true, breaks })
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: true })
  parser.renderer.rules.fence = (tokens, index) => renderFence(tokens[index], (text) => parser.utils.escapeHtml(text))
  parser.renderer.rules.code_block = (tokens, index) =>
    renderFence(tokens[index], (text) => parser.utils.escapeHtml(text))
  return parser
}

/** GitHub's flavour: tables, strikethrough, autolinks, task lists, alerts, Mermaid. Its output is not yet safe. */
export function toHtml(markdown: string, options: ParserOptions): string {
  const parser = options.breaks ? TEXT_PARSER : FILE_PARSER
  const tokens = parser.parse(markdown.replaceAll('\r\n', '\n'), {})
  for (const token of tokens) unlinkOwn(token, options.ownAddress)
  markTaskLists(tokens)
  markAlerts(tokens)
  if (options.anchors) markAnchors(tokens)
  return parser.renderer.render(tokens, parser.options, {})
}

function unlinkOwn(token: Token, ownAddress: string): void {
  for (const [index, child] of (token.children ?? []).entries()) {
    const isOwn =
      child.type === 'link_open' && child.markup === 'linkify' && String(child.attrGet('href')).startsWith(ownAddress)
    const close = token.children?.[index + 2]
    if (!isOwn || close?.type !== 'link_close') continue
    for (const end of [child, close]) {
      end.type = 'text'
      end.content = ''
    }
  }
}

/** The boxes of a text in order: the line of each, counted from 0. */
export function findBoxes(markdown: string): readonly number[] {
  const tokens = FILE_PARSER.parse(markdown.replaceAll('\r\n', '\n'), {})
  return tokens.flatMap((token, index) => (isBox(tokens, index) && token.map ? [token.map[0]] : []))
}

function isBox(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]
  const opensItem = tokens[index - 1]?.type === 'paragraph_open' && tokens[index - 2]?.type === 'list_item_open'
  const text = token?.type === 'inline' && opensItem ? token.children?.[0] : undefined
  if (text?.type !== 'text' || !BOX.test(text.content)) return false
  // A box with nothing behind it is none.
  return text.content.replace(BOX, '').trim() !== '' || (token?.children?.length ?? 0) > 1
}

function renderFence(token: Token | undefined, escapeText: (text: string) => string): string {
  const language = token?.info.trim().split(/\s+/)[0] ?? ''
  const code = escapeText(token?.content ?? '')
  if (language === 'mermaid') return `<pre lang="mermaid" aria-label="Raw mermaid code">${code}</pre>\n`
  const lang = language === '' ? '' : ` lang="${escapeText(language)}"`
  return `<pre${lang} class="notranslate"><code class="notranslate">${code}</code></pre>\n`
}

/** An item that begins with `[ ]` or `[x]` and a space becomes a box; ordered lists have them too. */
function markTaskLists(tokens: Token[]): void {
  const lists: Token[] = []
  for (const [index, token] of tokens.entries()) {
    if (/_list_open$/.test(token.type)) lists.push(token)
    if (/_list_close$/.test(token.type)) lists.pop()
    const item = tokens[index - 2]
    const text = token.children?.[0]
    const box = BOX.exec(text?.content ?? '')
    if (!item || !text || box === null || !isBox(tokens, index)) continue
    text.type = 'html_inline'
    const checked = box[1] === ' ' ? '' : ' checked=""'
    const label = text.content.slice(box[0].length).replace(/&/g, '&amp;').replace(/</g, '&lt;')
    text.content = `<input type="checkbox" class="task-list-item-checkbox" disabled=""${checked}> ${label}`
    item.attrJoin('class', 'task-list-item')
    lists.at(-1)?.attrSet('class', 'contains-task-list')
  }
}

/** A quote at the top level whose first line is `[!NOTE]` or one of its kin becomes an alert. */
function markAlerts(tokens: Token[]): void {
  for (const [index, open] of tokens.entries()) {
    if (open.type !== 'blockquote_open' || open.level !== 0) continue
    const inline = tokens[index + 2]
    const first = inline?.children?.[0]
    const kind = /^\[!(\w+)\]\s*$/.exec(first?.content ?? '')?.[1]?.toLowerCase() ?? ''
    const next = inline?.children?.[1]
    if (!ALERTS.includes(kind) || !inline?.children || (next && !/break$/.test(next.type))) continue
    inline.children.splice(0, next ? 2 : 1)
    open.tag = 'div'
    open.attrSet('class', `markdown-alert markdown-alert-${kind}`)
    const close = tokens.slice(index).find((token) => token.type === 'blockquote_close' && token.level === 0)
    if (close) close.tag = 'div'
    const paragraph = tokens[index + 1]
    if (paragraph) paragraph.meta = { alert: kind }
  }
  insertTitles(tokens)
}

function insertTitles(tokens: Token[]): void {
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const token = tokens[index]
    const kind: unknown = token?.meta?.alert
    if (!token || typeof kind !== 'string') continue
    const title = Object.assign(Object.create(Object.getPrototypeOf(token)), token, { type: 'html_block', meta: null })
    title.content = `<p class="markdown-alert-title">${kind[0]?.toUpperCase()}${kind.slice(1)}</p>\n`
    const isEmpty = (tokens[index + 1]?.children?.length ?? 0) === 0
    tokens.splice(index, isEmpty ? 3 : 0, title)
  }
}

function markAnchors(tokens: Token[]): void {
  const slugger = new GithubSlugger()
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const inline = tokens[index + 1]
    const text = (inline?.children ?? []).map(({ type, content }) => (/^(text|code_inline)$/.test(type) ? content : ''))
    const slug = slugger.slug(text.join(''))
    token.attrSet('id', `user-content-${slug}`)
    const close = tokens[index + 2]
    const anchor = inline && Object.assign(Object.create(Object.getPrototypeOf(inline)), { type: 'html_inline' })
    if (!close || !anchor) continue
    anchor.content = `<a class="anchor" aria-label="Permalink" href="#${slug}"></a>`
    inline.children?.push(anchor)
  }
}
