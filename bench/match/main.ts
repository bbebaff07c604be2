import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeGeneratedBlock } from '../generated-block.ts'
import type { Answer, Engine } from './engine.ts'
import { type Cost, measureApart, measureHere } from './measure.ts'
import { musterEngine } from './muster-engine.ts'
import { type BenchCorpus, readCorpora } from './read-corpora.ts'
import { readForeign } from './read-foreign.ts'
import { type CorpusScore, reportOf, reportVariations } from './report.ts'
import { scoreAnswers } from './score.ts'
import { scoreVariations } from './score-variations.ts'
import { loadStockEngines, minisearchEngine } from './stock-engines.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const DOCUMENT = 'docs/matching.md'
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url))
/** As many pages of other matters as are mixed in. */
const FOREIGN = 300
const USAGE = `Usage: npm run bench:match -- --corpora DIR [--out DIR] [--docs] [--no-cost] [--variations]
  --corpora DIR   a folder of corpora, each with runbooks/ and queries.jsonl
  --out DIR       where <corpus>.jsonl with Muster's answers is written (default: bench/match/results)
  --docs          also write the tables into docs/matching.md
  --no-cost       leave out time and memory
  --variations    score Muster on changed corpora instead: files renamed, merged, drawn, among foreign pages
`

function main(): number {
  const { values } = parseArgs({
    options: {
      corpora: { type: 'string' },
      out: { type: 'string', default: join(HERE, 'results') },
      docs: { type: 'boolean', default: false },
      'no-cost': { type: 'boolean', default: false },
      variations: { type: 'boolean', default: false },
      measure: { type: 'string' },
      folder: { type: 'string', default: '' },
    },
  })
  if (values.measure !== undefined) return measureOne(values.measure, values.folder)
  if (values.corpora === undefined) {
    process.stderr.write(`The corpora are missing: nothing was measured.\n\n${USAGE}`)
    return 2
  }
  const report = values.variations ? varied(values.corpora) : compared(values.corpora, values)
  process.stdout.write(`${report}\n`)
  if (values.docs) writeGeneratedBlock(DOCUMENT, values.variations ? 'variations' : 'figures', report)
  return 0
}

function varied(folder: string): string {
  return reportVariations(
    scoreVariations(musterEngine, { corpora: readCorpora(folder), foreign: readForeign(MODULES, FOREIGN) }),
  )
}

function compared(folder: string, values: { readonly out: string; readonly 'no-cost': boolean }): string {
  const engines = [musterEngine, minisearchEngine, ...installedEngines()]
  const scores = readCorpora(folder).flatMap((corpus) => engines.map((engine) => run(engine, corpus, values.out)))
  const costs = values['no-cost'] ? [] : measureAll(engines)
  return reportOf(scores, costs)
}

function measureOne(name: string, folder: string): number {
  const own = [musterEngine, minisearchEngine].find((candidate) => candidate.name === name)
  // The other engines' modules are left alone where they are not asked for: they would count as memory.
  const engine = own ?? installedEngines().find((candidate) => candidate.name === name)
  if (engine === undefined) throw new Error(`There is no engine ${name}.`)
  process.stdout.write(JSON.stringify(measureHere(engine, folder)))
  return 0
}

/** The compared engines, installed on first use; without a network they are named as missing and left out. */
function installedEngines(): readonly Engine[] {
  if (!existsSync(join(HERE, 'node_modules'))) {
    const words = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts']
    spawnSync('npm', words, { cwd: HERE, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  try {
    return loadStockEngines()
  } catch (error) {
    process.stderr.write(
      `lunr, elasticlunr and wink-bm25 are left out: ${error instanceof Error ? error.message : error}\n`,
    )
    return []
  }
}

function run(engine: Engine, corpus: BenchCorpus, out: string): CorpusScore {
  const ask = engine.index(corpus.pages)
  const answers = new Map<string, Answer>()
  for (const { id, kind: _kind, relevant: _relevant, ...query } of corpus.queries) answers.set(id, ask(query))
  if (engine === musterEngine) writeResults(join(out, `${corpus.name}.jsonl`), answers)
  const kinds = scoreAnswers(corpus.queries, answers, corpus.notCopied)
  return { corpus: corpus.name, pages: corpus.pages.length, engine: engine.name, kinds }
}

function writeResults(file: string, answers: ReadonlyMap<string, Answer>): void {
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, [...answers].map(([id, answer]) => `${JSON.stringify({ id, ...answer })}\n`).join(''))
}

function measureAll(engines: readonly Engine[]): readonly Cost[] {
  const names = engines.map(({ name }) => name)
  return [...measureApart(names, 1000), ...measureApart([musterEngine.name], 5000)]
}

try {
  process.exitCode = main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}
