import { join } from 'node:path'
import type { App } from './issue.ts'
import { makeNodeId } from './node-id.ts'
import type { Repository, RepositorySettings } from './repository.ts'
import { makeTokenValue, type TokenPermissions } from './token.ts'
import { ROLES, type RoleGrant, type Team, type User } from './user.ts'
import type { World } from './world.ts'

/** Somebody to add; `type` is `User` unless the login ends in `[bot]`. */
export interface UserSeed {
  readonly login: string
  readonly type?: User['type']
  readonly name?: string
}

/** A team to add; missing members are added as users. */
export interface TeamSeed {
  readonly organization: string
  readonly slug: string
  readonly members: readonly string[]
  readonly canRead?: Team['canRead']
}

/** A repository to add. Its owner must exist, or is added as a user. */
export interface RepositorySeed {
  readonly owner: string
  readonly name: string
  readonly private?: boolean
  readonly description?: string
  readonly defaultBranch?: string
  readonly files?: Readonly<Record<string, string>>
  readonly settings?: Partial<RepositorySettings>
}

/** A token to make. A workflow's and an App's bot are added when they do not exist yet. */
export interface TokenSeed {
  readonly kind: 'workflow' | 'app' | 'person'
  /** `github-actions[bot]` for a workflow; a bot's login for an App; a person's for `person`. */
  readonly login?: string
  readonly permissions?: TokenPermissions
  /** `owner/name`; needed for a workflow's token. */
  readonly repository?: string
}

/** See `World.addUser`. */
export function addUser(world: World, seed: UserSeed): User {
  const key = seed.login.toLowerCase()
  if (world.users.has(key)) throw new Error(`There is a user ${seed.login} already`)
  const type = seed.type ?? (seed.login.endsWith('[bot]') ? 'Bot' : 'User')
  const user = { ...identityFor(world, seed.login, type), login: seed.login, type, name: seed.name ?? null }
  const added: User = { ...user, createdAt: world.clock.now() }
  world.users.set(key, added)
  return added
}

/** The bot and App of workflows have the ids that they have at GitHub. */
const ACTIONS = { login: 'github-actions[bot]', slug: 'github-actions', userId: 41898282, appId: 15368 }

function identityFor(world: World, login: string, type: User['type']): { id: number; nodeId: string } {
  if (login !== ACTIONS.login) return world.nextIdentity(type)
  return { id: ACTIONS.userId, nodeId: makeNodeId(type, ACTIONS.userId) }
}

/** See `World.addOrganization`. */
export function addOrganization(world: World, login: string, members: readonly string[]): User {
  const organization = addUser(world, { login, type: 'Organization' })
  for (const member of members) userOf(world, member)
  world.members.set(login.toLowerCase(), new Set(members.map((member) => member.toLowerCase())))
  return organization
}

/** See `World.addTeam`. */
export function addTeam(world: World, seed: TeamSeed): Team {
  const organization = world.user(seed.organization)
  if (organization?.type !== 'Organization') throw new Error(`There is no organisation ${seed.organization}`)
  const members = new Set(seed.members.map((member) => userOf(world, member).login.toLowerCase()))
  const everybody = world.members.get(organization.login.toLowerCase())
  for (const member of members) everybody?.add(member)
  const named = { organization, slug: seed.slug, name: seed.slug, members, canRead: seed.canRead ?? 'all' }
  const team: Team = { ...world.nextIdentity('Team'), ...named }
  world.teams.set(`${organization.login}/${seed.slug}`.toLowerCase(), team)
  return team
}

/** See `World.addRepository`. */
export async function addRepository(world: World, seed: RepositorySeed): Promise<Repository> {
  const owner = userOf(world, seed.owner)
  const key = `${owner.login}/${seed.name}`.toLowerCase()
  if (world.repositories.has(key)) throw new Error(`There is a repository ${key} already`)
  const { GitRepository } = await import('../git/repository.ts')
  const defaultBranch = seed.defaultBranch ?? 'main'
  const git = await GitRepository.create({
    dir: join(world.options.directory, `${key}.git`),
    defaultBranch,
    files: seed.files ?? {},
    author: { name: owner.login, email: `${owner.login}@users.noreply.github.com`, date: world.clock.now() },
  })
  const repository: Repository = { ...emptyRepository(world, seed, owner), defaultBranch, git }
  world.repositories.set(key, repository)
  return repository
}

