import type { GitHubClient } from './client.ts'
import { listIssues } from './list-issues.ts'
import type { Place } from './place.ts'

const hour = 3_600_000

/** How many reports of the last hour wait for `/confirm`. Where GitHub does not tell, none: one comment too many harms less. */
export async function countUnconfirmed(
  client: GitHubClient,
  where: Place,
  { label, now }: { readonly label: string; readonly now: string },
): Promise<number> {
  const since = new Date(Date.parse(now) - hour).toISOString()
  const issues = await listIssues(client, where, { labels: label, state: 'all', since }).catch(() => [])
  return issues.filter((issue) => issue.created_at >= since).length
}
