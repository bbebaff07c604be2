import type { FaultMode, FaultRule } from '../../simulator/http/faults.ts'
import { ourLogin } from './end-state.ts'
import { endStateOf } from './expectations.ts'
import type { CapturedEvent } from './inbox.ts'
import { type Stage, type StageWish, setStage } from './stage.ts'

/** A run to be struck: what led to it, and its event. */
export interface FaultStory {
  readonly name: string
  readonly wish?: StageWish
  /** Plays what comes before and gives the event whose run is struck. */
  readonly prepare: (stage: Stage) => Promise<CapturedEvent>
}

/** One request struck in one way. */
export interface Cell {
  readonly mode: FaultMode
  /** Which request of the run, counting from 1. */
  readonly nth: number
  readonly request: string
  /** What differs from the run without a fault; empty = the same end state. */
  readonly differences: readonly string[]
}

/** Longer than a claim lives: a run that comes this much later takes over what a killed one had begun. */
const afterClaims = 61_000

/**
 * Strikes every request of a story's run in every mode (after it was applied: every write), lets one clean run follow, and compares the end with that of two
 * runs without a fault. Only cells whose fault fired are counted. Every cell has a GitHub of its own.
 */
export async function strikeEveryRequest(story: FaultStory, modes: readonly FaultMode[]): Promise<readonly Cell[]> {
  const wanted = await playCell(story, undefined)
  const cells: Cell[] = []
  for (const mode of modes) {
    for (const method of methodsFor(mode)) {
      for (let nth = 1; ; nth += 1) {
        const { struck, state, violations } = await playCell(story, { mode, nth, ...(method && { method }) })
        if (struck === undefined) break
        const differences = [...violations, ...compare(wanted.state, state)]
        cells.push({ mode, nth, request: struck, differences })
      }
    }
  }
  return cells
}

/** A read that was answered before the run ended is the same as one that was not asked: only writes are struck after. */
function methodsFor(mode: FaultMode): readonly (string | undefined)[] {
  return mode === 'kill-after' ? ['POST', 'PATCH', 'PUT', 'DELETE'] : [undefined]
}

interface PlayedCell {
  /** The request that was struck, if any. */
  readonly struck: string | undefined
  readonly state: unknown
  readonly violations: readonly string[]
}

async function playCell(
  { wish, prepare }: FaultStory,
  fault: Pick<FaultRule, 'mode' | 'nth' | 'method'> | undefined,
): Promise<PlayedCell> {
  const stage = await setStage(wish)
  try {
    const event = await prepare(stage)
    const { world } = stage
    if (fault) world.faults.add({ ...fault, login: ourLogin })
    const before = world.requests.length
    await stage.deliver(event)
    const entry = world.requests.slice(before).find((one) => one.fault !== null)
    world.faults.clear()
    world.clock.advance(afterClaims)
    if (!fault || entry) await stage.deliver(event)
    return {
      struck: entry && `${entry.method} ${entry.template ?? entry.path}`,
      state: endStateOf(stage),
      violations: world.violations.map(({ method, path, message }) => `violation: ${method} ${path} ${message}`),
    }
  } finally {
    await stage.close()
  }
}

/** Where two values differ, as `path: wanted → found`; of long texts only the lines that differ. */
export function compare(wanted: unknown, found: unknown, path = ''): readonly string[] {
  if (isRecord(wanted) && isRecord(found)) {
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    return keys.flatMap((key) => compare(wanted[key], found[key], `${path}/${key}`))
  }
  const [one, other] = [linesOf(wanted), linesOf(found)]
  const lost = one.filter((line) => !other.includes(line)).map((line) => `- ${line}`)
  const added = other.filter((line) => !one.includes(line)).map((line) => `+ ${line}`)
  if (lost.length + added.length > 0) return [`${path}: ${[...lost, ...added].join(' ')}`]
  return one.length === other.length ? [] : [`${path}: ${one.length} lines → ${other.length} lines`]
}

function linesOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split('\n') : [JSON.stringify(value) ?? 'nothing']
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** The cells of a story as lines of a table: how many of each mode came to the end that they should. */
export function tabulate(name: string, cells: readonly Cell[]): string {
  const modes = [...new Set(cells.map(({ mode }) => mode))]
  const lines = modes.map((mode) => {
    const ofMode = cells.filter((cell) => cell.mode === mode)
    const right = ofMode.filter(({ differences }) => differences.length === 0)
    return `${name.padEnd(28)} ${mode.padEnd(14)} ${right.length}/${ofMode.length}`
  })
  return lines.join('\n')
}

/** Every cell that came to another end, with what differs. */
export function listFailures(cells: readonly Cell[]): readonly string[] {
  return cells
    .filter(({ differences }) => differences.length > 0)
    .map(({ mode, nth, request, differences }) => `${mode} ${nth} (${request}): ${differences.join(' | ')}`)
}
