import type { RunbookLink } from '../../domain/content.ts'
import { explainMatch } from '../../runbooks/explain-match.ts'
import { codeSpan, oneLine, quoteText } from '../../text/escape.ts'
import { formatDate } from '../../text/time-format.ts'
import { linkTo } from '../link.ts'
import { listWords, quietName } from '../names.ts'
import type { RenderContext } from '../render-context.ts'

/** A runbook with everything that its line may say; every string is Markdown. */
export interface RunbookView {
  readonly link: string
  readonly reasons: string
  readonly contacts: string
  readonly staleSince: string
}

/** A runbook's best section, why it is shown, whom to ask, and how old it is. */
export function viewRunbook({ match, url, contacts, staleSince }: RunbookLink, context: RenderContext): RunbookView {
  const { runbook, section } = match
  const heading = section === undefined || section.heading === runbook.title ? '' : ` → ${oneLine(section.heading, 60)}`
  const { codes, words, service, earlier, inLog } = explainMatch(match)
  const reasons = [
    ...codes.map((code, at) => `${codeSpan(oneLine(code, 60))}${at === 0 && inLog ? ' in your log' : ''}`),
    ...(words.length > 0 ? [`“${quoteText(oneLine(words.join(', '), 80))}”`] : []),
    ...(service === undefined ? [] : [`service ${codeSpan(oneLine(service, 40))}`]),
    ...(earlier === undefined ? [] : [`used in ${quoteText(oneLine(earlier, 40))}`]),
  ]
  return {
    link: linkTo(oneLine(runbook.title, 90) + heading, url, context),
    reasons: reasons.join(', '),
    contacts: listWords(contacts.slice(0, 3).map((contact) => quietName(oneLine(contact, 60)))),
    staleSince: staleSince === undefined ? '' : formatDate(staleSince, 'UTC'),
  }
}

/** An earlier incident: its date and length as the link, and what ended it. */
export function viewEarlier(
  { match, url }: RunbookLink,
  context: RenderContext,
): { readonly link: string; readonly ending: string } {
  const { date, duration, resolution } = match.runbook.frontMatter
  const figures = [date === undefined ? '' : formatDate(date, 'UTC'), duration ?? ''].filter((part) => part !== '')
  return {
    link: linkTo(figures.length > 0 ? figures.join(', ') : match.runbook.title, url, context),
    ending: resolution === undefined ? '' : quoteText(oneLine(resolution, 100)),
  }
}
