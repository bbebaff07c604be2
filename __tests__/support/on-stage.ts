import { expectNoViolation } from './expectations.ts'
import { type Stage, type StageWish, setStage } from './stage.ts'

/** A test that plays on a stage of its own. At its end GitHub must have nothing to complain of. */
export function onStage(wish: StageWish, play: (stage: Stage) => Promise<void>): () => Promise<void> {
  return async () => {
    const stage = await setStage(wish)
    try {
      await play(stage)
      expectNoViolation(stage)
    } finally {
      await stage.close()
    }
  }
}
