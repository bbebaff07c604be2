import type { Route } from '../http/route.ts'

/** The caches of workflows, of which there are none: actions that keep their state in one begin anew each time. */
export const cacheRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/caches',
    needs: [{ permission: 'actions', access: 'read' }],
    handle: () => ({ status: 200, body: { total_count: 0, actions_caches: [] } }),
  },
]
