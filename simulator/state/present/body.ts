import type { View } from '../act.ts'
import { htmlToText, renderMarkdown } from '../markdown/render-markdown.ts'

/** A text to show. */
export interface ShownText {
  readonly body: string | null
  /** Whether who wrote it could mention teams. Default false. */
  readonly canMentionTeams?: boolean
  /** Whether it came by mail. Default false. */
  readonly viaEmail?: boolean
}

/** `body`, `body_html` and `body_text`, whichever the media type asks for. */
export function presentBody(
  { world, repository, media }: View,
  { body, canMentionTeams = false, viaEmail = false }: ShownText,
): Record<string, unknown> {
  const wanted = media ?? 'raw'
  if (wanted === 'json' || wanted === 'raw') return { body }
  const { html } = renderMarkdown(body ?? '', { world, repository, canMentionTeams, isMail: viaEmail })
  if (wanted === 'html') return { body_html: html }
  if (wanted === 'text') return { body_text: htmlToText(html) }
  return { body, body_html: html, body_text: htmlToText(html) }
}
