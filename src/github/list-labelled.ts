import type { GitHubClient } from './client.ts'
import { listIssues } from './list-issues.ts'
import type { ApiIssue } from './narrow.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/**
 * Issues with a label in any spelling, oldest first. GitHub keeps one label for `Action-Item` and `action-item`, and the
 * repository's own spelling was there first; whether its lists tell them apart is not documented. So where our spelling
 * finds nothing, the label itself is asked how it is spelled.
 */
export async function listLabelled(
  client: GitHubClient,
  where: Place,
  { label, ...filter }: { readonly label: string; readonly state: 'open' | 'all'; readonly since?: string },
): Promise<readonly ApiIssue[]> {
  const found = await listIssues(client, where, { labels: label, ...filter })
  if (found.length > 0) return found
  const spelled = await client.rest.issues.getLabel({ ...inPlace(where), name: label }).then(
    ({ data }) => data.name,
    () => label,
  )
  return spelled === label ? [] : await listIssues(client, where, { labels: spelled, ...filter })
}
