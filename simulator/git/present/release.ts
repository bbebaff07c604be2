import type { View } from '../../state/act.ts'
import { timestamp } from '../../state/clock.ts'
import { presentBody } from '../../state/present/body.ts'
import { apiUrl, webUrl } from '../../state/present/repository.ts'
import { presentUser } from '../../state/present/user.ts'
import type { Release } from '../../state/release.ts'

/** A release. */
export function presentRelease(view: View, release: Release): Record<string, unknown> {
  const { world, repository } = view
  const api = apiUrl(world, repository)
  const url = `${api}/releases/${release.id}`
  const archive = release.draft ? null : `${api}/tarball/${release.tagName}`
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${webUrl(world, repository)}/releases/tag/${release.tagName}`,
    id: release.id,
    author: presentUser(world, release.author),
    node_id: release.nodeId,
    tag_name: release.tagName,
    target_commitish: release.targetCommitish,
    name: release.name,
    draft: release.draft,
    immutable: false,
    prerelease: release.prerelease,
    created_at: timestamp(release.createdAt),
    updated_at: timestamp(release.publishedAt ?? release.createdAt),
    published_at: release.publishedAt && timestamp(release.publishedAt),
    assets: [],
    tarball_url: archive,
    zipball_url: archive?.replace('/tarball/', '/zipball/') ?? null,
    ...presentBody(view, release),
  }
}
