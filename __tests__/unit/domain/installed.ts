import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { buildCall as call } from '../../support/build-call.ts'
import { closed as document } from '../../support/build-documented.ts'
import { buildClosed as close } from '../../support/build-incident.ts'
import { build as say } from '../../support/build-said.ts'
import { buildSnapshot as snapshot } from '../../support/build-snapshot.ts'

/** Muster has been in the repository for weeks: what was asked for in the last day counts. */
const installed = {
  installation: { kind: 'known', since: '2026-11-01T00:00:00.000Z' },
} as const satisfies Partial<Snapshot>

/** The builders of `support/`, for a repository in which Muster is installed. */
export const buildSnapshot: typeof snapshot = (parts, changes) => snapshot(parts, { ...installed, ...changes })
export const buildClosed: typeof close = (parts, changes, reason) => close(parts, { ...installed, ...changes }, reason)
export const buildCall: typeof call = (comments, parts, changes) => call(comments, parts, { ...installed, ...changes })
export const build: typeof say = (comments, changes, text) => say(comments, { ...installed, ...changes }, text)
export const closed: typeof document = (parts, changes, settings) =>
  document(parts, { ...installed, ...changes }, settings)
