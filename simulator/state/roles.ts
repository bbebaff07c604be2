import type { Repository } from './repository.ts'
import { isSameUser, ROLES, type Role, type RoleGrant, reaches, type User } from './user.ts'
import type { World } from './world.ts'

const NO_ROLE: RoleGrant = { base: 'none', name: 'none' }

/**
 * What somebody was granted on a repository: the strongest of ownership, a direct grant, the organisation's base
 * permission (read) and teams. Being able to read because everything is public is no grant.
 */
export function grantOf(world: World, repository: Repository, user: User): RoleGrant {
  if (isSameUser(user, repository.owner)) return { base: 'admin', name: 'admin' }
  const login = user.login.toLowerCase()
  const organization = repository.owner.login.toLowerCase()
  const grants = [repository.roles.get(login) ?? NO_ROLE]
  const viaTeam = [...world.teams.values()].some(
    (team) =>
      isSameUser(team.organization, repository.owner) &&
      team.members.has(login) &&
      (team.canRead === 'all' || team.canRead.includes(repository.name)),
  )
  if (viaTeam || world.members.get(organization)?.has(login)) grants.push({ base: 'read', name: 'read' })
  return grants.reduce((best, next) => (ROLES.indexOf(next.base) > ROLES.indexOf(best.base) ? next : best))
}

/** The role that counts for what somebody may do: in a public repository anybody has `read`. */
export function roleOf(world: World, repository: Repository, user: User): Role {
  const granted = grantOf(world, repository, user).base
  return granted === 'none' && !repository.private ? 'read' : granted
}

/** Says whether somebody may see a repository. */
export function canRead(world: World, repository: Repository, user: User): boolean {
  return reaches(roleOf(world, repository, user), 'read')
}

/** Says whether an issue can be assigned to somebody: those with write, triage or, in an organisation, read by grant. */
export function isAssignable(world: World, repository: Repository, user: User): boolean {
  if (user.type === 'Organization') return false
  if (user.type === 'Bot') return false
  return reaches(grantOf(world, repository, user).base, 'read')
}

/** `author_association` as GitHub computes it; no proof of any right (see its documentation). */
export function associationOf(world: World, repository: Repository, user: User): string {
  if (world.deleted.has(user.id)) return 'NONE'
  if (isSameUser(user, repository.owner)) return 'OWNER'
  const login = user.login.toLowerCase()
  if (world.members.get(repository.owner.login.toLowerCase())?.has(login)) return 'MEMBER'
  if (repository.roles.has(login)) return 'COLLABORATOR'
  const hasMerged = [...repository.pulls.values()].some(
    ({ number, mergedAt }) => mergedAt !== null && isSameUser(repository.issues.get(number)?.author ?? null, user),
  )
  return hasMerged ? 'CONTRIBUTOR' : 'NONE'
}
