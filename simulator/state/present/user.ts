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

/** A user, or null for nobody. */
export function presentUserOrNull(world: World, user: User | null): Record<string, unknown> | null {
  return user === null ? null : presentUser(world, user)
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
