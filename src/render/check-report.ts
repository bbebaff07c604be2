import type { ServiceCall } from '../domain/check.ts'
import type { KnownRole } from '../domain/vocabulary.ts'
import type { Problem } from '../settings/problem.ts'

/** A question that GitHub answers with yes or no, or that nobody without more power may ask. */
export type Answer = 'yes' | 'no' | 'unknown'

/** Everything that `check` reports from one job. */
export interface CheckReport {
  /** The job that looked. With two jobs, each reports its own powers, and `run` all the rest. */
  readonly part: 'run' | 'document' | 'all'
  readonly powers: readonly CheckedPower[]
  readonly mayOpenPullRequests: Answer
  /** Left to the other job by `document`. */
  readonly repository: CheckedRepository | undefined
}

/** A line of the job's `permissions:`; the same shape as `github/check-findings` gives. */
export interface CheckedPower {
  readonly name: string
  readonly needed: boolean
  readonly answer: Answer
  /** What GitHub says it accepts, as its header writes it. */
  readonly accepted?: string
}

/** What was found out about the repository and its people. */
export interface CheckedRepository {
  /** The settings file. */
  readonly settingsPath: string
  /** How many labels an incident may need here, and those that are not there yet. */
  readonly labels: number
  readonly missingLabels: readonly string[]
  readonly people: readonly {
    readonly login: string
    readonly exists: Answer
    readonly assignable: Answer
    readonly role: KnownRole
  }[]
  readonly teams: readonly { readonly mention: string; readonly membersReadable: Answer }[]
  readonly editHistory: Answer
  readonly sweep:
    | { readonly kind: 'active' | 'missing' | 'unknown' }
    | { readonly kind: 'switched-off'; readonly reason: string; readonly url: string }
  /** Every issue form with what GitHub refuses in it; `undefined` where they could not be read. */
  readonly forms: readonly CheckedForm[] | undefined
  /** Whom a SEV1 would call, service by service, and on anything else. */
  readonly calls: readonly ServiceCall[]
  readonly otherCall: ServiceCall | undefined
  /** Problems of the settings. */
  readonly problems: readonly Problem[]
  /** Runbooks with something to fix: path and what, in plain words. */
  readonly runbookNotices: readonly { readonly path: string; readonly message: string; readonly help: string }[]
  readonly runbooks: number
}

export interface CheckedForm {
  readonly path: string
  /** It asks for an incident; the others are not Muster's. */
  readonly incident: boolean
  readonly problems: readonly Problem[]
}
