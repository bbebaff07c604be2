import type { Budget, Limits } from '../http/limits.ts'
import type { Route } from '../http/route.ts'

/** Where the caller stands with the limits; asking costs nothing. */
export function rateLimitRoutes(limits: Limits): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/rate_limit',
      needs: [],
      handle: ({ caller, apiVersion }) => {
        const core = limits.budget(caller, 'core')
        const graphql = limits.budget(caller, 'graphql')
        const search: Budget = { ...core, resource: 'core', limit: 30, used: 0, remaining: 30 }
        const rate = apiVersion < '2026-03-10' ? { rate: present(core) } : {}
        const resources = { core: present(core), graphql: present(graphql), search: present(search) }
        return { status: 200, body: { resources, ...rate } }
      },
    },
  ]
}

function present({ limit, remaining, used, reset }: Budget): Record<string, number> {
  return { limit, remaining, used, reset }
}
