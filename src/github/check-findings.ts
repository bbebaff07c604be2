import type { KnownRole } from '../domain/vocabulary.ts'

/** A question that GitHub answers with yes or no, or that nobody without more power may ask. */
export type Answered = 'yes' | 'no' | 'unknown'

/** What `check` found out about the repository and the people that the settings name. Plain data. */
export interface CheckFindings {
  readonly permissions: {
    readonly readContents: Answered
    readonly readIssues: Answered
    readonly writeIssues: Answered
    /** Asked only of a token that should have them: the job `document`, or both jobs in one. */
    readonly writeContents: Answered
    readonly writePullRequests: Answered
    readonly readDeployments: Answered
  }
  /** Labels that Muster will make when it first needs them. */
  readonly missingLabels: readonly string[]
  readonly people: readonly PersonFinding[]
  readonly teams: readonly TeamFinding[]
  /** "Allow GitHub Actions to create and approve pull requests". */
  readonly mayOpenPullRequests: Answered
  readonly editHistory: Answered
}

export interface PersonFinding {
  readonly login: string
  readonly exists: Answered
  readonly assignable: Answered
  readonly role: KnownRole
}

export interface TeamFinding {
  /** `org/team`, as the settings mention it. */
  readonly mention: string
  readonly membersReadable: Answered
}
