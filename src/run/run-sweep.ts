import { postmortemLabel } from '../domain/labels.ts'
import type { KnownIssue } from '../github/observe-record.ts'
import { observeSweep } from '../github/observe-sweep.ts'
import { readIssueForm } from '../text/issue-form.ts'
import type { IncidentRun } from './run-incident.ts'
import { runIncident } from './run-incident.ts'
import type { Session } from './session.ts'

/** Incidents looked after side by side: fast enough for an hour's sweep, and far from GitHub's limit of 100 at once. */
const atOnce = 4

/** Looks after everything: missed events, closes and merges, deadlines that have passed. */
export async function runSweep(session: Session): Promise<readonly IncidentRun[]> {
  const { client, where, form } = session
  const isFilledForm = (body: string) => form !== undefined && readIssueForm(body, form) !== undefined
  const issues = await observeSweep(client, where, { now: client.now(), isFilledForm })
  const runs: IncidentRun[] = []
  const waiting = [...issues]
  const work = async (): Promise<void> => {
    for (let known = waiting.shift(); known; known = waiting.shift()) {
      runs.push(await runIncident(session, { number: known.issue.number, known, pull: awaitsMerge(known) }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return runs.sort((a, b) => a.number - b.number)
}

/** Its pull request may have been merged or closed without an event that reached us. */
function awaitsMerge({ issue }: KnownIssue): boolean {
  const open = postmortemLabel('open')
  return issue.labels.some((label) => (typeof label === 'string' ? label : label.name) === open)
}
