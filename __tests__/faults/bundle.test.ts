import { expect, jest, test } from '@jest/globals'
import type { FaultRule } from '../../simulator/http/faults.ts'
import { compareStates } from '../support/compare-states.ts'
import { ourLogin } from '../support/end-state.ts'
import { endStateOf } from '../support/expectations.ts'
import { faultStories } from '../support/fault-stories.ts'
import type { FaultStory } from '../support/fault-story.ts'
import { onStage } from '../support/on-stage.ts'
import { playBundle } from '../support/run-jobs.ts'
import { setStage } from '../support/stage.ts'

jest.setTimeout(120_000)

/** The other cells play the sources in the test's own process; these hold the bundle itself to the same. */
const cells: readonly (readonly [FaultStory, FaultRule])[] = [
  [faultStories.open, { mode: 'kill-after', method: 'POST', path: '/repos/*/*/issues/*/comments' }],
  [faultStories.open, { mode: 'drop-mid-body', method: 'POST', path: '/repos/*/*/issues/*/comments' }],
  [faultStories.severity, { mode: 'kill-before', method: 'PATCH', path: '/repos/*/*/issues/comments/*' }],
  [faultStories.close, { mode: 'kill-after', method: 'POST', path: '/repos/*/*/git/refs' }],
  // Between the jobs: all is done that the first has to do, and nothing of the second.
  [faultStories.closeAgain, { mode: 'kill-after', method: 'PATCH', path: '/repos/*/*/issues/comments/*' }],
  [faultStories.close, { mode: 'status-after:502', method: 'POST', path: '/repos/*/*/pulls' }],
]

test.each(cells)('the bundle, struck: $name, %j', (story, rule) =>
  onStage({ ...story.wish, inProcess: true }, async (stage) => {
    const event = await story.prepare(stage)
    const fault = stage.world.faults.add({ ...rule, login: ourLogin })
    const { run, document } = await stage.deliver(event, { play: playBundle })
    expect(fault.fired).toBe(1)
    if (rule.mode.startsWith('kill')) expect((document ?? run).signal).toBe('SIGKILL')
    stage.world.clock.advance(61_000)
    await stage.deliver(event, { play: playBundle })
    const other = await setStage({ ...story.wish, inProcess: true })
    try {
      await other.deliver(await story.prepare(other))
      expect(compareStates(endStateOf(other), endStateOf(stage))).toEqual([])
    } finally {
      await other.close()
    }
  })(),
)
