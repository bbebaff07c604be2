import type { DocumentView } from '../../domain/content.ts'
import { formatTime } from '../../text/time-format.ts'
import { safeTarget } from '../link.ts'
import type { RenderContext } from '../render-context.ts'

/** Where the postmortem stands, in one or two sentences. */
export function renderDocumentLine(document: DocumentView, timezone: string, context: RenderContext): string {
  return context.templates.render('document', {
    state: document.state,
    url: (document.url !== undefined && safeTarget(document.url, context)) || '',
    due: document.due === undefined ? '' : formatTime(document.due, timezone, { withDate: true }),
    overdue: document.overdue,
    forbidden: document.pullRequestForbidden,
    actionsSettings: `${context.repository.url}/settings/actions`,
  })
}
