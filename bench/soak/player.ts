import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import { runInProcess } from '../../__tests__/support/run-in-process.ts'
import { type Stage, scheduled } from '../../__tests__/support/stage.ts'
import type { Chaos } from './chaos.ts'

/** How the workflow is started: some events are lost, some come twice, and requests go wrong. */
export interface Player {
  readonly stage: Stage
  readonly random: () => number
  /** Starts runs for what happened since. */
  readonly deliver: () => Promise<void>
  /** What the schedule does when nothing else did: sweeps until something is true. Throws when it never is. */
  readonly sweepUntil: (what: string, isTrue: () => boolean | Promise<boolean>) => Promise<void>
  readonly runs: () => number
}

/** Milliseconds for a request: what has not been answered by then is a lost answer. */
const timeout = 1_500
const lostShare = 0.05
const doubledShare = 0.05
/** Sweeps that may go wrong before something that must happen counts as never happening. */
const mostSweeps = 12

/** Plays a stage under chaos. */
export function makePlayer(stage: Stage, random: () => number, chaos: Chaos): Player {
  let runs = 0
  const run = async (event: CapturedEvent) => {
    runs += 1
    await stage.deliver(event, { play: (order) => runInProcess(order, { gate: chaos.gate, timeout }) })
  }
  const deliver = async () => {
    for (const event of stage.inbox.take()) {
      const luck = random()
      if (luck < lostShare) continue
      await run(event)
      if (luck > 1 - doubledShare) await run(event)
    }
  }
  const sweepUntil: Player['sweepUntil'] = async (what, isTrue) => {
    for (let count = 0; !(await isTrue()); count += 1) {
      if (count === mostSweeps) throw new Error(`${what}: not within ${mostSweeps} sweeps`)
      stage.wait(2)
      await run(scheduled(stage))
    }
  }
  return { stage, random, deliver, sweepUntil, runs: () => runs }
}
