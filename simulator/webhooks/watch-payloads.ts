import { checkPayload } from '../contract/webhook-payloads.ts'
import type { World } from '../state/world.ts'

/**
 * Holds every event of a world against GitHub's description of webhooks; what does not fit is a violation. The
 * returned function ends it.
 */
export function watchPayloads(world: World): () => void {
  return world.onEvent(({ name, action, payload }) => {
    for (const { at, message } of checkPayload(name, action, payload)) {
      const event = action === null ? name : `${name}.${action}`
      world.violate({ kind: 'response', method: 'POST', path: `webhook ${event}`, message: `${at}: ${message}` })
    }
  })
}
