import type { Need, Route } from './route.ts'

/**
 * What `X-Accepted-GitHub-Permissions` says of a route: alternatives with `; ` between them, and `,` between what is
 * needed together. Null for a route that needs nothing.
 */
export function acceptedPermissions({ needs, combined = [] }: Pick<Route, 'needs' | 'combined'>): string | null {
  const sets = [...needs.map((need) => [need]), ...combined]
  return sets.length === 0 ? null : sets.map((set) => set.map(show).join(',')).join('; ')
}

function show({ permission, access }: Need): string {
  return `${permission.replaceAll('-', '_')}=${access}`
}
