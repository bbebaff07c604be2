import { timestamp } from '../clock.ts'
import type { App } from '../issue.ts'
import type { World } from '../world.ts'
import { presentUser } from './user.ts'

/** An App as `performed_via_github_app` shows it; null for none. */
export function presentApp(world: World, app: App | null): Record<string, unknown> | null {
  if (app === null) return null
  return {
    id: app.id,
    client_id: `Iv1.${app.id.toString(16).padStart(16, '0')}`,
    slug: app.slug,
    node_id: app.nodeId,
    owner: presentUser(world, app.owner),
    name: app.name,
    description: '',
    external_url: `${world.urls.web}/apps/${app.slug}`,
    html_url: `${world.urls.web}/apps/${app.slug}`,
    created_at: timestamp(app.createdAt),
    updated_at: timestamp(app.createdAt),
    permissions: app.permissions,
    events: [],
  }
}
