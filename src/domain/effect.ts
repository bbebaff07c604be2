import type { Label } from './labels.ts'
import type { Reaction } from './vocabulary.ts'

/** One change to the world. Every kind has exactly one place that performs it (`github/apply`, `chat` for `send-chat`). */
export type Effect =
  /** Wins what only one run can have. Lost = another run is at it: this pass stops there. */
  | { readonly kind: 'claim'; readonly on: ClaimTarget }
  | { readonly kind: 'create-comment'; readonly key: string; readonly body: string }
  /** Posts `silent`, elects the oldest comment of that key, claims it and only then edits the live mentions in. */
  | { readonly kind: 'create-claimed-comment'; readonly key: string; readonly silent: string; readonly body: string }
  | { readonly kind: 'update-comment'; readonly key: string; readonly id: number; readonly body: string }
  | { readonly kind: 'delete-comment'; readonly key: string; readonly id: number }
  | { readonly kind: 'add-labels'; readonly labels: readonly Label[] }
  | { readonly kind: 'remove-label'; readonly name: string }
  /** Makes a label of the repository, which no issue need carry. */
  | { readonly kind: 'make-label'; readonly label: Label }
  | { readonly kind: 'assign'; readonly logins: readonly string[] }
  | { readonly kind: 'react'; readonly comment: number; readonly content: Reaction }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'send-chat'; readonly key: string; readonly text: string }
  /** `base` and `expectedHead` are commits; without an expected head the branch is made. */
  | {
      readonly kind: 'commit'
      readonly branch: string
      readonly expectedHead: string | undefined
      readonly base: string
      /** Joins `base` into the branch, which it has outrun: the tree is that of `base` with these files. */
      readonly joins: boolean
      readonly message: string
      readonly files: readonly FileText[]
    }
  | {
      readonly kind: 'open-pull-request'
      readonly branch: string
      readonly base: string
      readonly title: string
      readonly body: string
    }
  | { readonly kind: 'update-pull-request'; readonly number: number; readonly title: string; readonly body: string }
  | { readonly kind: 'request-reviewer'; readonly number: number; readonly login: string }
  | {
      readonly kind: 'create-issue'
      /** Won first: an issue can be made twice, and not be taken back. None where its comment is gone. */
      readonly claim: ClaimTarget | undefined
      readonly key: string
      readonly title: string
      readonly body: string
      readonly labels: readonly Label[]
      readonly assignees: readonly string[]
    }

export type ClaimTarget = { readonly kind: 'issue' } | { readonly kind: 'comment'; readonly id: number }

export interface FileText {
  readonly path: string
  readonly text: string
}
