import type { Facts } from '../../domain/facts.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import { stripEnd } from '../../text/strip-end.ts'
import { formatTime } from '../../text/time-format.ts'
import { linkTo } from '../link.ts'
import { quietName } from '../names.ts'
import type { RenderContext } from '../render-context.ts'

/** What fixed it, by whom and when; empty where nobody said. */
export function renderResolution({ resolution }: Facts, timezone: string): string {
  if (resolution === undefined || resolution.text === '') return ''
  return `${quoteText(oneLine(resolution.text, 400))} – ${quietName(resolution.by)}, ${formatTime(resolution.at, timezone)}`
}

/** The cause and how sure it is, with its evidence as links; empty where nobody named one. */
export function renderCause({ cause }: Facts, timezone: string, context: RenderContext): string {
  if (cause === undefined) return ''
  return context.templates.render('cause', {
    text: quoteText(oneLine(withoutLinks(cause.text), 400)),
    evidence: evidenceLinks(cause.text, context),
    confirmed: cause.confirmed,
    said: linkTo(formatTime(cause.at, timezone), cause.url, context),
  })
}

const address = /https?:\/\/[^\s<>()]{4,500}/g

/** The addresses in a text as links, at most three. */
export function evidenceLinks(text: string, context: RenderContext): readonly string[] {
  const urls = [...new Set(text.match(address) ?? [])].map((url) => url.replace(/[.,;:!?]+$/, ''))
  return urls
    .slice(0, 3)
    .map((url, index) => linkTo(urls.length > 1 ? `evidence ${index + 1}` : 'evidence', url, context))
}

/** The words of a text whose links are shown apart. */
export function withoutLinks(text: string): string {
  const words = text
    .replace(/\[([^\]]{1,200})\]\(https?:[^)]{1,500}\)/g, '$1')
    .replace(address, '')
    .replace(/\(\s*\)/g, '')
  const bare = withoutJoints(withoutJoints(words).replace(/\b(?:see|cf\.?|link|evidence)$/i, ''))
  return bare.trim() || 'see the evidence'
}

/** Words without the signs at their end, which joined them to the link behind. */
function withoutJoints(words: string): string {
  return stripEnd(words, (sign) => /[\s,;:.–-]/.test(sign))
}
