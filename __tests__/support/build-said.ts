import type { PlannedComment } from '../../src/domain/plan.ts'
import type { Comment } from '../../src/domain/record.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { buildOwn } from './build-incident.ts'
import { buildSnapshot } from './build-snapshot.ts'

const settings = `
contacts: https://wiki.test/phones
timezone: Europe/Berlin
services:
  checkout: { aliases: [pay], call: [alice], escalate: [eve], inform: [ina] }
  search: { call: [frank, alice] }
  huge: { call: [${Array.from({ length: 45 }, (_, index) => `c${index}`)}] }
`

const body = 'Service: checkout\nSeverity: SEV2'

/** Who may do what on it. */
export const roles = { alice: 'admin', rita: 'read', tom: 'triage' } as const

/** An incident on `checkout`, in which `alice` may do anything, `tom` may triage and `rita` only read. */
export const build = (comments: readonly Comment[] = [], changes: Partial<Snapshot> = {}, text = body) =>
  buildSnapshot({ settings, comments, issue: { body: text, title: 'Down' } }, { roles, ...changes })

/** Its board, after the first call. */
export const board = buildOwn(['board', 'call:alice:opened', 'inform:ina:opened'])

/** A comment that is said once, as it is planned. */
export const said = (comment: Partial<PlannedComment>) => ({
  claim: 'none',
  silent: undefined,
  existing: 'leave',
  ...comment,
})
