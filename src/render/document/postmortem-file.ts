import type { Postmortem } from '../../domain/content.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import { formatTime } from '../../text/time-format.ts'
import type { RenderContext } from '../render-context.ts'
import { renderTimeline } from '../views/timeline.ts'
import { lineEndOf, withLineEnds } from './line-ends.ts'
import { namePeople } from './people.ts'
import { viewCause, viewPostmortem } from './view-postmortem.ts'

/** A postmortem to be written: `current` is the file on the default branch, where it was merged before. */
export interface PostmortemDraft {
  readonly postmortem: Postmortem
  readonly current: string | undefined
  readonly reopened: boolean
}

/**
 * The postmortem's file. One that was merged is people's: it gets a section "Reopened" for what happened since, once for
 * each reopening, and is never written anew.
 */
export function renderPostmortemFile(
  { postmortem, current, reopened }: PostmortemDraft,
  context: RenderContext,
): string {
  if (current === undefined) return `${context.templates.render('postmortem', viewPostmortem(postmortem, context))}\n`
  const section = reopened ? renderReopened(postmortem, context) : undefined
  if (section === undefined || current.includes(section.heading)) return current
  return withLineEnds(`${current.trimEnd()}\n\n${section.text}\n`, lineEndOf(current))
}

function renderReopened(
  postmortem: Postmortem,
  context: RenderContext,
): { readonly heading: string; readonly text: string } | undefined {
  const { timeline, timezone, facts } = postmortem
  const from = timeline.findLastIndex(({ kind }) => kind === 'reopened')
  const entry = timeline[from]
  if (entry === undefined) return undefined
  const people = namePeople(postmortem)
  const heading = `Reopened ${formatTime(entry.at, timezone, { withDate: true })}`
  const text = context.templates.render('reopened', {
    heading,
    timeline: renderTimeline(timeline.slice(from), { timezone, ...people, maxText: 2_000 }, context),
    resolution: facts.resolution === undefined ? '' : quoteText(oneLine(people.words(facts.resolution.text), 1_000)),
    ...viewCause(postmortem, people, context),
  })
  return { heading, text }
}
