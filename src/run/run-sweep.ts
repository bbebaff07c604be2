import { isAskingCommand } from '../domain/history/asking.ts'
import type { Installation } from '../domain/installation.ts'
import { installationLabel, readInstallation } from '../domain/installation.ts'
import { postmortemOf } from '../domain/labels.ts'
import { makeLabels } from '../github/apply/label.ts'
import { observeInstallation } from '../github/observe-installation.ts'
import type { KnownIssue } from '../github/observe-record.ts'
import type { Swept } from '../github/observe-sweep.ts'
import { observeSweep } from '../github/observe-sweep.ts'
import { readBodyCommands } from '../text/command-line.ts'
import { readIssueForm } from '../text/issue-form.ts'
import type { IncidentRun } from './run-incident.ts'
import { runIncident } from './run-incident.ts'
import type { Session } from './session.ts'

/** Incidents looked after side by side: fast enough for an hour's sweep, and far from GitHub's limit of 100 at once. */
const atOnce = 4

/** What a sweep did, and what it left alone since nobody saw it in time. */
export interface Sweep {
  readonly incidents: readonly IncidentRun[]
  readonly late: Swept['late']
}

/** Looks after everything: missed events, closes and merges, deadlines that have passed. */
export async function runSweep(session: Session): Promise<Sweep> {
  const { client, where, form, settings } = session
  const label = await observeInstallation(client, where, settings.labels.unconfirmed)
  const now = client.now()
  const installation = await recordInstallation(session, readInstallation(label, { now, actAt: undefined }))
  const asks = (body: string) =>
    (form !== undefined && readIssueForm(body, form) !== undefined) ||
    readBodyCommands(body).some(({ name }) => isAskingCommand(name))
  // Where nobody can tell, nothing old is adopted.
  const installed = installation.kind === 'unknown' ? now : installation.since
  const { issues, late } = await observeSweep(client, where, { now, names: settings.labels, installed, asks })
  const runs: IncidentRun[] = []
  const waiting = [...issues]
  const work = async (): Promise<void> => {
    for (let known = waiting.shift(); known; known = waiting.shift()) {
      const pull = awaitsMerge(known, session)
      runs.push(await runIncident(session, { number: known.issue.number, known, pull, installation }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const opened = new Set(runs.filter(isIncident).map(({ number }) => number))
  return {
    incidents: runs.sort((a, b) => a.number - b.number),
    late: late.filter(({ number }) => !opened.has(number)),
  }
}

function isIncident(run: IncidentRun): boolean {
  return run.kind === 'done' && run.first.outcome !== 'not-an-incident'
}

/** The very first run writes down since when Muster is installed, before it looks at anything. */
async function recordInstallation(session: Session, installation: Installation): Promise<Installation> {
  if (installation.kind !== 'first-run' || session.inputs.dryRun) return installation
  await makeLabels(session, [installationLabel(installation.since, session.settings.labels)])
  return { kind: 'known', since: installation.since }
}

/** Its pull request may have been merged or closed without an event that reached us. */
function awaitsMerge({ issue }: KnownIssue, { settings }: Session): boolean {
  return issue.labels.some((label) => {
    const name = typeof label === 'string' ? label : (label.name ?? '')
    return postmortemOf(name, settings.labels) === 'open'
  })
}
