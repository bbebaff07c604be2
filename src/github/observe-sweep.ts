import { incidentLabel, postmortemLabel, reportLabel, triageLabel } from '../domain/labels.ts'
import type { GitHubClient } from './client.ts'
import { readEditHistory } from './edit-history.ts'
import type { ApiIssue } from './narrow.ts'
import { narrowIssue } from './narrow.ts'
import { listIssues } from './observe-open-incidents.ts'
import type { KnownIssue } from './observe-record.ts'
import type { Place } from './place.ts'

/** How long after its closing an incident without a postmortem label is looked at again. */
const recentDays = 30

/**
 * Every issue that a sweep has to look after, oldest first: open incidents, reports and what waits for triage, and closed
 * incidents that are not finished. Handed to `observeRecord` as `known`, each then costs two requests.
 */
export async function observeSweep(client: GitHubClient, where: Place, now: string): Promise<readonly KnownIssue[]> {
  const since = new Date(Date.parse(now) - recentDays * 86_400_000).toISOString()
  const lists = await Promise.all([
    listIssues(client, where, { labels: incidentLabel, state: 'open' }),
    listIssues(client, where, { labels: triageLabel, state: 'open' }),
    listIssues(client, where, { labels: reportLabel, state: 'open' }),
    listIssues(client, where, { labels: postmortemLabel('open'), state: 'closed' }),
    // All, not the closed: where this list is older than the first, what was closed meanwhile would be in neither.
    listIssues(client, where, { labels: incidentLabel, state: 'all', since }),
  ])
  const unfinished = lists.flat().filter((issue) => issue.state === 'open' || isUnfinished(issue, since))
  const issues = [...new Map(unfinished.map((issue) => [issue.number, issue])).values()].sort(
    (a, b) => a.number - b.number,
  )
  const edits = await readEditHistory(
    client,
    where,
    issues.map((issue) => issue.number),
  )
  return issues.map((issue) => ({ issue, edits: edits.get(issue.number) }))
}

/** Closed, and nobody can tell yet that all is done: a missed closing has no postmortem label, a missed merge `open`. */
function isUnfinished(issue: ApiIssue, since: string): boolean {
  const { labels, closedAt } = narrowIssue(issue, {})
  const states = labels.map((label) => label.toLowerCase()).filter((label) => label.startsWith('postmortem:'))
  if (states.includes(postmortemLabel('open'))) return true
  return states.length === 0 && closedAt !== undefined && closedAt >= since
}
