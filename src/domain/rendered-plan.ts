import type { FileText } from './effect.ts'
import type { Plan, PlannedComment, PlannedDocument, PlannedIssue } from './plan.ts'

/** A plan whose every sentence is written: what `reconcile` compares with what stands on GitHub. */
export interface RenderedPlan extends Omit<Plan, 'comments' | 'chat' | 'document' | 'issues'> {
  readonly comments: readonly RenderedComment[]
  readonly chat: readonly { readonly key: string; readonly text: string }[]
  readonly document: RenderedDocument | undefined
  readonly issues: readonly RenderedIssue[]
}

/** `body` has no marker yet; `reconcile` adds it. */
export interface RenderedComment extends Omit<PlannedComment, 'content' | 'silent'> {
  readonly body: string
  readonly silent: string | undefined
}

export interface RenderedDocument extends Omit<PlannedDocument, 'files' | 'postmortem'> {
  readonly files: readonly FileText[]
  readonly commitMessage: string
  readonly title: string
  readonly body: string
}

export interface RenderedIssue extends Pick<PlannedIssue, 'key' | 'owner'> {
  readonly title: string
  readonly body: string
}
