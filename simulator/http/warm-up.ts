import { checkRequest, checkResponse } from '../contract/validate.ts'
import { loadSchema } from '../graphql/schema.ts'
import type { Route } from './route.ts'

/**
 * Compiles what is otherwise compiled when first needed: the checks of every route, and GraphQL's schema. Takes a few
 * seconds; worth it before times are measured.
 */
export async function warmUp(routes: readonly Route[]): Promise<void> {
  for (const { method, path } of routes) {
    checkRequest(method, path, { query: new URLSearchParams(), body: {} })
    for (const status of [200, 201]) checkResponse(method, path, status, {})
    // Others get their turn in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
  await loadSchema()
}
