import type { Postmortem } from '../../domain/content.ts'
import type { Milestone } from '../../domain/vocabulary.ts'
import { milestones as order } from '../../domain/vocabulary.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import { formatDuration, formatTime } from '../../text/time-format.ts'

/** One milestone of a postmortem, ready to print. */
export interface MilestoneView {
  readonly name: string
  readonly time: string
  readonly figure: string
}

const figureOf: Readonly<Partial<Record<Milestone, 'detect' | 'acknowledge' | 'mitigate' | 'resolve'>>> = {
  detected: 'detect',
  acknowledged: 'acknowledge',
  mitigated: 'mitigate',
  resolved: 'resolve',
}

/** The milestones that are known, in the order of an incident, each with the time to it. */
export function listMilestones({ milestones, figures, timezone, facts }: Postmortem): readonly MilestoneView[] {
  const began = milestones.started ?? milestones.detected
  const views = order.flatMap((name) => {
    const at = milestones[name]
    if (at === undefined) return []
    const time = formatTime(at, timezone, { withDate: at === began || differsInDay(at, began) })
    const key = figureOf[name]
    const figure = key === undefined ? undefined : figures[key]
    const words = figure === undefined ? sinceBegan(name, at, milestones) : `time to ${key} ${formatDuration(figure)}`
    return [{ name: name.charAt(0).toUpperCase() + name.slice(1), time, figure: words }]
  })
  const written = facts.startedAsWritten
  return milestones.started !== undefined || written === undefined
    ? views
    : [
        {
          name: 'Started',
          time: `“${quoteText(oneLine(written, 60))}” (as written)`,
          figure: '',
        },
        ...views,
      ]
}

function sinceBegan(name: Milestone, at: string, milestones: Postmortem['milestones']): string {
  const from = milestones.started ?? milestones.detected
  if (name !== 'identified' || from === undefined) return ''
  return `${formatDuration(Date.parse(at) - Date.parse(from))} in`
}

function differsInDay(at: string, other: string | undefined): boolean {
  return Math.abs(Date.parse(at) - Date.parse(other ?? at)) > 12 * 3_600_000
}
