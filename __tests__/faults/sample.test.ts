import { describe, expect, jest, test } from '@jest/globals'
import { faultModes } from '../support/fault-modes.ts'
import { faultStories } from '../support/fault-stories.ts'
import { prepareStory } from '../support/story-player.ts'
import { playCell, playReference } from '../support/strike-cell.ts'

jest.setTimeout(120_000)

/** `npm run faults` strikes every request in every mode; this is a part of it that every change can afford. */
const cellsPerStory = 6

const stories = Object.values(faultStories).map((story, position) => ({ ...story, position }))

describe('a fault, then a clean run: the end is the one without faults, and a run that could said so or got there', () => {
  test.each(stories)('$name', async ({ position, ...story }) => {
    const player = await prepareStory(story)
    try {
      const reference = await playReference(player)
      let fired = 0
      for (let count = 0; count < cellsPerStory; count += 1) {
        const mode = faultModes[(position * cellsPerStory + count) % faultModes.length]
        if (!mode) throw new Error('There is no mode')
        const nth = 1 + ((position * 3 + count * 5) % reference.requests)
        const cell = await playCell(player, reference, [{ mode, nth }])
        if (cell === undefined || cell === 'idle') continue
        fired += 1
        const { differences, duplicates, calledAgain, silent } = cell
        expect({ faults: cell.faults, differences, duplicates, calledAgain, silent }).toEqual({
          faults: cell.faults,
          differences: [],
          duplicates: [],
          calledAgain: [],
          silent: [],
        })
      }
      expect(fired).toBeGreaterThanOrEqual(cellsPerStory / 2)
    } finally {
      await player.close()
    }
  })
})
