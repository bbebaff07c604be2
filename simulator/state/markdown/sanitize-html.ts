import { type Attribute, decodeEntities, escapeHtml, type HtmlToken, tokenizeHtml } from './html-tokens.ts'

/** GitHub's allowlist of elements, as its open-source sanitiser has it. */
const ELEMENTS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 br b i strong em a pre code img input tt div ins del sup sub p picture ol ul table thead tbody ' +
    'tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure ' +
    'figcaption abbr bdo cite dfn mark small source span time wbr'
  ).split(' '),
)

/** Their content goes with them. */
const REMOVED_WHOLE = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'math',
  'svg',
])
const VOID = new Set(['br', 'img', 'input', 'hr', 'source', 'wbr'])
const ATTRIBUTES = new Set(
  (
    'align alt aria-hidden aria-label aria-labelledby border cellpadding cellspacing cite color cols colspan compact ' +
    'datetime dir disabled checked headers height href hspace id lang name open rel rev rows rowspan rules scope shape ' +
    'size span src srcset start summary tabindex target title type valign value vspace width class'
  ).split(' '),
)
const URLS = new Set(['href', 'src', 'cite', 'srcset'])

/** Rewrites a piece of text; `ancestors` are the names of the elements around it, outermost first. */
export type RewriteText = (text: string, ancestors: readonly string[]) => string

/** Classes that only GitHub's own renderer may give; what a user writes loses its classes. */
const OWN_CLASSES =
  /^(task-list-item(-checkbox)?|contains-task-list|markdown-alert.*|notranslate|anchor|user-mention|team-mention|issue-link|issue-keyword)$/

/** Keeps what GitHub allows, closes what is open, and rewrites the texts. The result is safe to show. */
export function sanitizeHtml(html: string, rewriteText: RewriteText): string {
  const open: string[] = []
  const out: string[] = []
  let removed: string | null = null
  for (const token of tokenizeHtml(html)) {
    if (removed !== null) {
      if (token.kind === 'close' && token.name === removed) removed = null
      continue
    }
    if (token.kind === 'text') out.push(rewriteText(token.text, open))
    else if (token.kind === 'open' && REMOVED_WHOLE.has(token.name)) removed = token.isClosed ? null : token.name
    else if (token.kind === 'open') out.push(openElement(token, open))
    else out.push(closeElement(token.name, open))
  }
  return (
    out.join('') +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  )
}

function openElement(token: Extract<HtmlToken, { kind: 'open' }>, open: string[]): string {
  const { name } = token
  if (!ELEMENTS.has(name)) return ''
  const attributes = token.attributes.flatMap((attribute) => keepAttribute(name, attribute)).join('')
  if (name === 'input' && !/ type="checkbox"/.test(attributes)) return ''
  if (!VOID.has(name)) open.push(name)
  const rel = name === 'a' && / href="https?:/.test(attributes) ? ' rel="nofollow"' : ''
  return `<${name}${attributes}${rel}>`
}

function closeElement(name: string, open: string[]): string {
  const at = open.lastIndexOf(name)
  if (at === -1) return ''
  return open
    .splice(at)
    .reverse()
    .map((inner) => `</${inner}>`)
    .join('')
}

function keepAttribute(element: string, { name, value }: Attribute): readonly string[] {
  if (!ATTRIBUTES.has(name) || name === 'rel') return []
  const decoded = decodeEntities(value)
  if (URLS.has(name) && !isSafeUrl(decoded)) return []
  if (name === 'class') {
    const classes = decoded.split(/\s+/).filter((word) => OWN_CLASSES.test(word))
    return classes.length === 0 ? [] : [` class="${escapeHtml(classes.join(' '))}"`]
  }
  if (name === 'id' || name === 'name') {
    return [` ${name}="${escapeHtml(decoded.startsWith('user-content-') ? decoded : `user-content-${decoded}`)}"`]
  }
  return element === 'input' && name === 'type' && decoded !== 'checkbox' ? [] : [` ${name}="${escapeHtml(decoded)}"`]
}

function isSafeUrl(url: string): boolean {
  // Browsers skip white space and control characters inside a scheme.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url.replace(/[\u0000-\u0020]/g, ''))?.[1]
  return scheme === undefined || /^(https?|mailto|github-windows|github-mac|irc|xmpp)$/i.test(scheme)
}
