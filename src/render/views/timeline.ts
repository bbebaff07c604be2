import type { TimelineEntry } from '../../domain/facts.ts'
import { codeSpan, oneLine, quoteText } from '../../text/escape.ts'
import { formatDate, formatTime } from '../../text/time-format.ts'
import { linkTo } from '../link.ts'
import { listWords } from '../names.ts'
import type { RenderContext } from '../render-context.ts'

/** How a timeline is told: whose names, how long each entry may be, and how many entries. */
export interface TimelineStyle {
  readonly timezone: string
  /** Who did it, as Markdown. */
  readonly name: (login: string) => string
  /** Changes people's words before they are escaped, for instance logins into roles. */
  readonly words?: (text: string) => string
  readonly maxText: number
  /** The newest that many; all where absent. */
  readonly newest?: number
}

/** A timeline as the lines of a list, oldest first; a new day is named once, and a call of several people is one line. */
export function renderTimeline(
  entries: readonly TimelineEntry[],
  style: TimelineStyle,
  context: RenderContext,
): string {
  const grouped = groupCalls(entries)
  const from = Math.max(0, grouped.length - (style.newest ?? grouped.length))
  let day = formatDate(entries[0]?.at ?? '', style.timezone)
  const lines = grouped.slice(from).map((group) => {
    const today = formatDate(group[0].at, style.timezone)
    const withDate = today !== day
    day = today
    return `- ${renderGroup(group, { ...style, withDate }, context)}`
  })
  return (from > 0 ? [`- … ${from} earlier`, ...lines] : lines).join('\n')
}

/** Entries that are told as one; the first gives time and link. */
type Group = readonly [TimelineEntry, ...TimelineEntry[]]

function groupCalls(entries: readonly TimelineEntry[]): readonly Group[] {
  const groups: [TimelineEntry, ...TimelineEntry[]][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (entry.kind === 'called' && last?.[0].kind === 'called' && last[0].at === entry.at) last.push(entry)
    else groups.push([entry])
  }
  return groups
}

function renderGroup(
  group: Group,
  style: TimelineStyle & { readonly withDate: boolean },
  context: RenderContext,
): string {
  const [entry] = group
  const { timezone, withDate, name } = style
  return context.templates.render('timeline-entry', {
    kind: entry.kind,
    time: linkTo(formatTime(entry.at, timezone, { withDate }), entry.url, context),
    who: listWords([...new Set(group.map(({ by }) => name(by)))]),
    several: group.length > 1,
    text: entryText(entry, style),
    isOwn: entry.kind === 'commander' && entry.text.toLowerCase() === entry.by.toLowerCase(),
    isNumbers: /^\d{1,3}(?:, \d{1,3})*$/.test(entry.text),
    isOne: /^\d{1,3}$/.test(entry.text),
  })
}

/** Our own words (`not_planned`) stand as they are, for the template to tell apart; people's are escaped. */
function entryText({ kind, text }: TimelineEntry, { name, words = same, maxText }: TimelineStyle): string {
  if (kind === 'commander') return name(text)
  if (kind === 'runbook') return codeSpan(oneLine(text, maxText))
  if (kind === 'closed' && /^[a-z_]+$/.test(text)) return text
  return quoteText(oneLine(words(text), maxText))
}

function same(text: string): string {
  return text
}
