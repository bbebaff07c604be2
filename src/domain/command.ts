import type { Milestone, Severity, Status } from './vocabulary.ts'

/** A command as somebody meant it, every argument read. */
export type Command =
  | { readonly kind: 'ack' }
  | { readonly kind: 'severity'; readonly severity: Severity; readonly why: string | undefined }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'status'; readonly status: Status; readonly text: string | undefined }
  | { readonly kind: 'lead'; readonly login: string | undefined }
  | { readonly kind: 'note'; readonly at: string | undefined; readonly text: string | undefined }
  | { readonly kind: 'update'; readonly text: string | undefined }
  | { readonly kind: 'cause'; readonly text: string | undefined }
  | { readonly kind: 'done'; readonly items: readonly number[] }
  | {
      readonly kind: 'action'
      readonly owner: string | undefined
      readonly due: string | undefined
      readonly text: string | undefined
    }
  | { readonly kind: 'milestone'; readonly milestone: Milestone; readonly at: string }
  | { readonly kind: 'runbook'; readonly path: string }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'drill' }
  | { readonly kind: 'override'; readonly reason: string | undefined }
  | { readonly kind: 'postmortem' }
  | { readonly kind: 'help' }
export type CommandKind = Command['kind']
