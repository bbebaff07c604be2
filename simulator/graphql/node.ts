import type { Caller } from '../http/route.ts'
import type { Repository } from '../state/repository.ts'
import type { World } from '../state/world.ts'

/** An object of the graph: its type's name, and a value or resolver for each field that this server covers. */
export interface GraphNode {
  readonly __typename: string
  readonly [field: string]: unknown
}

/** The arguments of a field. */
export type Arguments = Readonly<Record<string, unknown>>

/** Who looks at what; `repository` is the one that the object belongs to. */
export interface Sight {
  readonly world: World
  readonly caller: Caller
  readonly repository: Repository
}
