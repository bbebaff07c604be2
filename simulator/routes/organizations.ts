import { paged } from '../http/paged.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { timestamp } from '../state/clock.ts'
import { presentOrganization, presentUser } from '../state/present/user.ts'
import type { Team, User } from '../state/user.ts'

const MEMBERS = [{ permission: 'members', access: 'read' }] as const

/** Organisations and teams. A workflow's token sees no team at all (404); an App's token needs `members: read` there. */
export const organizationRoutes: readonly Route[] = [
  { method: 'GET', path: '/orgs/{org}', needs: [], handle: getOrganization },
  { method: 'GET', path: '/orgs/{org}/members/{username}', needs: MEMBERS, handle: checkMember },
  { method: 'GET', path: '/orgs/{org}/teams', needs: MEMBERS, handle: listTeams },
  { method: 'GET', path: '/orgs/{org}/teams/{team_slug}', needs: MEMBERS, handle: getTeam },
  { method: 'GET', path: '/orgs/{org}/teams/{team_slug}/members', needs: MEMBERS, handle: listMembers },
]

function getOrganization(call: Call): Reply {
  const { world } = call
  const organization = findOrganization(call)
  const owned = [...world.repositories.values()].filter(({ owner }) => owner.id === organization.id)
  const body = {
    ...presentOrganization(world, organization),
    html_url: `${world.urls.web}/${organization.login}`,
    type: 'Organization',
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: owned.filter((repository) => !repository.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: timestamp(organization.createdAt),
    updated_at: timestamp(organization.createdAt),
    archived_at: null,
  }
  return { status: 200, body }
}

function checkMember(call: Call): Reply {
  const organization = findOrganization(call)
  requireMembersRead(call, organization)
  const members = call.world.members.get(organization.login.toLowerCase())
  if (!members?.has((call.params.username ?? '').toLowerCase())) throw notFound()
  return { status: 204 }
}

function listTeams(call: Call): Reply {
  const organization = findOrganization(call)
  requireMembersRead(call, organization)
  const teams = [...call.world.teams.values()].filter((team) => team.organization.id === organization.id)
  return paged(teams, (team) => ({ ...presentTeam(call, team), parent: null }))
}

function getTeam(call: Call): Reply {
  const { world } = call
  const team = findTeam(call)
  const organization = { ...organizationOf(call, team), created_at: timestamp(team.organization.createdAt) }
  const counts = { members_count: team.members.size, repos_count: 0 }
  const times = { created_at: timestamp(world.clock.now()), updated_at: timestamp(world.clock.now()) }
  return { status: 200, body: { ...presentTeam(call, team), parent: null, ...counts, ...times, organization } }
}

function listMembers(call: Call): Reply {
  const members = [...findTeam(call).members].flatMap((login) => call.world.user(login) ?? [])
  return paged(members, (member) => presentUser(call.world, member))
}

function organizationOf({ world }: Call, team: Team): Record<string, unknown> {
  return {
    ...presentOrganization(world, team.organization),
    html_url: `${world.urls.web}/${team.organization.login}`,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    updated_at: timestamp(team.organization.createdAt),
    archived_at: null,
    type: 'Organization',
  }
}

function presentTeam({ world }: Call, team: Team): Record<string, unknown> {
  const url = `${world.urls.api}/organizations/${team.organization.id}/team/${team.id}`
  return {
    id: team.id,
    node_id: team.nodeId,
    url,
    html_url: `${world.urls.web}/orgs/${team.organization.login}/teams/${team.slug}`,
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: team.organization.id,
  }
}

function findTeam(call: Call): Team {
  const organization = findOrganization(call)
  requireMembersRead(call, organization)
  const team = call.world.teams.get(`${organization.login}/${call.params.team_slug}`.toLowerCase())
  if (team === undefined) throw notFound()
  return team
}

function findOrganization({ world, params }: Call): User {
  const organization = world.user(params.org ?? '')
  if (organization?.type !== 'Organization') throw notFound()
  return organization
}

/** Throws what GitHub answers to those who may not know: 401 without a token, else 404. */
function requireMembersRead({ caller, world }: Call, organization: User): void {
  if (caller.kind === 'nobody') throw new Problem(401, 'Requires authentication')
  const isMember = world.members.get(organization.login.toLowerCase())?.has(caller.user.login.toLowerCase()) ?? false
  const may = caller.kind === 'person' ? isMember : caller.allowsOrganization?.(MEMBERS[0], organization)
  if (!may) throw notFound()
}
