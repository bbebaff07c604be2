import type { IncidentRecord } from '../domain/record.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Session } from './session.ts'

/** A snapshot of which the session and the record are known, and nothing else was read yet. */
export function makeSnapshot(session: Session, record: IncidentRecord): Snapshot {
  const { inputs } = session
  return {
    now: session.client.now(),
    repository: session.repository,
    settings: session.settings,
    problems: session.problems,
    form: session.form,
    record,
    installation: undefined,
    roles: {},
    surroundings: undefined,
    document: undefined,
    secrets: [],
    chat: { configured: inputs.chatUrl !== undefined, sent: [], failed: [] },
    failures: session.failures,
    part: inputs.part,
    runbooksFolder: inputs.runbooksFolder,
  }
}
