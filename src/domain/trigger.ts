/**
 * Why this run was started. It wakes Muster and names what to look at; what is true is read from GitHub, never from here.
 */
export type Trigger =
  | IssueTrigger
  | { readonly kind: 'pull-request'; readonly incident: number; readonly pull: number; readonly eventAt?: string }
  | { readonly kind: 'sweep'; readonly cause: 'schedule' | 'dispatch' }
  | { readonly kind: 'check' }
  | { readonly kind: 'drill'; readonly run: string; readonly service?: string }
  | { readonly kind: 'nothing'; readonly reason: NothingReason; readonly detail: string }

/** Everything that concerns one issue: its own events, its comments', or a dispatch that names it. */
export interface IssueTrigger {
  readonly kind: 'issue'
  readonly number: number
  readonly event: 'issues' | 'issue_comment' | 'dispatch'
  readonly action: string
  readonly sender: string
  /** The issue as the event saw it: a hint that lets reads start at once, never a fact. */
  readonly hint?: IssueHint
}

export interface IssueHint {
  readonly title: string
  readonly author: string
  readonly body: string
  readonly labels: readonly string[]
  /** The comment that the event is about. */
  readonly comment: string | undefined
  /**
   * Whether the event shows whoever did it as somebody of the repository, or as an App that somebody installed. A hint of what
   * is at stake, never of rights.
   */
  readonly senderIsTrusted: boolean
  readonly createdAt: string
  readonly comments: number
  /** When the issue was last changed as the event saw it: whatever GitHub shows from before that is old. */
  readonly updatedAt: string
  readonly change: SeenChange | undefined
}

/** What the event says has happened. A list that does not show it yet is old, too. */
export type SeenChange =
  | { readonly kind: 'comment-edited'; readonly comment: number; readonly at: string }
  | { readonly kind: 'comment-deleted'; readonly comment: number }
  | { readonly kind: 'body-edited' }
  | { readonly kind: 'closed' | 'reopened' }
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: string }

/** Why an event is none of Muster's business; each is an outcome of its own. */
export type NothingReason =
  | 'unsupported-event'
  | 'pull-request-comment'
  | 'foreign-pull-request'
  | 'issue-gone'
  | 'malformed-event'
