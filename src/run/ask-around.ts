import { wantSurroundings } from '../domain/changes.ts'
import { readFacts } from '../domain/history/read-facts.ts'
import type { InstallationLabel } from '../domain/installation.ts'
import { undatedRunbooks } from '../domain/runbook-links.ts'
import type { Snapshot, Surroundings } from '../domain/snapshot.ts'
import { onlyRunbooks } from '../domain/snapshot.ts'
import type { FilesAt } from '../github/last-changes.ts'
import { observeSurroundings } from '../github/observe-surroundings.ts'
import type { Session } from './session.ts'

/** What GitHub tells of an incident's surroundings; the runbooks come from the session. */
export type Around = Pick<Surroundings, 'openIncidents' | 'changes' | 'lastChanges'> & {
  readonly failures: Snapshot['failures']
  readonly installation: InstallationLabel
}

/** Reads what stands around an incident, on the strength of what is known of it. Never rejects. */
export async function askAround(session: Session, snapshot: Snapshot): Promise<Around> {
  const { repository, files } = session
  const wanted = wantSurroundings(readFacts(snapshot), snapshot, files.codeowners)
  // The matching takes a moment: it runs while the other first requests are on their way.
  await new Promise((resolve) => setImmediate(resolve))
  return await observeSurroundings(session.client, session.where, {
    ...wanted,
    incidentLabel: session.settings.labels.incident,
    unconfirmedLabel: session.settings.labels.unconfirmed,
    repositoryUrl: repository.url,
    defaultBranch: repository.defaultBranch,
    undated: findUndated(session, snapshot),
  })
}

function findUndated(session: Session, snapshot: Snapshot): FilesAt {
  const ref = session.repository.sha || session.repository.defaultBranch
  const { facts } = readFacts(snapshot)
  if (!facts.declared) return { ref, paths: [] }
  return { ref, paths: undatedRunbooks(facts, snapshot, onlyRunbooks(session.corpus())) }
}
