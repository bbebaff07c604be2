import type { Effect } from '../../src/domain/effect.ts'
import { reconcile } from '../../src/domain/reconcile.ts'
import type { RenderedComment, RenderedPlan } from '../../src/domain/rendered-plan.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { fingerprint } from '../../src/text/hash.ts'
import { printMarker } from '../../src/text/marker.ts'
import { nothingPlanned } from './build-incident.ts'
import { buildComment, buildSnapshot, ourLogin } from './build-snapshot.ts'

/** What it takes to make a plan true that wants this alone. */
export const effects = (plan: Partial<RenderedPlan>, snapshot: Snapshot = buildSnapshot()) =>
  reconcile({ ...nothingPlanned, ...plan }, snapshot)

/** What kinds of effects these are, in their order. */
export const kinds = (all: readonly Effect[]) => all.map(({ kind }) => kind)

/** A comment as it is rendered, kept true unless told. */
export const comment = (key: string, change: Partial<RenderedComment> = {}): RenderedComment => ({
  key,
  keys: [key],
  claim: 'none',
  existing: 'update',
  body: `${key} says`,
  silent: undefined,
  ...change,
})

/** The body of such a comment, with its marker. */
export const written = (text: string, ...keys: readonly string[]) =>
  `${text}\n\n${printMarker([...keys, `text:${fingerprint(text)}`])}`

/** The board of an incident. */
export const board = comment('board', { claim: 'issue' })

/** A comment of ours that stands so. */
export const stood = (text: string, ...keys: readonly string[]) =>
  buildComment(ourLogin, written(text, ...keys), { id: 500 })