function emptyRepository(world: World, seed: RepositorySeed, owner: User): Omit<Repository, 'git' | 'defaultBranch'> {
  return {
    ...world.nextIdentity('Repository'),
    owner,
    name: seed.name,
    description: seed.description ?? null,
    createdAt: world.clock.now(),
    private: seed.private ?? false,
    archived: false,
    settings: {
      actionsMayCreatePullRequests: false,
      hasIssues: true,
      deleteBranchOnMerge: false,
      pushProtection: false,
      ...seed.settings,
    },
    branchRules: [],
    roles: new Map(),
    labels: new Map(),
    issues: new Map(),
    gone: new Map(),
    comments: new Map(),
    milestones: new Map(),
    pulls: new Map(),
    deployments: new Map(),
    releases: new Map(),
    switchedOff: new Map(),
    lastNumber: 0,
  }
}

/** See `World.setRole`. */
export function setRole(
  world: World,
  repository: Repository,
  grant: { readonly login: string; readonly role: RoleGrant['base'] | RoleGrant },
): void {
  const { role } = grant
  const login = userOf(world, grant.login).login.toLowerCase()
  const given = typeof role === 'string' ? { base: role, name: role } : role
  if (!ROLES.includes(given.base)) throw new Error(`No role of GitHub: ${given.base}`)
  if (given.base === 'none') repository.roles.delete(login)
  else repository.roles.set(login, given)
}

/** See `World.addToken`. */
export function addToken(world: World, seed: TokenSeed): string {
  const login = seed.login ?? (seed.kind === 'workflow' ? 'github-actions[bot]' : null)
  if (login === null) throw new Error(`A token of kind ${seed.kind} needs a login`)
  const repository = seed.repository === undefined ? null : world.repository(seed.repository)
  if (repository === undefined) throw new Error(`There is no repository ${seed.repository}`)
  if (seed.kind === 'workflow' && repository === null) throw new Error("A workflow's token needs a repository")
  const never = ['workflows', 'members', 'administration'].find((name) => name in (seed.permissions ?? {}))
  if (seed.kind === 'workflow' && never !== undefined) throw new Error(`A workflow's token can never have ${never}`)
  const user = userOf(world, login)
  const value = makeTokenValue(seed.kind)
  const app = seed.kind === 'person' ? null : appOf(world, user, seed.permissions ?? {})
  const permissions = seed.permissions ?? {}
  const place = { repositoryId: repository?.id ?? null, ownerId: repository?.owner.id ?? null }
  world.tokens.set(value, { value, kind: seed.kind, user, app, permissions, ...place })
  return value
}

function userOf(world: World, login: string): User {
  return world.user(login) ?? addUser(world, { login })
}

function appOf(world: World, bot: User, permissions: TokenPermissions): App {
  const slug = bot.login.replace(/\[bot\]$/, '')
  const known = world.apps.get(slug)
  if (known) return known
  const owner = world.user('github') ?? addUser(world, { login: 'github', type: 'Organization' })
  const isActions = slug === ACTIONS.slug
  const name = isActions ? 'GitHub Actions' : slug
  const id = isActions ? ACTIONS.appId : world.nextId()
  const granted = Object.fromEntries(
    Object.entries(permissions).map(([key, access]) => [key.replaceAll('-', '_'), access]),
  )
  const described = { slug, name, owner, permissions: { metadata: 'read', ...granted }, createdAt: world.clock.now() }
  const app: App = { id, nodeId: makeNodeId('App', id), ...described }
  world.apps.set(slug, app)
  return app
}
