import { visibleReleases } from '../../git/visible-releases.ts'
import { timestamp } from '../../state/clock.ts'
import { webUrl } from '../../state/present/repository.ts'
import type { Release } from '../../state/release.ts'
import { connect } from '../connection.ts'
import type { Arguments, GraphNode, Sight } from '../node.ts'
import { requireRead } from '../require-read.ts'
import { sortByCreation } from '../sort-by-creation.ts'
import { actorNode } from './actor.ts'

/** The repository's releases that the caller may see. */
export function listReleases(sight: Sight, args: Arguments): Record<string, unknown> {
  requireRead(sight, ['contents'])
  const releases = sortByCreation('releases', visibleReleases(sight), args.orderBy)
  return connect('releases', releases, { args, show: (release) => releaseNode(sight, release) })
}

function releaseNode({ world, repository }: Sight, release: Release): GraphNode {
  const url = `${webUrl(world, repository)}/releases/tag/${release.tagName}`
  return {
    __typename: 'Release',
    id: release.nodeId,
    databaseId: release.id,
    name: release.name,
    tagName: release.tagName,
    description: release.body,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    author: actorNode(world, release.author),
    createdAt: timestamp(release.createdAt),
    publishedAt: release.publishedAt && timestamp(release.publishedAt),
    url,
    resourcePath: new URL(url).pathname,
  }
}
