import { compareStates } from '../../__tests__/support/compare-states.ts'
import type { EndState } from '../../__tests__/support/end-state.ts'
import { endStateOf } from '../../__tests__/support/expectations.ts'
import { faultModes } from '../../__tests__/support/fault-modes.ts'
import { faultStories } from '../../__tests__/support/fault-stories.ts'
import type { FaultStory } from '../../__tests__/support/fault-story.ts'
import { setStage } from '../../__tests__/support/stage.ts'
import { prepareStory } from '../../__tests__/support/story-player.ts'
import { playCell } from '../../__tests__/support/strike-cell.ts'
import type { switches } from './switches.ts'

/** A cell by its name, and what is wrong with it: nothing, as long as the safeguard is there. */
export interface SwitchCell {
  readonly name: string
  readonly wrong: readonly string[]
}

/** How a story ends with every safeguard in place. */
export type WantedEnds = Readonly<Record<string, EndState>>

/** The stories that the cells play. */
export const switchStories = [faultStories.open, faultStories.refusedClose, faultStories.forged] as const

/** The cells that hold a safeguard, each with the same rules as in the matrix. */
export const playSwitchCells: Readonly<
  Record<keyof typeof switches, (wanted: WantedEnds) => Promise<readonly SwitchCell[]>>
> = {
  retry: (wanted) => strike(faultStories.refusedClose, ['502 before', 'timeout', 'cut in mid-body'], wanted),
  claim: async (wanted) => [await meet(faultStories.open, /\/issues\/\d+\/reactions$/, wanted)],
  sweep: async (wanted) => [await meet(faultStories.refusedClose, /\/issues\/\d+\/comments$/, wanted)],
  ownLogin: (wanted) => strike(faultStories.forged, ['killed after', '502 after'], wanted),
}

/** The first two requests of a story in some modes: the end, and that a run that was not killed got there itself. */
async function strike(story: FaultStory, names: readonly string[], wanted: WantedEnds): Promise<readonly SwitchCell[]> {
  const player = await prepareStory(story)
  try {
    const reference = { state: endOf(story, wanted), requests: 0, annotations: new Set<string>() }
    const found: SwitchCell[] = []
    for (const mode of faultModes.filter(({ name }) => names.includes(name))) {
      for (const nth of [1, 2]) {
        const cell = await playCell(player, reference, [{ mode, nth }])
        if (cell === undefined || cell === 'idle') throw new Error(`${story.name}: ${mode.name} ${nth} did not fire`)
        const wrong = [...cell.differences, ...(cell.kill ? [] : cell.unhealed)]
        found.push({ name: `${story.name}: ${mode.name}, ${cell.faults[0]?.request}`, wrong })
      }
    }
    return found
  } finally {
    await player.close()
  }
}

/** Two runs for one event that wait for each other at their first write to such a path, then a third run. */
async function meet(story: FaultStory, path: RegExp, wanted: WantedEnds): Promise<SwitchCell> {
  let meeting = false
  let arrived = 0
  let open = () => {}
  const both = new Promise<void>((resolve) => {
    open = resolve
  })
  const gate = async (request: { readonly method: string; readonly path: string }) => {
    if (meeting && request.method === 'POST' && path.test(request.path)) {
      arrived += 1
      if (arrived === 2) open()
      await both
    }
    return 'pass' as const
  }
  const stage = await setStage({ ...story.wish, inProcess: { timeout: 5_000, gate } })
  try {
    const event = await story.prepare(stage)
    meeting = true
    await Promise.all([stage.deliver(event), stage.deliver(event)])
    meeting = false
    if (arrived < 2) throw new Error(`${story.name}: the runs did not meet`)
    stage.world.clock.advance(61_000)
    await stage.deliver(event)
    const wrong = compareStates(endOf(story, wanted), endStateOf(stage))
    return { name: `${story.name}: two runs at once`, wrong }
  } finally {
    await stage.close()
  }
}

function endOf({ name }: FaultStory, wanted: WantedEnds): EndState {
  const state = wanted[name]
  if (!state) throw new Error(`The end of ${name} is not known`)
  return state
}
