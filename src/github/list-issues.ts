import type { GitHubClient } from './client.ts'
import type { ApiIssue } from './narrow.ts'
import { listAll, pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** Issues with these labels, all of them, oldest first; pull requests, which the endpoint lists too, are left out. */
export async function listIssues(
  client: GitHubClient,
  where: Place,
  filter: { readonly labels: string; readonly state: 'open' | 'closed' | 'all'; readonly since?: string },
): Promise<readonly ApiIssue[]> {
  const order = { sort: 'created', direction: 'asc' } as const
  const issues = await listAll((page) =>
    client.rest.issues.listForRepo({ ...inPlace(where), ...filter, ...order, per_page: pageSize, page }),
  )
  return issues.filter((issue) => !issue.pull_request)
}
