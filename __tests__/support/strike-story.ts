import { expect } from '@jest/globals'
import type { FaultMode } from '../../simulator/http/faults.ts'
import { type FaultStory, listFailures, strikeEveryRequest, tabulate } from './kill-every-request.ts'

/** The run ends at a request: before the server applied it, or after. */
export const kills: readonly FaultMode[] = ['kill-before', 'kill-after']

/**
 * For stories with a long way to the run that is struck: after every write. A run that was killed before a request left on
 * GitHub what one left that was killed after the write before it; `npm run faults` strikes before every request all the same.
 */
export const killsAfter: readonly FaultMode[] = process.env.MUSTER_FAULTS === 'every' ? kills : ['kill-after']

/** A test that strikes every request of a story and wants the end of the run without a fault, every time. */
export function strikes(story: FaultStory, modes: readonly FaultMode[] = kills): () => Promise<void> {
  return async () => {
    const cells = await strikeEveryRequest(story, modes)
    process.stdout.write(`${tabulate(story.name, cells)}\n`)
    expect(cells.length).toBeGreaterThan(0)
    expect(listFailures(cells)).toEqual([])
  }
}
