import type { Missing } from '../../domain/content.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import { linkTo } from '../link.ts'
import { quietName } from '../names.ts'
import type { RenderContext } from '../render-context.ts'

/** Longest list that anybody reads; the rest is counted. */
const maxShown = 15

/** What is still open, one line of a list each; `issueUrl` is where boxes are ticked. */
export function renderMissing(missing: readonly Missing[], issueUrl: string, context: RenderContext): string {
  // One link for one thing: only the first item says where boxes are ticked.
  const firstItem = missing.findIndex((one) => one.kind === 'item' && !one.item.deleted)
  const lines = missing
    .slice(0, maxShown)
    .map((one, index) => `- ${renderOne(one, index === firstItem ? issueUrl : '', context)}`)
  const more = missing.length - lines.length
  return more > 0
    ? [...lines, `- ${context.templates.render('missing', { ...empty, kind: 'more', more })}`].join('\n')
    : lines.join('\n')
}

const empty = { kind: '', more: 0, section: '', text: '', number: 0, deleted: false, place: '', closedAs: '', by: '' }

function renderOne(missing: Missing, issueUrl: string, context: RenderContext): string {
  return context.templates.render('missing', { ...empty, ...slots(missing, issueUrl, context) })
}

function slots(missing: Missing, issueUrl: string, context: RenderContext): object {
  switch (missing.kind) {
    case 'item': {
      const { section, text, number, deleted } = missing.item
      return {
        kind: 'item',
        section: section === undefined ? '' : quoteText(oneLine(section, 80)),
        text: quoteText(oneLine(text, 240)),
        number,
        deleted,
        place: issueUrl === '' ? '' : linkTo('the issue', issueUrl, context),
      }
    }
    case 'reason':
      return { kind: 'reason', closedAs: missing.closedAs.replace('_', ' ') }
    case 'not-allowed':
      return { kind: 'not-allowed', by: quietName(missing.by) }
    default:
      return { kind: missing.kind }
  }
}
