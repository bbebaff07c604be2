import type { View } from '../act.ts'
import { htmlToText, renderMarkdown } from '../markdown/render-markdown.ts'

/** `body`, `body_html` and `body_text`, whichever the media type asks for. */
export function presentBody(
  { world, repository, media }: View,
  body: string | null,
  canMentionTeams: boolean,
): Record<string, unknown> {
  const wanted = media ?? 'raw'
  if (wanted === 'json' || wanted === 'raw') return { body }
  const { html } = renderMarkdown(body ?? '', { world, repository, canMentionTeams })
  if (wanted === 'html') return { body_html: html }
  if (wanted === 'text') return { body_text: htmlToText(html) }
  return { body, body_html: html, body_text: htmlToText(html) }
}
