import { parseArgs } from 'node:util'
import { readGeneratedBlock, writeGeneratedBlock } from '../generated-block.ts'
import type { Act } from './act.ts'
import { type Block, blocks, compareLines } from './blocks.ts'
import { bundleReport } from './bundle-report.ts'
import { timeColdStarts } from './cold-start.ts'
import { compareWith } from './compare-with.ts'
import { type Count, countAct } from './count-act.ts'
import { eventReport, growthReport } from './count-report.ts'
import { eventActs } from './event-acts.ts'
import { commentAct, runbookAct, sweepAct } from './growth-acts.ts'
import { type Times, timeAct } from './time-act.ts'
import { timeReport } from './time-report.ts'

const usage = `Usage: npm run bench -- [options]
  --deterministic      count only, and compare with docs/performance.md instead of writing it
  --all                with --deterministic: also how it grows, which takes minutes
  --only BLOCKS        bundle, events, growth, times, compared: only these, separated by commas
  --repetitions N      how often each time is taken (default 3)
  --compare DIR        compare with the published actions in DIR, each in a folder owner+name@version; see the document
`

const document = 'docs/performance.md'

const sweeps = [1, 50, 200].map(sweepAct)
const runbooks = [10, 1000, 5000].flatMap((pages) => [runbookAct(pages, 'checkout'), runbookAct(pages, 'API')])
const comments = [
  ...[10, 1000, 2400].flatMap((count) => [commentAct(count, 'a remark'), commentAct(count, 'a command')]),
  commentAct(2400, 'one more person called'),
]

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      compare: { type: 'string' },
      deterministic: { type: 'boolean', default: false },
      only: { type: 'string' },
      repetitions: { type: 'string', default: '3' },
    },
  })
  const wanted = values.only?.split(',') ?? usualBlocks(values)
  const unknown = wanted.filter((name) => !blocks.some((block) => block === name))
  if (unknown.length > 0) throw new Error(`There is no block ${unknown.join(', ')}`)
  const repetitions = Number(values.repetitions)
  const makers: Readonly<Record<Block, () => string | Promise<string>>> = {
    bundle: bundleReport,
    events: async () => eventReport(await inTurn(eventActs, countAct)),
    growth: makeGrowth,
    times: () => makeTimes(repetitions),
    compared: () => compareWith(values.compare, repetitions),
  }
  let differences = 0
  for (const block of blocks.filter((name) => wanted.includes(name))) {
    const text = await makers[block]()
    process.stdout.write(`${text}\n\n`)
    if (values.deterministic) differences += report(block, compareLines(readGeneratedBlock(document, block), text))
    else writeGeneratedBlock(document, block, text)
  }
  if (!values.deterministic && !wanted.includes('compared')) {
    process.stderr.write('Not compared with other actions: that needs --compare DIR.\n')
  }
  return differences === 0 ? 0 : 1
}

function usualBlocks(given: { readonly deterministic: boolean; readonly all: boolean; readonly compare?: string }) {
  if (given.deterministic) return given.all ? ['bundle', 'events', 'growth'] : ['bundle', 'events']
  return given.compare === undefined ? ['bundle', 'events', 'growth', 'times'] : blocks
}

async function makeGrowth(): Promise<string> {
  return growthReport({
    sweeps: await inTurn(sweeps, countAct),
    runbooks: await inTurn(runbooks, countAct),
    comments: await inTurn(comments, countAct),
  })
}

async function makeTimes(repetitions: number): Promise<string> {
  const plan = { repetitions, latency: 50 }
  const starts = await timeColdStarts(repetitions * 5)
  const acts = await inTurn([...eventActs, ...sweeps, ...runbooks, ...comments], (act) => timeAct(act, plan))
  return timeReport({ starts, acts, plan })
}

/** One after the other: measured side by side they would slow each other down. */
async function inTurn<Result extends Count | Times>(
  acts: readonly Act[],
  measure: (act: Act) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const act of acts) {
    process.stderr.write(`${act.name}\n`)
    results.push(await measure(act))
  }
  return results
}

function report(block: Block, lines: readonly string[]): number {
  if (lines.length > 0) process.stderr.write(`${document} is not true any more (${block}):\n${lines.join('\n')}\n`)
  return lines.length
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}
