import type { Repository } from '../state/repository.ts'
import { roleOf } from '../state/roles.ts'
import type { Token } from '../state/token.ts'
import { type Role, reaches, type User } from '../state/user.ts'
import type { World } from '../state/world.ts'
import { Problem } from './problem.ts'
import type { Caller, Need, Permission } from './route.ts'

const NOBODY: User = { id: 0, nodeId: '', login: '', type: 'User', name: null, createdAt: new Date(0) }

/** What of a public repository can be read with any token, or none. */
const PUBLIC: ReadonlySet<Permission> = new Set([
  'actions',
  'checks',
  'contents',
  'deployments',
  'issues',
  'metadata',
  'pull-requests',
  'statuses',
])

/** Whoever asks without a token. */
export const nobody: Caller = { user: NOBODY, kind: 'nobody', app: null, allows: allowsNobody }

/** The caller behind an `Authorization` header. Throws 401 `Bad credentials` for a token that is none. */
export function authenticate(world: World, header: string | undefined): Caller {
  if (header === undefined) return nobody
  const token = world.tokens.get(readToken(header))
  if (token === undefined) throw new Problem(401, 'Bad credentials')
  return token.kind === 'person' ? callerForPerson(world, token.user) : callerForToken(token)
}

/** A person acting with a personal token, or in the web interface. */
export function callerForPerson(world: World, user: User): Caller {
  const allows = (need: Need, repository: Repository) => reaches(roleOf(world, repository, user), roleFor(need))
  return { user, kind: 'person', app: null, allows }
}

/** The weakest role that lets a person do what a token needs this permission for. */
export function roleFor(need: Need): Role {
  if (need.access === 'read') return 'read'
  if (need.permission === 'administration') return 'admin'
  return need.permission === 'issues' ? 'triage' : 'write'
}

function callerForToken(token: Token): Caller {
  const allows = (need: Need, repository: Repository) => allowsToken(token, need, repository)
  const allowsOrganization = (need: Need, organization: User) =>
    token.kind === 'app' && isInstalledOn(token, organization) && grants(token, need)
  const kind = token.kind === 'workflow' ? 'workflow' : 'app'
  return { user: token.user, kind, app: token.app, allows, allowsOrganization }
}

/** What is public may be read with any token; all else needs the permission, on a repository the token is for. */
function allowsToken(token: Token, need: Need, repository: Repository): boolean {
  const isOwn = token.repositoryId === null || token.repositoryId === repository.id
  if (need.access === 'read' && !repository.private && PUBLIC.has(need.permission)) return true
  if (!isOwn) return false
  if (need.permission === 'metadata') return need.access === 'read'
  return grants(token, need)
}

/** A token for no repository in particular is one of an installation everywhere. */
function isInstalledOn({ ownerId }: Token, organization: User): boolean {
  return ownerId === null || ownerId === organization.id
}

function grants({ permissions }: Token, { permission, access }: Need): boolean {
  const granted = permissions[permission]
  return granted === 'write' || (granted === 'read' && access === 'read')
}

function allowsNobody(need: Need, repository: Repository): boolean {
  return need.access === 'read' && !repository.private && PUBLIC.has(need.permission)
}

/** The token that an `Authorization` header carries; empty for none. */
export function readToken(header: string): string {
  const [scheme = '', value = ''] = header.split(/\s+/, 2)
  if (/^(bearer|token)$/i.test(scheme)) return value
  if (!/^basic$/i.test(scheme)) return ''
  const decoded = Buffer.from(value, 'base64').toString('utf8')
  return decoded.slice(decoded.indexOf(':') + 1)
}
