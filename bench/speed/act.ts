import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import type { Stage, StageWish } from '../../__tests__/support/stage.ts'

/** Something that happens, and the run of the bundle that answers it: that run is measured, what led to it is not. */
export interface Act {
  /** As the tables name it. */
  readonly name: string
  readonly wish?: StageWish
  /** Plays what comes before and gives the event whose run is measured. */
  readonly prepare: (stage: Stage) => Promise<CapturedEvent>
  /** Setting its stage takes seconds: it is timed twice only. */
  readonly heavy?: boolean
  /** The run writes nothing, so it can be measured again without setting a new stage. */
  readonly writesNothing?: boolean
}
