import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import { type Stage, setStage } from '../../__tests__/support/stage.ts'
import { countAct } from './count-act.ts'
import { startGate } from './gate.ts'
import { tableOf } from './goal.ts'
import { findRivals, type Rival, type RivalStep, runRival } from './rival.ts'
import { type Comparison, comparisons, notCompared } from './rival-acts.ts'
import { type Spread, spreadOf } from './spread.ts'
import { timeAct } from './time-act.ts'

const latency = 50

/** What one side of a comparison asked and took. */
interface Side {
  readonly requests: number
  readonly roundTrips: number
  readonly wall: Spread
}

/**
 * Compares Muster with the published actions in a folder, act by act on the same embedded GitHub, and gives the table for
 * the document. Throws where there is no folder.
 */
export async function compareWith(folder: string | undefined, repetitions: number): Promise<string> {
  if (folder === undefined) throw new Error('To compare, say where the published actions are: --compare DIR')
  const rivals = findRivals(folder)
  const rows: (readonly string[])[] = []
  for (const comparison of comparisons) {
    process.stderr.write(`${comparison.act}\n`)
    rows.push(await compare(comparison, rivals, repetitions))
  }
  const head = ['act', 'today', 'requests', 'round trips', `ms at ${latency} ms latency, best · median`]
  return [tableOf(head, rows), ...notCompared.map((reason) => `Not compared: ${reason}.`)].join('\n\n')
}

async function compare({ act, muster, today }: Comparison, rivals: readonly Rival[], repetitions: number) {
  const steps = today.map((step) => ({ step, rival: rivals.find(({ name }) => name === step.name) }))
  const missing = steps.flatMap(({ step, rival }) => (rival ? [] : [step.name]))
  const named = steps.map(({ step, rival }) => `${step.name}@${rival?.version ?? '?'}`).join(' + ')
  if (missing.length > 0) return [act, named, `not compared: ${missing.join(', ')} is missing`, '–', '–']
  const known = steps.flatMap(({ step, rival }) => (rival ? [{ step, rival }] : []))
  const theirs = await measureRivals(muster, known, repetitions)
  const count = await countAct(muster)
  const { wallFar } = await timeAct(muster, { repetitions, latency })
  const ours = { requests: count.requests, roundTrips: count.inAll, wall: wallFar }
  return [
    act,
    named,
    beside(theirs.requests, ours.requests),
    beside(theirs.roundTrips, ours.roundTrips),
    `${show(theirs.wall)} to ${show(ours.wall)}: ${ratio(ours.wall.best, theirs.wall.best)}`,
  ]
}

interface UsedStep {
  readonly step: RivalStep
  readonly rival: Rival
}

/** Counts once behind the gate, then takes the time at a distance. What writes has a new stage each time. */
async function measureRivals(
  muster: Comparison['muster'],
  steps: readonly UsedStep[],
  repetitions: number,
): Promise<Side> {
  const turns = Array.from({ length: repetitions + 1 }, (_, turn) => turn)
  const walls: number[] = []
  let asked = { requests: 0, roundTrips: 0 }
  for (const shared of muster.writesNothing ? [turns] : turns.map((turn) => [turn])) {
    const stage = await setStage(muster.wish)
    try {
      const event = await muster.prepare(stage)
      await stage.github.warmUp()
      for (const turn of shared) {
        if (turn === 0) asked = await countSteps(stage, event, steps)
        else walls.push(await timeSteps(stage, event, steps))
      }
    } finally {
      await stage.close()
    }
  }
  return { ...asked, wall: spreadOf(walls) }
}

async function countSteps(stage: Stage, event: CapturedEvent, steps: readonly UsedStep[]) {
  const asked = { requests: 0, roundTrips: 0 }
  for (const { rival, step } of steps) {
    const gate = await startGate(stage.github.url)
    try {
      await runRival(rival, step, { stage, event, env: gate.env })
      asked.requests += gate.passages.length
      asked.roundTrips += gate.passages.at(-1)?.round ?? 0
    } finally {
      await gate.close()
    }
  }
  return asked
}

async function timeSteps(stage: Stage, event: CapturedEvent, steps: readonly UsedStep[]): Promise<number> {
  stage.world.options.latency = latency
  let wall = 0
  for (const { rival, step } of steps) wall += (await runRival(rival, step, { stage, event, env: {} })).duration
  return wall
}

function beside(theirs: number, ours: number): string {
  return `${theirs} to ${ours}: ${ratio(ours, theirs)}`
}

/** Muster's figure as a multiple of theirs. */
function ratio(ours: number, theirs: number): string {
  return `${(ours / theirs).toFixed(1)} ×`
}

function show({ best, median }: Spread): string {
  return `${Math.round(best)} · ${Math.round(median)}`
}
