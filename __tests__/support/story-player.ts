import type { FaultRule } from '../../simulator/http/faults.ts'
import type { RequestLogEntry } from '../../simulator/http/request-log.ts'
import type { World } from '../../simulator/state/world.ts'
import { type EndState, ourLogin } from './end-state.ts'
import { endStateOf } from './expectations.ts'
import type { FaultStory } from './fault-story.ts'
import type { JobsRun } from './run-jobs.ts'
import { setStage } from './stage.ts'

/** One run of a story that was played on. */
export interface PlayedRun {
  readonly run: JobsRun
  /** The request that the run's fault struck; `undefined` where it found none. */
  readonly struck: RequestLogEntry | undefined
  /** What GitHub held right after the run. */
  readonly state: EndState
}

/** A story brought to its event once, and played on from there as often as wanted, in this process. */
export interface StoryPlayer {
  readonly story: FaultStory
  /**
   * Plays a run for each fault (`undefined` = none), in order, each of them later than a claim lives. Ends with a run whose
   * fault struck nothing, or changed nothing by it.
   */
  readonly play: (faults: readonly (FaultRule | undefined)[]) => Promise<Played>
  readonly close: () => Promise<void>
}

export interface Played {
  readonly runs: readonly PlayedRun[]
  readonly violations: readonly string[]
}

/** Longer than a claim lives: a run that comes this much later takes over what a killed one had begun. */
const afterClaims = 61_000

/** Longer than any request of the embedded GitHub takes on a busy machine. */
const requestTimeout = 3_000

/** Brings a story to its event. The player serves one `play` at a time. */
export async function prepareStory(story: FaultStory): Promise<StoryPlayer> {
  const { wish, prepare } = story
  const github = { replicas: true, ...wish?.github }
  const stage = await setStage({ ...wish, github, inProcess: { timeout: requestTimeout } })
  const event = await prepare(stage)
  const { world } = stage
  const putBack = stage.github.keep()
  const playRun = async (fault: FaultRule | undefined, isFirst: boolean): Promise<PlayedRun> => {
    if (fault) world.faults.add({ login: ourLogin, ...fault })
    const before = world.requests.length
    const run = await stage.deliver(fault || isFirst || !story.after ? event : story.after(stage))
    await allAnswered(world)
    const struck = world.requests.slice(before).find((one) => one.fault !== null)
    world.faults.clear()
    return { run, struck, state: endStateOf(stage) }
  }
  const play = async (faults: readonly (FaultRule | undefined)[]): Promise<Played> => {
    putBack()
    const runs: PlayedRun[] = []
    for (const fault of faults) {
      if (runs.length > 0) world.clock.advance(afterClaims)
      const played = await playRun(fault, runs.length === 0)
      runs.push(played)
      if (fault && (!played.struck || played.struck.idle)) break
    }
    return { runs, violations: world.violations.map(({ method, path, message }) => `${method} ${path} ${message}`) }
  }
  return { story, play, close: stage.close }
}

/** What a killed run had under way may still take effect, as in life; only then the world stands still. */
async function allAnswered(world: World): Promise<void> {
  while (world.running > 0) await new Promise((resolve) => setTimeout(resolve, 5))
}
