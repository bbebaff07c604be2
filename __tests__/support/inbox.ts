import type { WorldEvent } from '../../simulator/state/event.ts'
import type { World } from '../../simulator/state/world.ts'

/** An event as GitHub hands it to a workflow. */
export interface CapturedEvent {
  readonly name: string
  readonly action: string | null
  readonly payload: Readonly<Record<string, unknown>>
  readonly actor: string
}

/** What the workflow file that teams copy listens to. */
const subscribed: Readonly<Record<string, readonly string[]>> = {
  issues: [
    'opened',
    'edited',
    'closed',
    'reopened',
    'labeled',
    'unlabeled',
    'assigned',
    'unassigned',
    'deleted',
    'transferred',
  ],
  issue_comment: ['created', 'edited', 'deleted'],
  pull_request: ['closed'],
}

/** Events that have happened and that no run has been started for yet. A test takes, repeats, shuffles or drops them. */
export class Inbox {
  readonly #waiting: CapturedEvent[] = []
  readonly #stop: () => void

  constructor(world: World) {
    this.#stop = world.onEvent((event) => {
      if (startsRuns(event)) this.#waiting.push(capture(event))
    })
  }

  /** Takes everything that waits, oldest first. */
  take(): readonly CapturedEvent[] {
    return this.#waiting.splice(0)
  }

  /** Takes everything and gives the newest: what is left when older pending runs are dropped. */
  takeNewest(): CapturedEvent {
    const newest = this.take().at(-1)
    if (!newest) throw new Error('No event waits')
    return newest
  }

  /** Stops listening. */
  close(): void {
    this.#stop()
  }
}

/** What is done with a workflow's own token starts no run. */
function startsRuns({ name, action, byToken }: WorldEvent): boolean {
  return byToken.kind !== 'workflow' && (subscribed[name]?.includes(action ?? '') ?? false)
}

/** A copy: later changes of the world do not reach it. */
function capture({ name, action, payload, sender }: WorldEvent): CapturedEvent {
  return { name, action, payload: structuredClone(payload), actor: sender.login }
}
