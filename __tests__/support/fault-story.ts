import type { CapturedEvent } from './inbox.ts'
import type { Stage, StageWish } from './stage.ts'

/** A run to be struck: what led to it, and its event. */
export interface FaultStory {
  readonly name: string
  readonly wish?: StageWish
  /** Plays what comes before and gives the event whose run is struck. */
  readonly prepare: (stage: Stage) => Promise<CapturedEvent>
  /** What the clean run comes from; default: the same event once more. */
  readonly after?: (stage: Stage) => CapturedEvent
}
