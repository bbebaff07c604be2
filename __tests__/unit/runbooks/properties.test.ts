import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { chooseShown } from '../../../src/runbooks/choose-shown.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import type { RunbookFile } from '../../../src/runbooks/document.ts'
import { type IncidentText, matchRunbooks } from '../../../src/runbooks/match.ts'
import { caseCount } from '../../support/case-count.ts'

const words = [
  'disk',
  'queue',
  'mail',
  'slow',
  'payments',
  'database',
  'certificate',
  'expired',
  'pool',
  'latency',
  'backup',
  'login',
  'cache',
  'index',
]
const word = fc.constantFrom(...words)
const sentence = fc.array(word, { minLength: 2, maxLength: 12 }).map((list) => list.join(' '))
const service = 'zebra'
const page = fc.record({ title: sentence, body: sentence, mine: fc.boolean() })
const pages = fc.array(page, { minLength: 2, maxLength: 12 })

function filesOf(
  list: readonly { readonly title: string; readonly body: string; readonly mine: boolean }[],
  name = service,
): readonly RunbookFile[] {
  return list.map(({ title, body, mine }, at) => ({
    path: `runbooks/page-${at}.md`,
    text: `---\nservices: [${mine ? name : 'other'}]\n---\n# ${title}\n\n${body} ${mine ? name : ''}\n\n## Steps\n\n${body}\n`,
  }))
}

const answer = (files: readonly RunbookFile[], incident: IncidentText) =>
  matchRunbooks(buildCorpus(files), incident).map(({ runbook, certain, section, score }) => [
    runbook.path,
    certain,
    section?.anchor,
    score,
  ])

/** Each run builds whole corpora. */
const runs = { numRuns: caseCount(50) }

describe('properties', () => {
  test('the same text twice, or files in another order, give the same answer', () => {
    fc.assert(
      fc.property(pages, sentence, fc.infiniteStream(fc.nat()), (list, title, keys) => {
        const files = filesOf(list)
        const shuffled = files.map((file) => ({ file, key: keys.next().value })).sort((a, b) => a.key - b.key)
        const incident = { title, service }
        expect(
          answer(
            shuffled.map(({ file }) => file),
            incident,
          ),
        ).toEqual(answer(files, incident))
        expect(answer(files, incident)).toEqual(answer(files, incident))
      }),
      runs,
    )
  })

  test('adding an unrelated page never removes a certain match', () => {
    const certain = fc.constantFrom(
      { front: 'signatures: [ECANARY]', incident: { title: 'Odd', body: 'failed with ECANARY' } },
      { front: 'alerts: [CanaryAlertFiring]', incident: { title: 'CanaryAlertFiring' } },
      { front: 'symptoms: [canary sings]', incident: { title: 'The canary sings loudly' } },
      { front: 'title: Canary', incident: { title: 'Odd', body: 'see runbooks/canary.md' } },
    )
    fc.assert(
      fc.property(pages, certain, sentence, (list, { front, incident }, more) => {
        const canary = { path: 'runbooks/canary.md', text: `---\n${front}\n---\n# Canary\n\ntext\n` }
        const asked = { ...incident, body: `${'body' in incident ? incident.body : ''}\n${more}` }
        const shown = chooseShown(matchRunbooks(buildCorpus([...filesOf(list), canary]), asked)).runbooks
        expect(shown[0]?.runbook.path).toBe(canary.path)
      }),
      runs,
    )
  })

  // Certain is what a signal alone names; a service counts with text behind it, so that other pages may outweigh it.
  test('adding an unrelated page leaves every certain match its signal', () => {
    const signal = fc.constantFrom(
      'tags: [none]',
      'signatures: [ECANARY]',
      'alerts: [CanaryAlertFiring]',
      'symptoms: [canary sings]',
      'services: [zebra]',
      'incident: 4\nsignatures: [ECANARY]\nrunbooks: [runbooks/page-0.md]',
    )
    const marked = fc.array(fc.record({ front: signal, title: sentence, body: sentence }), {
      minLength: 1,
      maxLength: 8,
    })
    const incident = fc.record({
      title: sentence,
      said: fc.subarray(['ECANARY', 'CanaryAlertFiring', 'A canary sings', 'runbooks/page-1.md']),
    })
    fc.assert(
      fc.property(marked, incident, fc.nat({ max: 9 }), (list, { title, said }, at) => {
        const files = list.map(({ front, title: heading, body }, index) => ({
          path: `runbooks/page-${index}.md`,
          text: `---\n${front}\n---\n# ${heading}\n\n${body}\n`,
        }))
        const unrelated = {
          path: `runbooks/page-${at}-walrus.md`,
          text: '# Walrus\n\nFeed the walrus, then wash it.\n',
        }
        const certain = (all: readonly RunbookFile[]) =>
          answer(all, { title, body: said.join('\n'), service })
            .filter(([, kind]) => kind !== undefined && kind !== 'service')
            .map(([path, kind]) => `${path} ${kind}`)
            .sort()
        expect(certain([...files, unrelated])).toEqual(certain(files))
      }),
      runs,
    )
  })

  test('whatever a page or an incident holds, nothing throws and confidences are shares', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), anything, anything, (texts, title, body) => {
        const files = texts.map((text, at) => ({
          path: `runbooks/${at}.md`,
          text: at % 2 === 0 ? text : `---\n${text}\n---\n${text}`,
        }))
        for (const { confidence } of matchRunbooks(buildCorpus(files), { title, body })) {
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
        }
      }),
      runs,
    )
  })
})
