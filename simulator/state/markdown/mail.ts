import { escapeHtml } from './html-tokens.ts'

/** A part of a mail: what its sender wrote, what they quoted, or a signature. */
interface Fragment {
  readonly kind: 'written' | 'quoted' | 'signature'
  readonly text: string
}

/** Turns a piece of escaped text into HTML, for instance by linking what it mentions. */
type Rewrite = (text: string) => string

const toggle = '<span class="email-hidden-toggle"><a href="#">…</a></span>'
const classes = { written: 'email-fragment', quoted: 'email-quoted-reply', signature: 'email-signature-reply' } as const

/** The line above what a mail program quotes with `>`. Outlook's block of headers is none, so that its quotes show. */
const quoteHeader = /^On .+wrote:$/
const signatureStart = /^(?:--|__|Sent from my (?:\w+ ?){1,3}$)/

/**
 * A comment that came by mail, as GitHub shows it: no Markdown, the sender's words in `email-fragment`, and the quotes and
 * signatures at its end hidden, as its open-source pair html-pipeline and email_reply_parser do.
 */
export function mailToHtml(mail: string, rewrite: Rewrite): string {
  const fragments = splitMail(mail)
  const written = fragments.findLastIndex(({ kind, text }) => kind === 'written' && text !== '')
  const shown = fragments.slice(0, written + 1)
  const hidden = fragments.slice(written + 1).filter(({ text }) => text !== '')
  const render = (some: readonly Fragment[]) => some.map((fragment) => showFragment(fragment, rewrite)).join('\n')
  if (hidden.length === 0) return render(shown)
  return `${render(shown)}\n${toggle}<div class="email-hidden-reply">\n${render(hidden)}\n</div>`
}

/** Hides the addresses in a mail as GitHub does before it keeps the text. */
export function hideAddresses(mail: string): string {
  return mail.replace(/<?[\w.+-]+(?:\[bot\])?@[\w-]+(?:\.[\w-]+)+/g, '***@***.***')
}

function showFragment({ kind, text }: Fragment, rewrite: Rewrite): string {
  const bare = kind === 'quoted' ? text.replace(/^[ \t]*>/gm, '') : text
  return `<div class="${classes[kind]}">${rewrite(escapeHtml(bare.trim()))}</div>`
}

/** The fragments of a mail in order. A signature reaches to the end of its paragraph's run of own words. */
function splitMail(mail: string): readonly Fragment[] {
  const fragments: { kind: Fragment['kind']; lines: string[] }[] = []
  for (const line of joinHeaders(mail.replaceAll('\r\n', '\n')).split('\n')) {
    const last = fragments.at(-1)
    const kind = kindOf(line, last)
    if (last !== undefined && (kind === null || kind === last.kind)) last.lines.push(line)
    else fragments.push({ kind: kind ?? 'written', lines: [line] })
  }
  return fragments.map(({ kind, lines }) => ({ kind, text: lines.join('\n').trim() }))
}

/** What a line begins, or null where it goes on with what is before it. */
function kindOf(
  line: string,
  last: { readonly kind: Fragment['kind']; readonly lines: readonly string[] } | undefined,
) {
  if (/^\s*>/.test(line) || quoteHeader.test(line)) return 'quoted'
  if (line.trim() === '') return null
  const isAfterGap = last === undefined || last.kind === 'quoted' || last.lines.at(-1)?.trim() === ''
  if (isAfterGap && signatureStart.test(line)) return 'signature'
  return last?.kind === 'signature' && last.lines.at(-1)?.trim() !== '' ? 'signature' : 'written'
}

/** Mail programs break a long "On … wrote:" in two. */
function joinHeaders(mail: string): string {
  return mail.replace(/^On (?:(?!^On |\n\n)[\s\S]){1,300}?wrote:$/gm, (header) => header.replaceAll('\n', ' '))
}
