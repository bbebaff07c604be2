import type { Reaction } from './vocabulary.ts'

/** The repository that the incident lives in. */
export interface Repository {
  readonly owner: string
  readonly name: string
  /** Where people look at it: `https://github.com/owner/name`. */
  readonly url: string
  readonly private: boolean
  readonly defaultBranch: string
  /** The commit that files were read at and that permalinks point to; empty when nothing could be read. */
  readonly sha: string
}

export interface Issue {
  readonly number: number
  readonly url: string
  readonly title: string
  readonly body: string
  readonly author: string
  readonly authorIsBot: boolean
  readonly state: 'open' | 'closed'
  readonly stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | undefined
  readonly locked: boolean
  readonly labels: readonly string[]
  /** Those among them that look as GitHub makes a label that was missing: without description, in its default grey. */
  readonly bareLabels?: readonly string[]
  readonly assignees: readonly string[]
  /** ISO 8601, UTC, as every time in the domain. */
  readonly createdAt: string
  readonly closedAt: string | undefined
  readonly commentCount: number
}

export interface Comment {
  readonly id: number
  readonly url: string
  readonly author: string
  readonly authorIsBot: boolean
  readonly body: string
  /** What GitHub rendered: the only proof that a mention resolved. */
  readonly bodyHtml: string
  readonly createdAt: string
  readonly updatedAt: string
}

/** One entry of the issue's event list; kinds that Muster has no use for are left out. */
export type IssueEvent = {
  readonly id: number
  readonly actor: string
  readonly at: string
} & (
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: string }
  | { readonly kind: 'assigned' | 'unassigned'; readonly assignee: string }
  | { readonly kind: 'closed'; readonly reason: Issue['stateReason'] }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'marked_as_duplicate' }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
)

/** One version of the issue's body: the whole text after that edit, and who made it. */
export interface BodyEdit {
  readonly at: string
  readonly editor: string
  readonly body: string
}

/** Everything that GitHub knows of one incident: the input of the fold. */
export interface IncidentRecord {
  readonly issue: Issue
  /** All comments in the order of their ids, ours and everybody's. */
  readonly comments: readonly Comment[]
  readonly events: readonly IssueEvent[]
  /** Oldest first; `undefined` where GitHub does not tell (GHES, no GraphQL). */
  readonly edits: readonly BodyEdit[] | undefined
  /** The login that our own writes carry: comments by anybody else are never ours. */
  readonly ourLogin: string
}

/** A reaction of ours on a comment. */
export interface CommentReaction {
  readonly comment: number
  readonly content: Reaction
}
