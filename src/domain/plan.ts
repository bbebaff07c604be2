import type { Content, Postmortem } from './content.ts'
import type { Label } from './labels.ts'
import type { Outcome } from './outcome.ts'
import type { CommentReaction } from './record.ts'
import type { PostmortemState, Severity, Status } from './vocabulary.ts'

/** What should be true when this run is over. Nothing in it says how to get there. */
export interface Plan {
  readonly outcome: Outcome
  /** Labels that must be there and that must not; others are left alone. */
  readonly labels: { readonly present: readonly string[]; readonly absent: readonly string[] }
  /** Labels of the repository that must exist, whether an issue carries them or not. */
  readonly newLabels: readonly Label[]
  readonly comments: readonly PlannedComment[]
  /** Comments of ours, by key, that must not stand any more. */
  readonly removed: readonly string[]
  readonly reactions: readonly CommentReaction[]
  /** Reopen the issue, once for this closing. */
  readonly reopen: boolean
  readonly assignees: readonly string[]
  readonly chat: readonly ChatMessage[]
  readonly document: PlannedDocument | undefined
  /** Issues to be made of action items once the postmortem is merged. */
  readonly issues: readonly PlannedIssue[]
  readonly outputs: PlanOutputs
}

export interface PlannedComment {
  /** What the comment is and what caused it: `board`, `reply:<comment id>`, `called:severity:SEV1`. One comment for each. */
  readonly key: string
  /** All keys that its marker holds, the own one first. */
  readonly keys: readonly string[]
  readonly content: Content
  /** How it is made sure that two runs side by side do not both post it. */
  readonly claim: 'none' | 'issue' | 'comment'
  /** For a claimed comment: what stands there until the claim is won, without live mentions. */
  readonly silent: Content | undefined
  /** With the same key there: bring it up to date, or leave it as it was said. */
  readonly existing: 'update' | 'leave'
}

export interface ChatMessage {
  readonly key: string
  /** `missed`: people are owed a call that Muster could not make. */
  readonly about: 'opened' | 'update' | 'status' | 'severity' | 'resolved' | 'closed' | 'missed'
  readonly title: string
  readonly severity: Severity | undefined
  readonly status: Status
  readonly serviceName: string | undefined
  readonly text: string | undefined
  readonly issueUrl: string
  readonly drill: boolean
}

export interface PlannedDocument {
  readonly deliver: 'pull-request' | 'branch'
  readonly branch: string
  readonly postmortem: Postmortem
  /** What each file becomes; `render` writes the texts. */
  readonly files: readonly PlannedFile[]
  readonly reviewers: readonly string[]
  readonly reopened: boolean
}

export type PlannedFile =
  | { readonly kind: 'postmortem'; readonly path: string; readonly current: string | undefined }
  | { readonly kind: 'index'; readonly path: string; readonly current: string | undefined }
  | { readonly kind: 'history'; readonly path: string; readonly current: string }
  | { readonly kind: 'draft-runbook'; readonly path: string }

export interface PlannedIssue {
  readonly key: string
  readonly text: string
  readonly owner: string | undefined
  readonly due: string | undefined
  readonly incident: { readonly number: number; readonly title: string; readonly url: string }
}

export interface PlanOutputs {
  readonly document: boolean
  readonly incident: number | undefined
  readonly severity: Severity | undefined
  readonly status: Status | undefined
  readonly postmortem: PostmortemState | undefined
  readonly pullRequestUrl: string | undefined
}
