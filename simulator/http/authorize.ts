import type { Act } from '../state/act.ts'
import type { Repository } from '../state/repository.ts'
import { canRead, roleOf } from '../state/roles.ts'
import { type Role, reaches } from '../state/user.ts'
import type { World } from '../state/world.ts'
import { roleFor } from './authenticate.ts'
import { notAccessible, notFound, Problem } from './problem.ts'
import type { Call, Caller, Route } from './route.ts'

const METADATA = { permission: 'metadata', access: 'read' } as const

/** The repository of a request, if the caller may know of it; else throws 404, as GitHub does. */
export function findRepository(world: World, caller: Caller, name: string): Repository {
  const repository = world.repository(name)
  if (repository === undefined || !isVisible(world, caller, repository)) throw notFound()
  return repository
}

function isVisible(world: World, caller: Caller, repository: Repository): boolean {
  if (caller.kind === 'person') return canRead(world, repository, caller.user)
  return caller.allows(METADATA, repository)
}

/** Throws GitHub's error when the caller may not use the route on the repository. */
export function authorize(world: World, caller: Caller, target: { route: Route; repository: Repository }): void {
  const { route, repository } = target
  const writes = route.method !== 'GET'
  if (writes && caller.kind === 'nobody') throw new Problem(401, 'Requires authentication')
  if (writes && repository.archived) throw new Problem(403, 'Repository was archived so is read-only.')
  if (route.needs.length === 0) return
  if (caller.kind === 'person') {
    const needed = route.role ?? weakest(route.needs.map(roleFor))
    if (!reaches(roleOf(world, repository, caller.user), needed)) throw refusePerson(needed)
    return
  }
  if (route.needs.some((need) => caller.allows(need, repository))) return
  throw caller.kind === 'nobody' ? notFound() : notAccessible()
}

/** GitHub's words for a person without the role; what needs to push is hidden from them. */
export function refusePerson(needed: Role): Problem {
  return needed === 'write' || needed === 'maintain'
    ? notFound()
    : new Problem(403, 'Must have admin rights to Repository.')
}

/** True when a person's role reaches `minimum`, or a token's permission already let the call through. */
export function hasRole({ world, repository, caller }: Act, minimum: Role): boolean {
  return caller.kind !== 'person' || reaches(roleOf(world, repository, caller.user), minimum)
}

/** Throws unless `hasRole`. */
export function requireRole(call: Call, minimum: Role): void {
  if (!hasRole(call, minimum)) throw refusePerson(minimum)
}

function weakest(roles: readonly Role[]): Role {
  return roles.reduce((a, b) => (reaches(a, b) ? b : a))
}
