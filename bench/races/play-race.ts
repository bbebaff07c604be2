import { ourLogin } from '../../__tests__/support/end-state.ts'
import { endStateOf } from '../../__tests__/support/expectations.ts'
import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import { runInProcess } from '../../__tests__/support/run-in-process.ts'
import { type Stage, setStage } from '../../__tests__/support/stage.ts'
import type { World } from '../../simulator/state/world.ts'
import { type Choose, type Grain, Interleaving, type Meddle } from './interleaving.ts'
import type { RaceStory } from './race-story.ts'

/** How the runs of a race are interleaved. */
export interface RacePlan {
  readonly choose: Choose
  readonly grain: Grain
  /** Whether a list that is asked for misses what was written last. */
  readonly isStale?: () => boolean
}

/** What a race left on GitHub after one more, undisturbed run. */
export interface RaceEnd {
  readonly state: unknown
  /** Requests of the racing runs. */
  readonly requests: number
  /** How many lists were stale. */
  readonly stale: number
  readonly violations: readonly string[]
}

/** Longer than a claim lives. */
const afterClaims = 61_000

/** Plays a story with its runs interleaved by a plan; without one, one run after the other. */
export async function playRace({ wish, prepare }: RaceStory, plan?: RacePlan): Promise<RaceEnd> {
  const stage = await setStage({ ...wish, inProcess: true })
  try {
    const events = await prepare(stage)
    const { world } = stage
    const before = world.requests.length
    const stale = plan ? await race(stage, events, plan) : await inTurn(stage, events)
    const requests = world.requests.length - before
    world.faults.clear()
    world.clock.advance(afterClaims)
    const [first] = events
    if (first) await stage.deliver(first)
    const violations = world.violations.map(({ method, path, message }) => `violation: ${method} ${path} ${message}`)
    return { state: endStateOf(stage), requests, stale, violations }
  } finally {
    await stage.close()
  }
}

async function inTurn(stage: Stage, events: readonly CapturedEvent[]): Promise<number> {
  for (const event of events) await stage.deliver(event)
  return 0
}

async function race(stage: Stage, events: readonly CapturedEvent[], plan: RacePlan): Promise<number> {
  const { world } = stage
  const staleLists = plan.isStale ? makeListsStale(world, plan.isStale) : undefined
  const { grain, choose } = plan
  const interleaving = new Interleaving(world.clock, { grain, ...(staleLists && { meddle: staleLists.meddle }) })
  for (const event of events) {
    interleaving.add((gate, pace) => stage.deliver(event, { play: (order) => runInProcess(order, { gate, pace }) }))
  }
  await interleaving.play(choose)
  return staleLists?.count() ?? 0
}

/** A list that is chosen to be stale shows how things stood before the last write. */
function makeListsStale(
  world: World,
  isStale: () => boolean,
): { readonly meddle: Meddle; readonly count: () => number } {
  let fired = 0
  const arm = () => {
    fired += world.faults.all.filter((fault) => fault.fired > 0).length
    world.faults.clear()
    // Never strikes: while it is armed the server remembers how things stood before each write.
    world.faults.add({ mode: 'stale-list', login: 'nobody-at-all' })
  }
  arm()
  const meddle: Meddle = ({ method, path }) => {
    arm()
    if (method === 'GET' && /\/(comments|events|reactions|issues|labels|pulls)$/.test(path) && isStale())
      world.faults.add({ mode: 'stale-list', login: ourLogin })
  }
  return {
    meddle,
    count: () => {
      arm()
      return fired
    },
  }
}
