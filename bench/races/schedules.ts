import { compareStates } from '../../__tests__/support/compare-states.ts'
import { makeRandom } from '../faults/random.ts'
import { playRace, type RaceEnd } from './play-race.ts'
import type { RaceStory } from './race-story.ts'

/** What became of the schedules of one story. */
export interface Raced {
  readonly story: string
  readonly schedules: number
  readonly requests: number
  readonly stale: number
  /** What differs from the runs one after the other, each with its schedule. */
  readonly failures: readonly string[]
}

/** Schedules played side by side: most of a race is waiting for the runs to stand still. */
const lanes = 3

/** Walks down the tree of schedules by which their number is estimated. */
const walks = 12

/**
 * About how many schedules a story has at the grain of rounds: a walk down the tree by chance meets the product of its
 * branchings, whose mean over many walks is the number of leaves (Knuth, Estimating the efficiency of backtrack programs,
 * 1975).
 */
export async function estimateSchedules(story: RaceStory): Promise<number> {
  let sum = 0
  for (let walk = 1; walk <= walks; walk += 1) {
    const random = makeRandom(String(walk))
    let product = 1
    const choose = (options: number) => {
      product *= options
      return Math.floor(random() * options)
    }
    await playRace(story, { choose, grain: 'round' })
    sum += product
  }
  return sum / walks
}

/**
 * Every schedule of a story at the grain of rounds. Each begins with choices that are given and takes the first option
 * from there on; what it leaves open on its way is where others begin. So every one is played once, some side by side.
 */
export async function playEverySchedule(story: RaceStory): Promise<Raced> {
  const tally = makeTally(story.name, await playRace(story))
  const waiting: (readonly number[])[] = [[]]
  const play = async (begin: readonly number[]) => {
    const taken: number[] = []
    const choose = (options: number) => {
      const place = taken.length
      if (place >= begin.length) for (let other = options - 1; other > 0; other -= 1) waiting.push([...taken, other])
      const choice = begin[place] ?? 0
      taken.push(choice)
      return choice
    }
    tally.add(await playRace(story, { choose, grain: 'round' }), () => taken.join(''))
  }
  let playing = 0
  const work = async () => {
    while (waiting.length > 0 || playing > 0) {
      const begin = waiting.pop()
      if (begin === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        continue
      }
      playing += 1
      await play(begin).finally(() => {
        playing -= 1
      })
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  return tally.read()
}

/** Schedules drawn at random, request by request, one list in five stale. The seed counts up from `seed`. */
export async function playRandomSchedules(
  story: RaceStory,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Raced> {
  const wanted = await playRace(story)
  const tally = makeTally(story.name, wanted)
  let next = 0
  const work = async () => {
    while (next < count) {
      const own = seed + next
      next += 1
      const random = makeRandom(String(own))
      const choose = (options: number) => Math.floor(random() * options)
      const end = await playRace(story, { choose, grain: 'request', isStale: () => random() < 0.2 })
      tally.add(end, () => `seed ${own}`)
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  return tally.read()
}

function makeTally(story: string, wanted: RaceEnd) {
  let [schedules, requests, stale] = [0, 0, 0]
  const failures: string[] = []
  return {
    add: (end: RaceEnd, name: () => string) => {
      schedules += 1
      requests += end.requests
      stale += end.stale
      const differences = [...end.violations, ...compareStates(wanted.state, end.state)]
      if (differences.length > 0) failures.push(`${story}, ${name()}: ${differences.join(' | ')}`)
    },
    read: (): Raced => ({ story, schedules, requests, stale, failures }),
  }
}
