import { describe, expect, jest, test } from '@jest/globals'
import { makeRandom } from '../../bench/faults/random.ts'
import { type Chapter, chapters } from '../support/chapters.ts'
import { compareStates } from '../support/compare-states.ts'
import { endStateOf } from '../support/expectations.ts'
import type { CapturedEvent } from '../support/inbox.ts'
import { type Stage, scheduled, setStage } from '../support/stage.ts'

jest.setTimeout(300_000)

/** `npm run deliveries` plays every chapter in every way; the tests play a sample. */
const every = process.env.MUSTER_DELIVERIES === 'every'
const played = every ? chapters : chapters.slice(2, 3)

type Arrange = (events: readonly CapturedEvent[], stage: Stage) => readonly CapturedEvent[]

/** How the events come of which the runs learn only after everything has happened. */
const late: readonly (readonly [string, Arrange])[] = [
  ['twice each', (events) => events.flatMap((event) => [event, event])],
  ['five times each', (events) => events.flatMap((event) => Array.from({ length: 5 }, () => event))],
  ['all of them, and all of them again', (events) => [...events, ...events]],
  ['in reverse', (events) => [...events].reverse()],
  ...[1, 2, 3, 4, 5].map((seed): readonly [string, Arrange] => [
    `shuffled, seed ${seed}`,
    (events) => shuffle(events, seed),
  ]),
  ['the last of each incident alone', (events) => oneOfEach([...events].reverse())],
  ['the first of each incident alone', (events) => oneOfEach(events)],
  ['all lost, and the sweep', (_, stage) => [scheduled(stage)]],
]

describe.each(played.map((chapter) => [chapter.name, chapter] as const))('%s', (_, chapter) => {
  test('events that come late, doubled, shuffled or not at all: the same state, and no write more', async () => {
    const wanted = await playLate(chapter, (events) => events)
    const differences: string[] = []
    for (const [name, arrange] of late) {
      const found = await playLate(chapter, arrange)
      differences.push(...compare(wanted, found).map((difference) => `${name}: ${difference}`))
    }
    expect(differences).toEqual([])
  })

  test.each([2, 5])('a run for each act, each event %d times: the same state, and no write more', async (times) => {
    expect(compare(await playLive(chapter, 1), await playLive(chapter, times))).toEqual([])
  })
})

interface Played {
  readonly state: unknown
  readonly writes: number
}

/** All acts first, then the runs. */
async function playLate({ wish, begin }: Chapter, arrange: Arrange): Promise<Played> {
  return await onStageOf(wish, async (stage) => {
    for (const act of await begin(stage)) await act()
    return await deliverAll(stage, arrange(stage.inbox.take(), stage))
  })
}

/** Runs after each act. */
async function playLive({ wish, begin }: Chapter, times: number): Promise<Played> {
  return await onStageOf(wish, async (stage) => {
    let writes = 0
    for (const act of [async () => {}, ...(await begin(stage))]) {
      await act()
      writes += await deliverAll(
        stage,
        stage.inbox.take().flatMap((event) => Array.from({ length: times }, () => event)),
      )
    }
    return writes
  })
}

async function onStageOf(wish: Chapter['wish'], play: (stage: Stage) => Promise<number>): Promise<Played> {
  const stage = await setStage({ ...wish, inProcess: true })
  try {
    const writes = await play(stage)
    expect(stage.world.violations).toEqual([])
    return { state: endStateOf(stage), writes }
  } finally {
    await stage.close()
  }
}

async function deliverAll(stage: Stage, events: readonly CapturedEvent[]): Promise<number> {
  let writes = 0
  for (const event of events) writes += (await stage.deliver(event)).writes.length
  return writes
}

function compare(wanted: Played, found: Played): readonly string[] {
  const more = found.writes > wanted.writes ? [`${found.writes} writes instead of ${wanted.writes}`] : []
  return [...compareStates(wanted.state, found.state), ...more]
}

function oneOfEach(events: readonly CapturedEvent[]): readonly CapturedEvent[] {
  const incidentOf = ({ payload }: CapturedEvent) => (payload.issue as { readonly number: number } | undefined)?.number
  return events.filter((event, index) => events.findIndex((other) => incidentOf(other) === incidentOf(event)) === index)
}

function shuffle(events: readonly CapturedEvent[], seed: number): readonly CapturedEvent[] {
  const random = makeRandom(String(seed))
  const keyed = events.map((event) => ({ event, key: random() }))
  return keyed.sort((one, other) => one.key - other.key).map(({ event }) => event)
}
