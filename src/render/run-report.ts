import type { Effect } from '../domain/effect.ts'
import type { Facts } from '../domain/facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Failure } from '../domain/snapshot.ts'
import type { Problem } from '../settings/problem.ts'
import type { CheckReport } from './check-report.ts'

/** What one run saw, decided and wrote: the input of the job summary. All texts are plain and untrusted. */
export interface RunReport {
  /** Why the run started, in words: `issues opened by dana on #812`. */
  readonly trigger: string
  readonly outcome: Outcome
  /** Decided everything and wrote nothing: the effects are those of a real run. */
  readonly dryRun: boolean
  /** One, or all that a sweep looked after. */
  readonly incidents: readonly IncidentReport[]
  readonly usage: RunUsage
  /** Where the settings are broken, and what GitHub refused outside a single incident. */
  readonly problems: readonly Problem[]
  readonly failures: readonly Failure[]
  /** Anything else worth a line. */
  readonly notices: readonly string[]
  /** Issues that asked for an incident when nobody saw it in time, and that were left alone. ISO 8601. */
  readonly late: readonly { readonly number: number; readonly createdAt: string; readonly url: string }[]
  readonly check: CheckReport | undefined
}

export interface IncidentReport {
  readonly number: number
  readonly title: string
  readonly url: string
  readonly outcome: Outcome
  /** `undefined` where the issue could not be read. */
  readonly facts: Facts | undefined
  readonly serviceName: string | undefined
  /** What was written, in order; in a dry run, what would be. */
  readonly effects: readonly Effect[]
  readonly failures: readonly Failure[]
}

export interface RunUsage {
  readonly requests: number
  readonly writes: number
  /** Longest chain of requests that had to wait for each other. */
  readonly roundTrips: number
  readonly milliseconds: number
}
