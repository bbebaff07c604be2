import type { NotReached } from '../../domain/content.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import type { RenderContext } from '../render-context.ts'

/** Who was not reached and why, in one line; empty where everybody was. */
export function renderNotReached(list: readonly NotReached[], context: RenderContext): string {
  if (list.length === 0) return ''
  const shown = list
    .slice(0, 12)
    .map(({ name, reason }) => ({ name: quoteText(oneLine(name.replace(/^@/, ''), 60)), reason }))
  return context.templates.render('not-reached', { list: shown, more: list.length - shown.length })
}
