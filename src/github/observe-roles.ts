import type { RestEndpointMethodTypes } from '@octokit/rest'
import type { KnownRole, Role } from '../domain/vocabulary.ts'
import { ghost, roles } from '../domain/vocabulary.ts'
import { hasCode } from './api-error.ts'
import type { GitHubClient } from './client.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

type Permission = RestEndpointMethodTypes['repos']['getCollaboratorPermissionLevel']['response']['data']

/**
 * The role of each login on the repository, by login in lower case; each is asked for once, side by side. `none` is a
 * definitive answer (no collaborator, a deleted account, an App that is no user); `unknown` is none. Never rejects.
 */
export async function observeRoles(
  client: GitHubClient,
  where: Place,
  logins: readonly string[],
): Promise<Readonly<Record<string, KnownRole>>> {
  const distinct = [...new Set(logins.map((login) => login.toLowerCase()))]
  const found = await Promise.all(distinct.map(async (login) => [login, await askRole(client, where, login)] as const))
  return Object.fromEntries(found)
}

async function askRole(client: GitHubClient, where: Place, login: string): Promise<KnownRole> {
  if (login === '' || login === ghost) return 'none'
  try {
    const answer = await client.rest.repos.getCollaboratorPermissionLevel({ ...inPlace(where), username: login })
    return readRole(answer.data)
  } catch (error) {
    // A 403 speaks of our token, not of the person.
    return hasCode(error, 'not-found', 'invalid', 'gone') ? 'none' : 'unknown'
  }
}

/** The permission booleans where present, else `role_name`, else `permission`, which a custom role is built on. */
function readRole(data: Permission): KnownRole {
  const { permissions } = data.user ?? {}
  // Older servers leave out the finer booleans, and then only `role_name` tells triage from read.
  if (permissions?.triage !== undefined) {
    if (permissions.admin) return 'admin'
    if (permissions.maintain) return 'maintain'
    if (permissions.push) return 'write'
    if (permissions.triage) return 'triage'
    return permissions.pull ? 'read' : 'none'
  }
  // An answer without any of them denies nobody: it is no answer.
  return roleNamed(data.role_name) ?? roleNamed(data.permission) ?? 'unknown'
}

/** The names of roles, as either API spells them. */
function roleNamed(name: string | undefined): Role | undefined {
  if (name === 'push') return 'write'
  if (name === 'pull') return 'read'
  return roles.find((role) => role === name)
}
