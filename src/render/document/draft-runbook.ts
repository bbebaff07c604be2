import type { Postmortem } from '../../domain/content.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import { fence } from '../../text/fence.ts'
import { plainTitle } from '../headline.ts'
import type { RenderContext } from '../render-context.ts'
import { listSymptoms, printFrontMatter } from './front-matter.ts'
import type { People } from './people.ts'
import { namePeople } from './people.ts'
import { pickSignatures } from './signatures.ts'

/** A runbook begun from what was done, for an incident that no runbook fitted. */
export function renderDraftRunbook(postmortem: Postmortem, context: RenderContext): string {
  const { facts, serviceName } = postmortem
  const people = namePeople(postmortem)
  const title = oneLine(people.words(plainTitle(facts, serviceName)), 120)
  const symptoms = listSymptoms(postmortem, people)
  const { log } = facts.answers
  const text = context.templates.render('draft-runbook', {
    frontMatter: printFrontMatter({
      title,
      services: facts.service === undefined ? [] : [facts.service],
      symptoms,
      signatures: pickSignatures(log),
      tags: ['draft'],
    }),
    title: quoteText(title),
    number: facts.number,
    url: facts.url,
    symptoms: symptoms.map(quoteText),
    log: log === undefined || log.trim() === '' ? '' : fence(log, { language: 'text', max: 1_500 }),
    date: postmortem.date,
    ...viewSteps(postmortem, people),
  })
  return `${text}\n`
}

/** Notes before the source was known are diagnosis, after it mitigation, and while the fix is watched verification. */
function viewSteps({ timeline }: Postmortem, { words }: People) {
  const first = (...statuses: readonly string[]) =>
    timeline.find(({ kind, text }) => kind === 'status' && statuses.includes(text))?.at
  const identified = first('identified', 'monitoring') ?? '~'
  const monitoring = first('monitoring') ?? '~'
  const notes = timeline.filter(({ kind }) => kind === 'note').slice(0, 40)
  const say = (from: string, to: string) =>
    notes.filter(({ at }) => at >= from && at < to).map(({ text }) => quoteText(oneLine(words(text), 400)))
  return { diagnosis: say('', identified), mitigation: say(identified, monitoring), verify: say(monitoring, '~') }
}
