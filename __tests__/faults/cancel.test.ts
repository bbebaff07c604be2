import { expect, jest, test } from '@jest/globals'
import { compareStates } from '../support/compare-states.ts'
import { endStateOf, expectHeld } from '../support/expectations.ts'
import { faultStories } from '../support/fault-stories.ts'
import { onStage } from '../support/on-stage.ts'
import { playBundle } from '../support/run-jobs.ts'
import { setStage } from '../support/stage.ts'

jest.setTimeout(120_000)

const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const

/** Which write of an opening is under way when the cancel comes. */
const moments = [
  ['the claim', '/repos/*/*/issues/*/reactions'],
  ['the board', '/repos/*/*/issues/*/comments'],
  ['the labels', '/repos/*/*/issues/*/labels'],
] as const

const cells = signals.flatMap((signal) => moments.map(([moment, path]) => ({ signal, moment, path })))

let end: unknown

/** How the story ends when nobody cancels anything. */
async function playEnd(): Promise<unknown> {
  const stage = await setStage({ inProcess: true })
  try {
    await stage.deliver(await faultStories.open.prepare(stage))
    return endStateOf(stage)
  } finally {
    await stage.close()
  }
}

test.each(cells)('$signal at $moment: no write follows, and the next run finishes', ({ signal, path }) =>
  onStage({ inProcess: true }, async (stage) => {
    const { world } = stage
    const event = await faultStories.open.prepare(stage)
    const cancel = new AbortController()
    // The write takes long enough for the runner's signal to arrive while it is under way.
    const fault = world.faults.add({ mode: 'latency:700', method: 'POST', path })
    let ended = false
    const running = stage.deliver(event, { cancel: cancel.signal, play: playBundle }).finally(() => {
      ended = true
    })
    running.catch(() => {})
    while (fault.fired === 0 && !ended) await new Promise((resolve) => setTimeout(resolve, 10))
    const before = world.requests.length
    cancel.abort(signal)
    const { run } = await running
    const after = world.requests
      .slice(before)
      .filter(({ method, path: asked }) => method !== 'GET' && asked !== '/graphql')
    expectHeld(after.length === 0, 'no write after the signal', after)
    if (signal === 'SIGKILL') expect(run.signal).toBe('SIGKILL')
    else expect(run.outputs.outcome).toBe('cancelled')
    world.faults.clear()
    world.clock.advance(61_000)
    await stage.deliver(event)
    end ??= await playEnd()
    expect(compareStates(end, endStateOf(stage))).toEqual([])
  })(),
)
