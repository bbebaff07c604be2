import type { Cost } from './measure.ts'
import type { KindScore } from './score.ts'
import type { VariationScore } from './score-variations.ts'

/** Scores of one engine on one corpus. */
export interface CorpusScore {
  readonly corpus: string
  readonly pages: number
  readonly engine: string
  readonly kinds: ReadonlyMap<string, KindScore>
}

/** All figures as Markdown tables, for the terminal and for the documentation. */
export function reportOf(scores: readonly CorpusScore[], costs: readonly Cost[]): string {
  return [detailTable(scores), recallTable(scores), costTable(costs)].filter((table) => table !== '').join('\n\n')
}

function detailTable(scores: readonly CorpusScore[]): string {
  const own = scores.filter(({ engine }) => engine === 'Muster')
  const rows = own.flatMap(({ corpus, pages, kinds }) =>
    [...kinds].map(([kind, score]) => {
      const isSilence = kind.startsWith('no-match')
      const found = isSilence
        ? ['', '', '', '', '']
        : [score.recallAt1, score.recallAt3, score.mrrAt10, score.rightAnswersKept, score.wrongLinksShown].map(share)
      return [`${corpus} (${pages})`, kind, String(score.n), ...found, isSilence ? share(score.silent) : '']
    }),
  )
  const head = ['corpus (pages)', 'queries', 'n', 'R@1', 'R@3', 'MRR@10', 'right kept', 'wrong shown', 'silent']
  return `**Muster, one configuration**\n\n${tableOf(head, rows)}`
}

function recallTable(scores: readonly CorpusScore[]): string {
  const engines = [...new Set(scores.map(({ engine }) => engine))]
  const corpora = [...new Set(scores.map(({ corpus }) => corpus))]
  const rows = engines.map((engine) => [
    engine,
    ...['alert', 'symptom'].flatMap((kind) =>
      corpora.map((corpus) => {
        const score = scores.find((entry) => entry.engine === engine && entry.corpus === corpus)?.kinds.get(kind)
        return score === undefined ? '' : share(score.recallAt3)
      }),
    ),
  ])
  const head = ['R@3', ...['alert', 'symptom'].flatMap((kind) => corpora.map((corpus) => `${kind}: ${corpus}`))]
  return `**Other engines at their defaults, same run**\n\n${tableOf(head, rows)}`
}

function costTable(costs: readonly Cost[]): string {
  if (costs.length === 0) return ''
  const rows = costs.map(({ engine, pages, indexCpuMs, queryCpuMs, wallMs, peakMb }) =>
    [engine, pages, indexCpuMs, queryCpuMs, wallMs, peakMb].map((cell) =>
      typeof cell === 'string' ? cell : String(Math.round(cell)),
    ),
  )
  const head = ['engine', 'pages of 4 KB', 'index, CPU ms', 'first query, CPU ms', 'both, clock ms', 'peak memory, MB']
  return `**Time and memory, each in a process of its own**\n\n${tableOf(head, rows)}`
}

/** The figures of all variations as one Markdown table, corpus by corpus. */
export function reportVariations(scores: readonly VariationScore[]): string {
  const rows = scores.map(({ corpus, variation, pages, kinds }) => {
    const alert = kinds.get('alert')
    const symptom = kinds.get('symptom')
    const both = (pick: (score: KindScore) => number): string =>
      [alert, symptom].map((score) => (score === undefined ? '–' : share(pick(score)))).join(' / ')
    const silent = kinds.get('no-match')?.silent
    return [
      `${corpus}, ${pages}`,
      variation,
      both(({ recallAt3 }) => recallAt3),
      both(({ rightAnswersKept }) => rightAnswersKept),
      both(({ wrongLinksShown }) => wrongLinksShown),
      silent === undefined ? '–' : share(silent),
    ]
  })
  const head = ['corpus, pages', 'variation', 'R@3', 'right kept', 'wrong shown', 'silent']
  return `**Muster on variations of the corpora** (alert / symptom)\n\n${tableOf(head, rows)}`
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function share(value: number): string {
  return value.toFixed(3).replace(/^0/, '')
}
