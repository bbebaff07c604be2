import { timestamp } from '../clock.ts'
import type { User } from '../user.ts'
import type { World } from '../world.ts'

/** A user as GitHub shows it within other objects. */
export function presentUser(world: World, user: User): Record<string, unknown> {
  const api = `${world.urls.api}/users/${encodeURIComponent(user.login)}`
  return {
    login: user.login,
    id: user.id,
    node_id: user.nodeId,
    avatar_url: `${world.urls.web}/_simulator/avatars/${encodeURIComponent(user.login)}`,
    gravatar_id: '',
    url: api,
    html_url: `${world.urls.web}/${user.type === 'Bot' ? `apps/${user.login.replace(/\[bot\]$/, '')}` : user.login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  }
}

/** The account in whose name GitHub shows what deleted ones left. */
const GHOST = { id: 10137, nodeId: 'MDQ6VXNlcjEwMTM3', login: 'ghost', type: 'User', name: 'Deleted user' } as const

/** A user; null for nobody, and, as the world's options say, for somebody whose account is gone. */
export function presentUserOrNull(world: World, user: User | null): Record<string, unknown> | null {
  if (user === null) return null
  if (!world.deleted.has(user.id)) return presentUser(world, user)
  return world.options.deletedUsers === 'null' ? null : presentGhost(world)
}

/** Who did something; for a deleted account the account `ghost`, since GitHub's description knows no event without actor. */
export function presentActor(world: World, user: User | null): Record<string, unknown> | null {
  return user !== null && world.deleted.has(user.id) ? presentGhost(world) : presentUserOrNull(world, user)
}

function presentGhost(world: World): Record<string, unknown> {
  return presentUser(world, { ...GHOST, createdAt: new Date(0) })
}

/** A user's own page in the API (`GET /users/{username}`). */
export function presentPublicUser(world: World, user: User): Record<string, unknown> {
  const repositories = [...world.repositories.values()].filter(({ owner }) => owner.id === user.id)
  return {
    ...presentUser(world, user),
    name: user.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: repositories.filter((repository) => !repository.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: timestamp(user.createdAt),
    updated_at: timestamp(user.createdAt),
  }
}

/** An organisation as webhooks show it. */
export function presentOrganization(world: World, organization: User): Record<string, unknown> {
  const url = `${world.urls.api}/orgs/${organization.login}`
  return {
    login: organization.login,
    id: organization.id,
    node_id: organization.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.urls.web}/_simulator/avatars/${organization.login}`,
    description: null,
  }
}
