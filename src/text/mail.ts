import { normaliseLines, stripInvisible } from './invisible.ts'

/**
 * Whether a comment came as a reply by mail: GitHub renders those inside `email-fragment`. Out-of-office notes come the
 * same way. Without a rendered body nobody can tell, and it counts as typed.
 */
export function isByMail(bodyHtml: string): boolean {
  return /<\w+\s[^<>]*\bclass="[^"<>]*\bemail-(?:fragment|quoted-reply|hidden-reply|signature-reply)\b/.test(bodyHtml)
}

/** What people write who have no more than a moment. */
const words: ReadonlySet<string> = new Set([
  'ack',
  'acked',
  'acknowledged',
  'on it',
  "i'm on it",
  'im on it',
  'i am on it',
  'looking',
  "i'm looking",
  'looking into it',
  'taking it',
  "i'm taking it",
  'joining',
])

/** How mail programs introduce what they quote. */
const quoteStart = /^(?:On .{1,200} wrote:?|From: |-{2,} ?Original Message|Le .{1,200} a écrit ?:|Am .{1,200} schrieb)/i
/** What ends the words and begins the signature: the dashes of the convention, or a phone's advertisement. */
const signatureStart = /^(?:--\s*$|__+\s*$|(?:Sent|Get|Gesendet|Envoyé) (?:from|via|von|de|Outlook)\b)/i

/**
 * The word by which a reply acknowledges, when it is all that the reply says above its quote and signature: `on it`. A
 * sentence that holds such a word ("I am out and not on it") acknowledges nothing.
 */
export function readAcknowledgeWord(body: string): string | undefined {
  const said: string[] = []
  for (const line of stripInvisible(normaliseLines(body)).split('\n', 200)) {
    const text = line.trim()
    if (text.startsWith('>') || quoteStart.test(text) || signatureStart.test(text)) break
    if (text !== '') said.push(text)
    else if (said.length > 0) break
  }
  const word = said
    .join(' ')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\s.!,;:👍🙏]+$/u, '')
  return words.has(word) ? word : undefined
}
