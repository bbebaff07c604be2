import { hasRole } from '../http/authorize.ts'
import { paged } from '../http/paged.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { presentUser } from '../state/present/user.ts'
import { grantOf } from '../state/roles.ts'
import { type Role, type RoleGrant, reaches, type User } from '../state/user.ts'

const COLLABORATORS = '/repos/{owner}/{repo}/collaborators'
const METADATA = [{ permission: 'metadata', access: 'read' }] as const

/** Who may do what on a repository. */
export const collaboratorRoutes: readonly Route[] = [
  { method: 'GET', path: COLLABORATORS, needs: METADATA, handle: listCollaborators },
  { method: 'GET', path: `${COLLABORATORS}/{username}`, needs: METADATA, handle: checkCollaborator },
  { method: 'GET', path: `${COLLABORATORS}/{username}/permission`, needs: METADATA, handle: getPermission },
]

function listCollaborators(call: Call): Reply {
  requirePush(call)
  const { world, repository } = call
  const granted = [...world.users.values()].filter(
    (user) => user.type === 'User' && grantOf(world, repository, user).base !== 'none',
  )
  return paged(granted, (user) => presentCollaborator(call, user))
}

function checkCollaborator(call: Call): Reply {
  requirePush(call)
  const user = call.world.user(call.params.username ?? '')
  if (user === undefined || grantOf(call.world, call.repository, user).base === 'none') throw notFound()
  return { status: 204 }
}

/** Works for anybody with a login: whoever was granted nothing has `read` where all is public, else `none`. */
function getPermission(call: Call): Reply {
  requirePush(call)
  const login = call.params.username ?? ''
  const user = call.world.user(login)
  if (user?.type !== 'User') throw new Problem(404, `${login} is not a user`)
  const grant = effectiveGrant(call, user)
  const body = { permission: legacyName(grant.base), user: presentCollaborator(call, user), role_name: grant.name }
  return { status: 200, body }
}

function presentCollaborator(call: Call, user: User): Record<string, unknown> {
  const { base, name } = effectiveGrant(call, user)
  const can = (minimum: Role) => reaches(base, minimum)
  const permissions = {
    admin: can('admin'),
    maintain: can('maintain'),
    push: can('write'),
    triage: can('triage'),
    pull: can('read'),
  }
  return { ...presentUser(call.world, user), permissions, role_name: name }
}

function effectiveGrant({ world, repository }: Call, user: User): RoleGrant {
  const grant = grantOf(world, repository, user)
  return grant.base === 'none' && !repository.private ? { base: 'read', name: 'read' } : grant
}

/** The `permission` field knows four words only. */
function legacyName(role: Role): string {
  if (role === 'triage') return 'read'
  return role === 'maintain' ? 'write' : role
}

function requirePush(call: Call): void {
  if (call.caller.kind === 'nobody') throw new Problem(401, 'Requires authentication')
  if (!hasRole(call, 'write')) throw new Problem(403, 'Must have push access to view collaborator permission.')
}
