import type { Milestone, Severity, Status } from './vocabulary.ts'

/** Who said it, when, and where it can be read. */
export interface Said {
  readonly by: string
  readonly at: string
  readonly url: string
}

/** What the reporter filled in, or what could be read from a plain issue. Empty answers are absent. */
export interface Answers {
  readonly happening?: string
  readonly affected?: string
  readonly log?: string
  readonly changed?: string
  readonly service?: string
  readonly severity?: string
  readonly since?: string
}

export interface ChecklistItem {
  /** Counts from 1 over all items: the number that `/done` takes. */
  readonly number: number
  readonly text: string
  /** The step it belongs to, for instance `5 · Solve and verify`. */
  readonly section: string | undefined
  readonly optional: boolean
  readonly done: boolean
  /** Who ticked it, where GitHub tells. */
  readonly by: string | undefined
  readonly at: string | undefined
  /** The line was deleted from the issue: it is still open. */
  readonly deleted: boolean
}

export interface Checklist {
  readonly items: readonly ChecklistItem[]
  /** Where people tick: in the body, in a comment of ours, or nowhere yet. */
  readonly place: 'issue' | 'comment' | 'nowhere'
  /** The body was too large or hostile to be read in time: everything counts as open. */
  readonly unreadable: boolean
}

export interface Cause extends Said {
  readonly text: string
  /** A cause is a hypothesis until it carries a link to evidence. */
  readonly confirmed: boolean
}

export interface Resolution extends Said {
  readonly text: string
}

export interface ActionItem extends Said {
  /** Stable for the same command: becomes the key of the issue made of it. */
  readonly key: string
  readonly text: string
  readonly owner: string | undefined
  /** `YYYY-MM-DD`. */
  readonly due: string | undefined
}

export type TimelineKind =
  | 'reported'
  | 'declared'
  | 'called'
  | 'acknowledged'
  | 'severity'
  | 'service'
  | 'status'
  | 'commander'
  | 'note'
  | 'update'
  | 'cause'
  | 'ticked'
  | 'runbook'
  | 'action'
  | 'overridden'
  | 'closed'
  | 'reopened'
  | 'resolved'

export interface TimelineEntry extends Said {
  readonly kind: TimelineKind
  /** People's own words or the new value, never escaped here. */
  readonly text: string
}

/** The judgement on one command, made once. */
export interface Verdict {
  readonly comment: number
  readonly author: string
  readonly line: string
  readonly verdict:
    | { readonly kind: 'accepted' }
    | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly expected?: string }
    /** GitHub did not say what the author may do: judged by the next run. */
    | { readonly kind: 'postponed' }
}

/** Why a command was refused; each has its own sentence. */
export type RefusalReason =
  | 'not-allowed'
  | 'unknown-command'
  | 'malformed'
  | 'edited'
  | 'unknown-service'
  | 'unknown-item'
  | 'unknown-person'
  | 'not-confirmed'
  | 'already-resolved'
  | 'help'

/** A closing of the issue, with who did it. */
export interface Closing {
  readonly event: number
  readonly by: string
  readonly at: string
  readonly reason: 'completed' | 'not_planned' | 'duplicate'
}

/** When something in the incident's life happened; `quoted` is a start that could not be read as a time. */
export type Milestones = { readonly [name in Milestone]?: string }

/** Somebody whom a comment of ours mentioned. */
export interface Called {
  readonly login: string
  /** `opened`, `severity:SEV1`, `service:checkout`, … */
  readonly cause: string
  /** Must know, but need not act: an answer of theirs acknowledges nothing. */
  readonly informed: boolean
  /** When the comment went out that mentions them; where there are several, the first. */
  readonly at: string
  /** When the last of several went out. */
  readonly lastAt?: string
}

/** Everything that is true of an incident, folded from its record. The same record gives the same facts. */
export interface Facts {
  readonly number: number
  readonly url: string
  readonly title: string
  readonly reporter: string
  readonly answers: Answers
  /** Filed with an incident form or labelled `incident` by somebody who may. */
  readonly reported: boolean
  /** Somebody who may declare an incident did so, by filing, labelling or `/confirm`. `unknown`: GitHub did not answer. */
  readonly declared: boolean | 'unknown'
  readonly drill: boolean
  readonly severity: Severity | undefined
  /** The service's key in the settings, or what was typed where it is none of them. */
  readonly service: string | undefined
  readonly status: Status
  readonly milestones: Milestones
  readonly startedAsWritten: string | undefined
  readonly commander: string | undefined
  readonly acknowledgedBy: readonly Said[]
  readonly checklist: Checklist
  readonly cause: Cause | undefined
  readonly resolution: Resolution | undefined
  readonly lastUpdate: (Said & { readonly text: string }) | undefined
  readonly actions: readonly ActionItem[]
  readonly runbooksUsed: readonly string[]
  readonly overrides: readonly Resolution[]
  readonly postmortemAsked: boolean
  readonly timeline: readonly TimelineEntry[]
  readonly verdicts: readonly Verdict[]
  /** Set while the issue is closed. */
  readonly closing: Closing | undefined
  /** Who was called or informed so far, and why, read from our own comments' keys. A name with `/` is a team. */
  readonly called: readonly Called[]
}
