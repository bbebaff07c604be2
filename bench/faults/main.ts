import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Cell } from '../../__tests__/support/strike-cell.ts'
import { addFigures, emptyFigures, type Figures } from './figures.ts'
import { proveSwitches } from './prove-switches.ts'
import { describeFigures, writeDocs } from './report.ts'
import { type Order, runShards } from './run-shards.ts'
import type { Selection } from './shard.ts'

const usage = `Usage: npm run faults -- [options]
  --only PARTS     matrix, pairs, switches: only these, separated by commas
  --story NAMES    only these stories, by their key in __tests__/support/fault-stories.ts
  --mode TEXT      only modes whose name holds this text
  --pairs N        how many pairs of faults to sample (default 2000)
  --seed N         by which they are picked (default 20261125)
  --workers N      processes side by side (default 2)
  --save FILE      adds every cell to this file, so that a long run can be made in parts
  --load FILE      takes matrix and pairs from such a file instead of playing them
  --docs           write the tables of docs/reliability.md
`

/** What the proof has to show at least, when all of it was played. */
const wanted = { cells: 3_000, writes: 1_000, healed: 0.95 }

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: 'matrix,pairs,switches' },
      story: { type: 'string' },
      mode: { type: 'string', default: '' },
      pairs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '20261125' },
      workers: { type: 'string', default: '2' },
      save: { type: 'string' },
      load: { type: 'string' },
      docs: { type: 'boolean', default: false },
    },
  })
  const parts = values.only.split(',')
  const selection: Selection = { stories: values.story?.split(','), mode: values.mode, seed: Number(values.seed) }
  const whole = values.story === undefined && values.mode === ''
  const problems: string[] = []
  const played = { matrix: emptyFigures, pairs: emptyFigures }
  const play = async (order: Order): Promise<Figures> => {
    const cells = values.load
      ? loadCells(values.load, order.part)
      : await runShards(order, Number(values.workers), values.save)
    return cells.reduce(addFigures, emptyFigures)
  }
  if (parts.includes('matrix')) {
    played.matrix = await play({ ...selection, part: 'matrix', pairs: 0 })
    problems.push(...played.matrix.red, ...(whole ? shortfalls(played.matrix) : []))
  }
  if (parts.includes('pairs')) {
    played.pairs = await play({ ...selection, part: 'pairs', pairs: Number(values.pairs) })
    problems.push(...played.pairs.red)
    if (played.pairs.cells < Number(values.pairs)) problems.push(`only ${played.pairs.cells} pairs fired`)
  }
  const switches = parts.includes('switches') ? await proveSwitches() : []
  problems.push(...switches.flatMap((proof) => proof.problems))
  const text = describeFigures({ ...played, switches, seed: selection.seed })
  process.stdout.write(`${Object.values(text).join('\n\n')}\n`)
  if (values.docs) writeDocs(text)
  for (const problem of problems) process.stderr.write(`✗ ${problem}\n`)
  return problems.length === 0 ? 0 : 1
}

function loadCells(file: string, part: Order['part']): readonly Cell[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const entries = lines.map((line): { readonly part: Order['part']; readonly cell: Cell } => JSON.parse(line))
  return entries.filter((entry) => entry.part === part).map(({ cell }) => cell)
}

function shortfalls({ cells, writes, healable, healed }: Figures): readonly string[] {
  return [
    ...(cells < wanted.cells ? [`only ${cells} cells fired`] : []),
    ...(writes < wanted.writes ? [`only ${writes} cells struck a write`] : []),
    ...(healed < wanted.healed * healable ? [`only ${healed} of ${healable} cells healed inside the same run`] : []),
  ]
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n\n${usage}`)
  process.exitCode = 2
}
