import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import type { Answer } from '../../../bench/match/engine.ts'
import { musterEngine } from '../../../bench/match/muster-engine.ts'
import { type BenchCorpus, readCorpora } from '../../../bench/match/read-corpora.ts'
import { type KindScore, scoreAnswers } from '../../../bench/match/score.ts'

const folder = fileURLToPath(new URL('../../../../shared/bench/match/corpora', import.meta.url))
const isThere = existsSync(folder)

function scoreOf(corpus: BenchCorpus): ReadonlyMap<string, KindScore> {
  const ask = musterEngine.index(corpus.pages)
  const answers = new Map<string, Answer>(corpus.queries.map((query) => [query.id, ask(query)]))
  return scoreAnswers(corpus.queries, answers, corpus.notCopied)
}

const scores = new Map((isThere ? readCorpora(folder) : []).map((corpus) => [corpus.name, scoreOf(corpus)]))
const figure = (corpus: string, kind: string) => scores.get(corpus)?.get(kind)

if (!isThere) process.stderr.write(`Matching is not measured: the corpora are missing at ${folder}\n`)

;(isThere ? describe : describe.skip)('matching on real runbooks (needs the corpora beside the checkout)', () => {
  test.each([
    ['prometheus-operator', 'alert', 0.99],
    ['prometheus-operator', 'symptom', 0.97],
    ['govuk', 'alert', 0.92],
    ['govuk', 'symptom', 0.94],
    ['cnpg', 'alert', 0.99],
    ['cnpg', 'symptom', 0.99],
  ])('%s, %s: the right page is among the first three', (corpus, kind, least) => {
    expect(figure(corpus, kind)?.recallAt3).toBeGreaterThanOrEqual(least)
  })

  test.each(['prometheus-operator', 'govuk', 'cnpg'])(
    '%s: silent where nothing fits, and not where something does',
    (corpus) => {
      expect(figure(corpus, 'no-match')?.silent).toBeGreaterThanOrEqual(0.97)
      for (const kind of ['alert', 'symptom']) {
        expect(figure(corpus, kind)?.rightAnswersKept).toBeGreaterThanOrEqual(0.94)
        expect(figure(corpus, kind)?.wrongLinksShown).toBeLessThanOrEqual(0.1)
      }
    },
  )
})
