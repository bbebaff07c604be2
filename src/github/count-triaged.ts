import { triageLabel } from '../domain/labels.ts'
import type { GitHubClient } from './client.ts'
import { listIssues } from './observe-open-incidents.ts'
import type { Place } from './place.ts'

const hour = 3_600_000

/** How many issues of the last hour wait for triage. Where GitHub does not tell, none: one comment too many harms less. */
export async function countTriaged(client: GitHubClient, where: Place, now: string): Promise<number> {
  const since = new Date(Date.parse(now) - hour).toISOString()
  const issues = await listIssues(client, where, { labels: triageLabel, state: 'all', since }).catch(() => [])
  return issues.filter((issue) => issue.created_at >= since).length
}
