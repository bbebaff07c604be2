import type { Team } from '../state/user.ts'
import type { World } from '../state/world.ts'

/** A team as pull requests show it among those asked for a review. */
export function presentTeam(world: World, team: Team): Record<string, unknown> {
  const url = `${world.urls.api}/organizations/${team.organization.id}/team/${team.id}`
  return {
    id: team.id,
    node_id: team.nodeId,
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url,
    html_url: `${world.urls.web}/orgs/${team.organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: team.organization.id,
    parent: null,
  }
}
