import type { Cell } from '../../__tests__/support/strike-cell.ts'

/** Sums over cells, for one line of a table or for all. */
export interface Sums {
  readonly cells: number
  readonly writes: number
  readonly converged: number
  /** Cells whose last struck run was not killed: it could have ended all right by itself. */
  readonly healable: number
  readonly healed: number
  readonly silent: number
}

/** What many cells came to. */
export interface Figures extends Sums {
  readonly byStory: Readonly<Record<string, Sums>>
  readonly byMode: Readonly<Record<string, Sums>>
  /** Every cell that breaks the rules, in words. */
  readonly red: readonly string[]
  /** Every cell that only the next run healed, in words. */
  readonly late: readonly string[]
}

const zero: Sums = { cells: 0, writes: 0, converged: 0, healable: 0, healed: 0, silent: 0 }

/** Before any cell. */
export const emptyFigures: Figures = { ...zero, byStory: {}, byMode: {}, red: [], late: [] }

/** Adds a cell. Of a pair the last mode names the line of the table. */
export function addFigures(figures: Figures, cell: Cell): Figures {
  const mode = cell.faults.at(-1)?.mode ?? ''
  const name = `${cell.story}: ${cell.faults.map((one) => `${one.mode} ${one.nth} (${one.request})`).join(', then ')}`
  const broken = [
    ...cell.differences,
    ...cell.duplicates.map((what) => `twice: ${what}`),
    ...cell.calledAgain.map((what) => `called again: ${what}`),
    ...cell.silent.map((what) => `silent: ${what}`),
  ]
  return {
    ...add(figures, cell),
    byStory: { ...figures.byStory, [cell.story]: add(figures.byStory[cell.story] ?? zero, cell) },
    byMode: { ...figures.byMode, [mode]: add(figures.byMode[mode] ?? zero, cell) },
    red: broken.length > 0 ? [...figures.red, `${name}: ${broken.join(' | ').slice(0, 1_000)}`] : figures.red,
    late: isLate(cell) ? [...figures.late, `${name}: ${cell.unhealed.join(' | ').slice(0, 400)}`] : figures.late,
  }
}

function isLate({ kill, unhealed }: Cell): boolean {
  return !kill && unhealed.length > 0
}

function add(sums: Sums, cell: Cell): Sums {
  const right = cell.differences.length + cell.duplicates.length + cell.calledAgain.length === 0
  return {
    cells: sums.cells + 1,
    writes: sums.writes + Number(cell.write),
    converged: sums.converged + Number(right),
    healable: sums.healable + Number(!cell.kill),
    healed: sums.healed + Number(!cell.kill && cell.unhealed.length === 0),
    silent: sums.silent + Number(cell.silent.length > 0),
  }
}
