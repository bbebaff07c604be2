import { type Stage, scheduled, setStage } from '../../__tests__/support/stage.ts'
import { makeRandom } from '../faults/random.ts'
import { makeLabels } from '../speed/make-labels.ts'
import { makeChaos } from './chaos.ts'
import type { Expected } from './expected.ts'
import { type Life, liveIncident } from './incident-life.ts'
import { judge } from './judge.ts'
import { makePlayer } from './player.ts'

/** One repository in which incidents happen, several at a time. */
export interface SoakPlan {
  readonly seed: number
  readonly incidents: number
  /** Share of requests that go wrong. */
  readonly share: number
}

/** What a repository looked like when all was over. */
export interface Soaked {
  readonly seed: number
  readonly incidents: number
  readonly right: number
  readonly runs: number
  readonly requests: number
  readonly faults: number
  readonly problems: readonly string[]
}

/** Stories that go on at the same time. */
const sideBySide = 4
/** Acts between two hourly sweeps, on average. */
const sweepEvery = 12

/** Lets incidents happen in one repository under chaos, then two quiet sweeps, and judges what GitHub holds. */
export async function playWorld({ seed, incidents, share }: SoakPlan): Promise<Soaked> {
  const random = makeRandom(String(seed))
  const stage = await setStage({ inProcess: true })
  try {
    await makeLabels(stage)
    const chaos = makeChaos(stage.world, random, share)
    const player = makePlayer(stage, random, chaos)
    const over: Expected[] = []
    const problems: string[] = []
    const lives: Life[] = []
    for (let begun = 0; begun < incidents || lives.length > 0; ) {
      if (begun < incidents && lives.length < sideBySide) {
        lives.push(liveIncident(player))
        begun += 1
      }
      const index = Math.floor(random() * lives.length)
      const step = await lives[index]?.next().catch((error: unknown) => String(error))
      if (typeof step === 'string') problems.push(step)
      if (typeof step === 'object' && step.done) over.push(step.value)
      if (typeof step !== 'object' || step.done) lives.splice(index, 1)
      if (random() < 1 / sweepEvery) await stage.deliver(scheduled(stage))
    }
    const faults = chaos.fired()
    await sweepQuietly(stage, problems)
    const judged = over.map((expected) => judge(stage, expected))
    const right = judged.filter((found) => found.length === 0).length
    const violations = stage.world.violations.map(({ method, path, message }) => `${method} ${path}: ${message}`)
    const requests = stage.world.requests.filter(({ kind }) => kind === 'workflow').length
    problems.push(...judged.flat(), ...violations)
    return { seed, incidents, right, runs: player.runs(), requests, faults, problems }
  } finally {
    await stage.close()
  }
}

/** The first finds what is left; after it there must be nothing left to write. */
async function sweepQuietly(stage: Stage, problems: string[]): Promise<void> {
  stage.world.faults.clear()
  stage.wait(2)
  stage.inbox.take()
  await stage.deliver(scheduled(stage))
  const second = await stage.deliver(scheduled(stage))
  problems.push(...second.writes.map(({ method, path }) => `a second quiet sweep wrote: ${method} ${path}`))
}
