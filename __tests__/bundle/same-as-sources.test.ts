import { expect, jest, test } from '@jest/globals'
import { endStateOf } from '../support/expectations.ts'
import { faultStories } from '../support/fault-stories.ts'
import type { FaultStory } from '../support/fault-story.ts'
import { setStage } from '../support/stage.ts'

jest.setTimeout(120_000)

/** What a story leaves on GitHub, and everything that was asked of it, in any order. */
async function play({ wish, prepare }: FaultStory, inProcess: boolean) {
  const stage = await setStage({ ...wish, inProcess })
  try {
    const last = await stage.deliver(await prepare(stage))
    const requests = stage.world.requests.map(({ method, template, status }) => `${method} ${template} ${status}`)
    const { exitCode, outputs, annotations } = last.run
    const told = { exitCode, outputs: Object.keys(outputs).sort(), annotations, outcome: last.outcome }
    return { state: endStateOf(stage), requests: requests.sort(), told, violations: stage.world.violations }
  } finally {
    await stage.close()
  }
}

// Thousands of runs in the other proofs play the sources in the test's own process; this is why that counts.
test.each(Object.values(faultStories))('the bundle does what its sources do: $name', async (story) => {
  const bundle = await play(story, false)
  const sources = await play(story, true)
  expect(sources).toEqual(bundle)
  expect(bundle.violations).toEqual([])
})
