import { writeGeneratedBlock } from '../generated-block.ts'
import type { Figures, Sums } from './figures.ts'
import type { SwitchProof } from './prove-switches.ts'

/** Everything that was played. */
export interface Played {
  readonly matrix: Figures
  readonly pairs: Figures
  readonly switches: readonly SwitchProof[]
  readonly seed: number
}

/** The generated blocks of the page, by name; a part that was not played has none. */
export type Blocks = Readonly<Record<string, string>>

/** The page that holds the blocks. */
const reliabilityPage = 'docs/reliability.md'

/** Puts figures into tables. */
export function describeFigures({ matrix, pairs, switches, seed }: Played): Blocks {
  return {
    ...(matrix.cells > 0 && { matrix: describeMatrix(matrix) }),
    ...(pairs.cells > 0 && { pairs: describePairs(pairs, seed) }),
    ...(switches.length > 0 && { switches: describeSwitches(switches) }),
  }
}

/** Puts the blocks in their places. Throws where the page has no place for one. */
export function writeDocs(blocks: Blocks): void {
  for (const [name, text] of Object.entries(blocks)) writeGeneratedBlock(reliabilityPage, name, text)
}

function describeMatrix(figures: Figures): string {
  const { cells, writes, healable, healed, late } = figures
  const summary =
    `**${count(figures.converged, cells)}** cells end as without a fault, ${writes.toLocaleString('en')} of them on writes. ` +
    `**${count(healed, healable)}** of those that were no kills (${percent(healed, healable)}) were right before the clean run. ` +
    `Silent successes: **${figures.silent}**.`
  const rest =
    late.length > 0 ? [`Right only after the clean run:\n\n${late.map((one) => `- ${shorten(one)}`).join('\n')}`] : []
  return [summary, table('story', figures.byStory), table('mode', figures.byMode), ...rest].join('\n\n')
}

function describePairs(figures: Figures, seed: number): string {
  const { cells, converged, healable, healed, writes, silent } = figures
  return [
    `**${count(converged, cells)}** pairs end as without a fault, picked by the seed ${seed}; ${writes.toLocaleString('en')} struck a write. ` +
      `Without a kill in either run, ${count(healed, healable)} were right before the clean run. Silent successes: **${silent}**.`,
    table('story', figures.byStory),
  ].join('\n\n')
}

function describeSwitches(switches: readonly SwitchProof[]): string {
  const lines = switches.map(({ name, cells, red }) => `| ${name} | ${cells.join('<br>')} | ${red}/${cells.length} |`)
  return ['| switched off | cells | red |', '|---|---|---|', ...lines].join('\n')
}

function table(head: string, rows: Readonly<Record<string, Sums>>): string {
  const lines = Object.entries(rows).map(
    ([name, { cells, writes, converged, healable, healed, silent }]) =>
      `| ${name} | ${converged}/${cells} | ${writes} | ${healable > 0 ? `${healed}/${healable}` : '–'} | ${silent} |`,
  )
  return [
    `| ${head} | cells that end right | on writes | right before the clean run | silent |`,
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

function count(part: number, whole: number): string {
  return `${part.toLocaleString('en')} of ${whole.toLocaleString('en')}`
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((1000 * part) / whole) / 10} %`
}

/** Which cell, without what was left. */
function shorten(line: string): string {
  return line.replace(/\): .*$/s, ')')
}
