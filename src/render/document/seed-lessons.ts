import type { Postmortem } from '../../domain/content.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import { formatDuration } from '../../text/time-format.ts'
import type { People } from './people.ts'

const quarterHour = 15 * 60_000

/** What the record itself says about what helped and what hurt; people finish it. */
export function seedLessons({ facts, figures, runbooksUsed, timeline }: Postmortem, people: People) {
  const followed = facts.runbooksUsed.length > 0
  const helped = [
    ...runbooksUsed.map(
      ({ title }) => `The runbook ${quoteText(title)} was ${followed ? 'followed' : 'linked on the board'}.`,
    ),
    ...(figures.detect !== undefined && figures.detect <= quarterHour
      ? [`It was noticed in ${formatDuration(figures.detect)}.`]
      : []),
    ...(figures.acknowledge !== undefined && figures.acknowledge <= quarterHour
      ? [`Somebody was on it in ${formatDuration(figures.acknowledge)}.`]
      : []),
  ]
  const hurt = [
    ...(figures.detect !== undefined && figures.detect > quarterHour
      ? [`It took ${formatDuration(figures.detect)} until it was noticed.`]
      : []),
    ...(figures.acknowledge !== undefined && figures.acknowledge > quarterHour
      ? [`It took ${formatDuration(figures.acknowledge)} until somebody answered.`]
      : []),
    ...(runbooksUsed.length === 0 ? ['No runbook was used.'] : []),
    ...(timeline.some(({ kind }) => kind === 'reopened') ? ['The incident had to be reopened.'] : []),
    ...(facts.overrides.length > 0 ? ['It was closed with work left, by `/override`.'] : []),
  ]
  return { helped, hurt, resolvingNotes: resolvingNotes(timeline, people) }
}

/** Notes written after the source was known: most likely steps of the fix. */
function resolvingNotes(timeline: Postmortem['timeline'], { words }: People): readonly string[] {
  const identified = timeline.find(({ kind, text }) => kind === 'status' && text !== 'investigating')?.at
  if (identified === undefined) return []
  const notes = timeline.filter(({ kind, at }) => kind === 'note' && at >= identified)
  return notes.slice(0, 12).map(({ text }) => quoteText(oneLine(words(text), 400)))
}
