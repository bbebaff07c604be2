import type { Caller } from '../http/route.ts'
import type { Repository } from './repository.ts'
import type { User } from './user.ts'

/** Something that happened and that GitHub tells by webhook and to workflows. */
export interface WorldEvent {
  /** The webhook's name, for instance `issues`. */
  readonly name: string
  readonly action: string | null
  readonly repository: Repository
  readonly sender: User
  /** The webhook's payload; `emit` adds `action`, `repository`, `organization` and `sender`. */
  readonly payload: Readonly<Record<string, unknown>>
  /** With whose token it was done: writes with a workflow's token start no further runs. */
  readonly byToken: Caller
}

/** Called for every event, in order, while the request that caused it is being answered: queue, do not wait. */
export type EventListener = (event: WorldEvent) => void
