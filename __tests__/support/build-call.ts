import { planCall } from '../../src/domain/call-state.ts'
import { readFacts } from '../../src/domain/history/read-facts.ts'
import type { Comment } from '../../src/domain/record.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import type { SnapshotParts } from './build-snapshot.ts'
import { buildSnapshot } from './build-snapshot.ts'

/** Services that call few and many, teams that can be mentioned and that cannot. */
export const callSettings = `
teams: { ops: { mention: acme/ops }, silent: { members: [] } }
contacts: https://wiki.test/phones
services:
  checkout: { call: [alice, bob], inform: [carol, dora], escalate: [Eve] }
  search: { call: [frank] }
  big: { call: [${Array.from({ length: 39 }, (_, index) => `c${index}`)}], inform: [i1, i2, i3] }
  huge: { call: [${Array.from({ length: 42 }, (_, index) => `c${index}`)}], inform: [i1] }
  teams: { call: [ops, silent, alice] }
`

/** A report of that severity on that service. */
export const reportOn = (service: string, severity = 'SEV2') => ({
  issue: { title: 'Payments fail', body: `Service: ${service}\nSeverity: ${severity}` },
})

/** An incident on the service `checkout`, unless told. */
export const buildCall = (
  comments: readonly Comment[] = [],
  parts: SnapshotParts = {},
  changes: Partial<Snapshot> = {},
) =>
  buildSnapshot(
    { settings: callSettings, comments, ...reportOn('checkout'), ...parts },
    { roles: { alice: 'admin', rita: 'read' }, ...changes },
  )

/** What stands around it. */
export const around = (snapshot: Snapshot) => snapshot.surroundings ?? fail()

/** The call as it is planned. */
export const planOf = (snapshot: Snapshot) => planCall(readFacts(snapshot), snapshot, around(snapshot))

function fail(): never {
  throw new Error('no surroundings')
}

/** Whom `checkout` calls first. */
export const firstCalled = ['alice', 'bob']
