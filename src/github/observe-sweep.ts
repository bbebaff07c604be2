import { incidentLabel, postmortemLabel, reportLabel, triageLabel } from '../domain/labels.ts'
import type { GitHubClient } from './client.ts'
import { readEditHistory } from './edit-history.ts'
import type { ApiIssue } from './narrow.ts'
import { narrowIssue } from './narrow.ts'
import { listIssues } from './observe-open-incidents.ts'
import type { KnownIssue } from './observe-record.ts'
import { pageSize } from './pages.ts'
import { inPlace, type Place } from './place.ts'

/** How long after its closing an incident without a postmortem label is looked at again. */
const recentDays = 30

/** What decides which issues a sweep looks after. */
export interface SweepWish {
  /** ISO 8601. */
  readonly now: string
  /** Whether a body was filled into the incident form. */
  readonly isFilledForm: (body: string) => boolean
}

/**
 * Every issue that a sweep has to look after, oldest first: open incidents, reports and what waits for triage, and closed
 * incidents that are not finished. Handed to `observeRecord` as `known`, each then costs two requests.
 */
export async function observeSweep(
  client: GitHubClient,
  where: Place,
  { now, isFilledForm }: SweepWish,
): Promise<readonly KnownIssue[]> {
  const since = new Date(Date.parse(now) - recentDays * 86_400_000).toISOString()
  const lists = await Promise.all([
    listIssues(client, where, { labels: incidentLabel, state: 'open' }),
    listIssues(client, where, { labels: triageLabel, state: 'open' }),
    listIssues(client, where, { labels: reportLabel, state: 'open' }),
    listIssues(client, where, { labels: postmortemLabel('open'), state: 'closed' }),
    // All, not the closed: where this list is older than the first, what was closed meanwhile would be in neither.
    listIssues(client, where, { labels: incidentLabel, state: 'all', since }),
    // A form's label comes only where it exists: the first report of a repository, its event lost, carries none.
    listNewest(client, where).then((newest) => newest.filter(({ body }) => isFilledForm(body ?? ''))),
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

/** The newest open issues, one page: what is older has been seen by a sweep before. */
async function listNewest(client: GitHubClient, where: Place): Promise<readonly ApiIssue[]> {
  const newest = { state: 'open', sort: 'created', direction: 'desc', per_page: pageSize } as const
  const { data } = await client.rest.issues.listForRepo({ ...inPlace(where), ...newest })
  return data.filter((issue) => !issue.pull_request)
}

/** Closed, and nobody can tell yet that all is done: a missed closing has no postmortem label, a missed merge `open`. */
function isUnfinished(issue: ApiIssue, since: string): boolean {
  const { labels, closedAt } = narrowIssue(issue, {})
  const states = labels.map((label) => label.toLowerCase()).filter((label) => label.startsWith('postmortem:'))
  if (states.includes(postmortemLabel('open'))) return true
  return states.length === 0 && closedAt !== undefined && closedAt >= since
}
