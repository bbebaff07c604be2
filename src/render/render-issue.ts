import type { PlannedIssue } from '../domain/plan.ts'
import type { RenderedIssue } from '../domain/rendered-plan.ts'
import { breakReferences, oneLine, quoteText } from '../text/escape.ts'
import { formatDate } from '../text/time-format.ts'
import { linkTo } from './link.ts'
import { quietName } from './names.ts'
import type { RenderContext } from './render-context.ts'

/** An issue made of an action item: what to do, by whom, until when, and which incident it comes from. */
export function renderIssue({ key, text, owner, due, incident }: PlannedIssue, context: RenderContext): RenderedIssue {
  const body = context.templates.render('action-issue', {
    text: quoteText(text),
    owner: owner === undefined ? '' : quietName(owner),
    due: due === undefined ? '' : formatDate(due, 'UTC'),
    incident: linkTo(oneLine(`#${incident.number} ${incident.title}`, 200), incident.url, context),
  })
  return { key, owner, title: breakReferences(oneLine(text, 200)), body }
}
