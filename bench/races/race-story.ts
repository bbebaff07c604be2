import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import type { Stage, StageWish } from '../../__tests__/support/stage.ts'

/** Runs that happen at the same time: what led to them, and their events. */
export interface RaceStory {
  readonly name: string
  readonly wish?: StageWish
  /** Plays what comes before and gives the events whose runs race. The first one's run is also the clean one after it. */
  readonly prepare: (stage: Stage) => Promise<readonly CapturedEvent[]>
}
