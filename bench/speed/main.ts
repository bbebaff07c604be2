import { parseArgs } from 'node:util'
import type { Act } from './act.ts'
import { bundleReport } from './bundle-report.ts'
import { timeColdStarts } from './cold-start.ts'
import { type Count, countAct } from './count-act.ts'
import { countReport } from './count-report.ts'
import { type Block, compareLines, readBlock, writeBlock } from './document.ts'
import { eventActs } from './event-acts.ts'
import { commentAct, runbookAct, sweepAct } from './growth-acts.ts'
import { type Times, timeAct } from './time-act.ts'
import { timeReport } from './time-report.ts'

const usage = `Usage: npm run bench -- [options]
  --deterministic      count only, and compare with docs/performance.md instead of writing it
  --only BLOCKS        counts, times, bundle: only these, separated by commas
  --repetitions N      how often each time is taken (default 5)
  --quiet MS           how long without a request means waiting for answers (default 150; more on a busy machine)
`

const sweeps = [1, 50, 200].map(sweepAct)
const runbooks = [10, 1000, 5000].flatMap((pages) => [runbookAct(pages, 'checkout'), runbookAct(pages, 'API')])
const comments = [10, 1000, 2400].flatMap((count) => [commentAct(count, 'remark'), commentAct(count, 'command')])

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      deterministic: { type: 'boolean', default: false },
      only: { type: 'string' },
      repetitions: { type: 'string', default: '5' },
      quiet: { type: 'string', default: '150' },
    },
  })
  const usual = values.deterministic ? 'counts,bundle' : 'counts,bundle,times'
  const wanted = (values.only ?? usual).split(',')
  const makers: Readonly<Record<Block, () => string | Promise<string>>> = {
    bundle: bundleReport,
    counts: () => makeCounts(Number(values.quiet)),
    times: () => makeTimes(Number(values.repetitions)),
  }
  let differences = 0
  for (const [block, make] of Object.entries(makers)) {
    if (!wanted.includes(block) || !isBlock(block)) continue
    const text = await make()
    process.stdout.write(`${text}\n\n`)
    if (values.deterministic) differences += report(block, compareLines(readBlock(block), text))
    else writeBlock(block, text)
  }
  return differences === 0 ? 0 : 1
}

async function makeCounts(quiet: number): Promise<string> {
  const count = (acts: readonly Act[]) => inTurn(acts, (act) => countAct(act, quiet))
  return countReport({
    events: await count(eventActs),
    sweeps: await count(sweeps),
    runbooks: await count(runbooks),
    comments: await count(comments),
  })
}

async function makeTimes(repetitions: number): Promise<string> {
  const plan = { repetitions, latency: 50 }
  const starts = await timeColdStarts(repetitions * 3)
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
  if (lines.length > 0)
    process.stderr.write(`docs/performance.md is not true any more (${block}):\n${lines.join('\n')}\n`)
  return lines.length
}

function isBlock(name: string): name is Block {
  return name === 'bundle' || name === 'counts' || name === 'times'
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}
