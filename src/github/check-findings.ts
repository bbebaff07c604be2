import type { KnownRole } from '../domain/vocabulary.ts'
import type { TextFile } from '../files/repository-files.ts'
import type { SweepWorkflow } from './observe-sweep-workflow.ts'

/** A question that GitHub answers with yes or no, or that nobody without more power may ask. */
export type Answered = 'yes' | 'no' | 'unknown'

/** A line of a job's `permissions:`. */
export type PowerName =
  | 'contents: read'
  | 'contents: write'
  | 'issues: read'
  | 'issues: write'
  | 'pull-requests: write'
  | 'deployments: read'

/** Whether a job's token has one power. */
export interface PowerFinding {
  readonly name: PowerName
  /** Without it the job cannot do its work. */
  readonly needed: boolean
  readonly answer: Answered
  /** Where it was refused: what GitHub says it accepts instead, as `issues=write; pull_requests=write`. */
  readonly accepted?: string
}

/** What `check` found out about the powers of one job. Plain data. */
export interface PowerFindings {
  readonly powers: readonly PowerFinding[]
  /** "Allow GitHub Actions to create and approve pull requests". */
  readonly mayOpenPullRequests: Answered
}

/** What `check` found out about the repository and the people that the settings name. Plain data. */
export interface RepositoryFindings {
  /** Labels that are not there yet. */
  readonly missingLabels: readonly string[]
  readonly people: readonly PersonFinding[]
  readonly teams: readonly TeamFinding[]
  readonly editHistory: Answered
  readonly sweep: SweepWorkflow
  /** Every issue form of the default branch; `undefined` where they cannot be read. */
  readonly forms: readonly TextFile[] | undefined
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
