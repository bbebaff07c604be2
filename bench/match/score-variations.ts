import type { Answer, BenchQuery, Engine } from './engine.ts'
import type { BenchCorpus } from './read-corpora.ts'
import { type KindScore, scoreAnswers } from './score.ts'
import { type VariationSource, variationsOf } from './variations.ts'

/** Scores of one variation of one corpus. */
export interface VariationScore {
  readonly corpus: string
  readonly variation: string
  /** Pages of one corpus of the variation. */
  readonly pages: number
  readonly kinds: ReadonlyMap<string, KindScore>
}

/** Asks one engine for every variation of every corpus. */
export function scoreVariations(engine: Engine, source: VariationSource): readonly VariationScore[] {
  return source.corpora.flatMap((corpus) =>
    variationsOf(corpus, source).map(({ name, corpora }) => ({
      corpus: corpus.name,
      variation: name,
      pages: corpora[0]?.pages.length ?? 0,
      kinds: scoreTogether(engine, corpora),
    })),
  )
}

function scoreTogether(engine: Engine, corpora: readonly BenchCorpus[]): ReadonlyMap<string, KindScore> {
  const queries: BenchQuery[] = []
  const answers = new Map<string, Answer>()
  for (const corpus of corpora) {
    const ask = engine.index(corpus.pages)
    queries.push(...corpus.queries)
    for (const { id, kind: _kind, relevant: _relevant, ...query } of corpus.queries) answers.set(id, ask(query))
  }
  return scoreAnswers(queries, answers, new Set())
}
