import type { User } from './user.ts'

/** An App as `performed_via_github_app` shows it. */
export interface App {
  readonly id: number
  readonly nodeId: string
  readonly slug: string
  readonly name: string
  readonly owner: User
  readonly permissions: Readonly<Record<string, string>>
  readonly createdAt: Date
}

/** A label of a repository. The same object stands in every issue that carries it. */
export interface Label {
  readonly id: number
  readonly nodeId: string
  name: string
  color: string
  description: string | null
  readonly isDefault: boolean
  readonly createdAt: Date
}

/** A milestone of a repository (not an incident's milestone). */
export interface Milestone {
  readonly id: number
  readonly nodeId: string
  readonly number: number
  title: string
  description: string | null
  state: 'open' | 'closed'
  readonly creator: User
  readonly createdAt: Date
  updatedAt: Date
  closedAt: Date | null
  dueOn: Date | null
}

/** GitHub's eight reactions. */
export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const

/** The name of a reaction. */
export type ReactionContent = (typeof REACTIONS)[number]

/** A reaction of somebody on an issue or a comment. */
export interface Reaction {
  readonly id: number
  readonly nodeId: string
  readonly user: User
  readonly content: ReactionContent
  readonly createdAt: Date
}

/** One version of a text. The first entry of a list is the text as it was before its first edit. */
export interface ContentEdit {
  readonly id: number
  readonly nodeId: string
  readonly editor: User
  readonly editedAt: Date
  /** The whole text after this edit, as GraphQL's `diff` gives it. */
  readonly text: string
}

/** One entry of an issue's record, as the events and timeline endpoints tell it. */
export interface IssueEvent {
  readonly id: number
  readonly nodeId: string
  readonly event: string
  readonly actor: User | null
  readonly app: App | null
  readonly createdAt: Date
  readonly commitId?: string | null
  readonly label?: { readonly name: string; readonly color: string }
  readonly assignee?: User
  readonly rename?: { readonly from: string; readonly to: string }
  readonly stateReason?: StateReason | null
  readonly lockReason?: string | null
  readonly milestone?: string
  readonly commentId?: number
  readonly requestedReviewer?: User
  /** For `cross-referenced`: where the reference stands. */
  readonly source?: { readonly repositoryId: number; readonly number: number }
  /** Fields of events that others add, already in GitHub's own shape. */
  readonly extra?: Readonly<Record<string, unknown>>
}

/** Why an issue was closed or reopened. */
export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened'

/** An issue, or the part of a pull request that behaves as one (`isPull`). Plain data, so that it can be copied. */
export interface Issue {
  readonly id: number
  readonly nodeId: string
  readonly number: number
  readonly isPull: boolean
  readonly author: User
  readonly app: App | null
  title: string
  body: string | null
  state: 'open' | 'closed'
  stateReason: StateReason | null
  labels: Label[]
  assignees: User[]
  milestone: Milestone | null
  locked: boolean
  activeLockReason: string | null
  readonly createdAt: Date
  updatedAt: Date
  closedAt: Date | null
  closedBy: User | null
  readonly reactions: Reaction[]
  /** Empty until the text is edited for the first time. */
  readonly edits: ContentEdit[]
  /** Whether who wrote the text last could mention teams. */
  canMentionTeams: boolean
  readonly events: IssueEvent[]
  pinnedCommentId: number | null
}

/** A comment on an issue or pull request. */
export interface IssueComment {
  readonly id: number
  readonly nodeId: string
  readonly issueNumber: number
  readonly author: User
  readonly app: App | null
  body: string
  readonly createdAt: Date
  updatedAt: Date
  readonly reactions: Reaction[]
  readonly edits: ContentEdit[]
  /** Whether who wrote the text last could mention teams. */
  canMentionTeams: boolean
  minimizedReason: string | null
  /** Whether it was written as a reply to a notification mail: shown as a mail, not as Markdown. */
  readonly viaEmail: boolean
  pinnedAt: Date | null
  pinnedBy: User | null
}
