import type { NotReached } from '../domain/content.ts'
import type { KnownRole } from '../domain/vocabulary.ts'
import type { Problem } from '../settings/problem.ts'

/** A question that GitHub answers with yes or no, or that nobody without more power may ask. */
export type Answer = 'yes' | 'no' | 'unknown'

/** What was found out about the repository and its people; the same shape as `github/check-findings` gives. */
export interface Findings {
  readonly permissions: Readonly<Record<PermissionName, Answer>>
  readonly missingLabels: readonly string[]
  readonly people: readonly {
    readonly login: string
    readonly exists: Answer
    readonly assignable: Answer
    readonly role: KnownRole
  }[]
  readonly teams: readonly { readonly mention: string; readonly membersReadable: Answer }[]
  readonly mayOpenPullRequests: Answer
  readonly editHistory: Answer
}

export type PermissionName =
  | 'readContents'
  | 'readIssues'
  | 'writeIssues'
  | 'writeContents'
  | 'writePullRequests'
  | 'readDeployments'

/** Everything that `check` reports. */
export interface CheckReport {
  readonly findings: Findings
  /** Whom a SEV1 would call, service by service. */
  readonly calls: readonly {
    readonly service: string
    readonly call: readonly string[]
    readonly inform: readonly string[]
    readonly notReached: readonly NotReached[]
  }[]
  /** Problems of the settings and of the form against them. */
  readonly problems: readonly Problem[]
  /** Runbooks with something to mend: path and what, in plain words. */
  readonly runbookNotices: readonly { readonly path: string; readonly message: string; readonly help: string }[]
  readonly runbooks: number
}
