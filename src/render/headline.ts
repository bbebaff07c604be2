import type { Facts } from '../domain/facts.ts'
import { oneLine, quoteText } from '../text/escape.ts'
import { formatTime } from '../text/time-format.ts'

/** What a headline needs to know of where it stands. */
interface HeadlinePlace {
  readonly serviceName: string | undefined
  readonly timezone: string
}

/** The incident in one line of plain words: service, what happens, since when, who is affected. Untrusted text. */
export function plainTitle(facts: Facts, serviceName: string | undefined): string {
  const title = bareTitle(facts)
  return serviceName === undefined || startsWithName(title, serviceName) ? title : `${serviceName}: ${title}`
}

/** `plainTitle` with start and those affected, where known and not said already; escaped Markdown. */
export function headline(facts: Facts, { serviceName, timezone }: HeadlinePlace): string {
  const title = oneLine(plainTitle(facts, serviceName), 140)
  const { affected } = facts.answers
  const since = /\bsince\b/i.test(title) ? '' : sinceWords(facts, timezone)
  const who =
    affected === undefined || title.toLowerCase().includes(affected.toLowerCase()) ? '' : `, ${oneLine(affected, 80)}`
  return quoteText(`${title}${since}${who}`)
}

/** When it began: a time, or the words as written where they could not be read. */
function sinceWords({ milestones, startedAsWritten }: Facts, timezone: string): string {
  if (milestones.started !== undefined) return ` since ${formatTime(milestones.started, timezone)}`
  return startedAsWritten === undefined ? '' : ` since “${oneLine(startedAsWritten, 40)}”`
}

/**
 * The title without what forms put before it; what happens, where the title says nothing. Without the full stop at its
 * end: it stands inside sentences.
 */
function bareTitle({ title, answers, number }: Facts): string {
  const bare = title.replace(/^\s*(?:\[[^\]]{1,20}\]|(?:outage|incident|alert)\s*:)\s*/i, '').trim()
  const words = /[\p{L}\p{N}]/u.test(bare) ? bare : answers.happening?.split(/(?<=[.!?])\s|\n/)[0]?.trim()
  return words?.replace(/(?<!\.)\.$/, '') || `Incident ${number}`
}

function startsWithName(title: string, name: string): boolean {
  return title.toLowerCase().startsWith(name.toLowerCase())
}
