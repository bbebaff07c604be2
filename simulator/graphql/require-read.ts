import type { Permission } from '../http/route.ts'
import { GraphqlProblem } from './graphql-problem.ts'
import type { Sight } from './node.ts'

/** Throws `FORBIDDEN` unless the caller may read by any one of these permissions. */
export function requireRead({ caller, repository }: Sight, permissions: readonly Permission[]): void {
  if (permissions.some((permission) => caller.allows({ permission, access: 'read' }, repository))) return
  throw new GraphqlProblem('FORBIDDEN', 'Resource not accessible by integration')
}

/** The same for an issue or a pull request, each of which only its own permission opens. */
export function requireIssueRead(sight: Sight, { isPull }: { readonly isPull: boolean }): void {
  requireRead(sight, [isPull ? 'pull-requests' : 'issues'])
}
