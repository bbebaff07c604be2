import type { Answer, BenchQuery } from './engine.ts'

/** Figures of one kind of query, all but `n` as shares. */
export interface KindScore {
  readonly n: number
  readonly recallAt1: number
  readonly recallAt3: number
  readonly mrrAt10: number
  /** Of the answers right in the first three, the share that is linked. */
  readonly rightAnswersKept: number
  /** Something is linked, and none of it is right. */
  readonly wrongLinksShown: number
  readonly silent: number
}

interface Tally {
  n: number
  first: number
  three: number
  reciprocal: number
  kept: number
  wrong: number
  silent: number
}

/** The kind under which symptom queries with words of their own are counted a second time. */
export const NOT_COPIED = 'symptom, not copied from the page'

/** Scores the answers by kind of query, by the definitions of the given scorer. */
export function scoreAnswers(
  queries: readonly BenchQuery[],
  answers: ReadonlyMap<string, Answer>,
  notCopied: ReadonlySet<string>,
): ReadonlyMap<string, KindScore> {
  const tallies = new Map<string, Tally>()
  for (const query of queries) {
    const kinds = notCopied.has(query.id) ? [query.kind, NOT_COPIED] : [query.kind]
    for (const kind of kinds)
      count(tallies, kind, { query, answer: answers.get(query.id) ?? { ranked: [], shown: [] } })
  }
  return new Map([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, tally]) => [kind, ratesOf(tally)]))
}

function count(
  tallies: Map<string, Tally>,
  kind: string,
  { query, answer }: { readonly query: BenchQuery; readonly answer: Answer },
): void {
  const tally = tallies.get(kind) ?? { n: 0, first: 0, three: 0, reciprocal: 0, kept: 0, wrong: 0, silent: 0 }
  tallies.set(kind, tally)
  const place = answer.ranked.slice(0, 10).findIndex((path) => query.relevant.includes(path))
  const isRightShown = answer.shown.slice(0, 3).some((path) => query.relevant.includes(path))
  tally.n++
  if (place === 0) tally.first++
  if (place >= 0) tally.reciprocal += 1 / (place + 1)
  if (place >= 0 && place < 3) tally.three++
  if (place >= 0 && place < 3 && isRightShown) tally.kept++
  if (answer.shown.length === 0) tally.silent++
  else if (!isRightShown) tally.wrong++
}

function ratesOf({ n, first, three, reciprocal, kept, wrong, silent }: Tally): KindScore {
  return {
    n,
    recallAt1: rate(first, n),
    recallAt3: rate(three, n),
    mrrAt10: rate(reciprocal, n),
    rightAnswersKept: rate(kept, three),
    wrongLinksShown: rate(wrong, n),
    silent: rate(silent, n),
  }
}

function rate(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
