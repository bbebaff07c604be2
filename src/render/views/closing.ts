import type { ClosingLink } from '../../domain/content.ts'
import { codeSpan, oneLine } from '../../text/escape.ts'
import { linkTo } from '../link.ts'
import type { RenderContext } from '../render-context.ts'
import { renderDocumentLine } from './document-line.ts'

/** The one closing link, with what became of the action items. */
export function viewClosing({ document, pull, branch, actionIssues }: ClosingLink, context: RenderContext) {
  return {
    state: document.state,
    document: renderDocumentLine(
      pull === undefined ? document : { ...document, url: pull.url },
      context.settings.timezone,
      context,
    ),
    pullNumber: pull?.number ?? 0,
    branch: codeSpan(branch),
    actions: actionIssues
      .slice(0, 30)
      .map(({ number, text, url }) => linkTo(oneLine(`#${number} ${text}`, 160), url, context)),
  }
}
