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

/** Every schedule of a story at the grain of rounds. Gives up, and says so, beyond `most`. */
export async function playEverySchedule(
  story: RaceStory,
  most: number,
): Promise<Raced & { readonly complete: boolean }> {
  const wanted = await playRace(story)
  const tally = makeTally(story.name, wanted)
  let prefix: readonly number[] | undefined = []
  while (prefix && tally.schedules() < most) {
    const taken: number[] = []
    const widths: number[] = []
    const start = prefix
    const choose = (options: number) => {
      const choice = start[taken.length] ?? 0
      taken.push(choice)
      widths.push(options)
      return choice
    }
    tally.add(await playRace(story, { choose, grain: 'round' }), () => taken.join(''))
    prefix = nextPrefix(taken, widths)
  }
  return { ...tally.read(), complete: prefix === undefined }
}

/** The schedule after this one, in the order of their choices; `undefined` after the last. */
function nextPrefix(taken: readonly number[], widths: readonly number[]): readonly number[] | undefined {
  for (let place = taken.length - 1; place >= 0; place -= 1) {
    const choice = taken[place] ?? 0
    if (choice + 1 < (widths[place] ?? 0)) return [...taken.slice(0, place), choice + 1]
  }
  return undefined
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
    schedules: () => schedules,
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
