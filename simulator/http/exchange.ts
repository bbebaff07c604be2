import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../state/world.ts'
import type { Fault } from './faults.ts'
import type { Limits } from './limits.ts'
import type { RequestLogEntry } from './request-log.ts'
import type { Caller, Route } from './route.ts'
import type { Router } from './router.ts'

/** What the server has at hand for every request. */
export interface Services {
  readonly world: World
  readonly limits: Limits
  readonly router: Router
}

/** One request on its way to an answer. */
export interface Exchange extends Services {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The full address; `path` is the part below the API's root, percent-encoded as it came. */
  readonly url: URL
  readonly path: string
  readonly bytes: Buffer
  readonly caller: Caller
  readonly log: RequestLogEntry
  /** The route that answers, once it is found. */
  route?: Route
  /** The fault that strikes this request, if any. */
  readonly fault: Fault | null
}
