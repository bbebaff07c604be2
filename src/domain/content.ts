import type { Match } from '../runbooks/match.ts'
import type { Problem } from '../settings/parse.ts'
import type {
  ActionItem,
  Checklist,
  ChecklistItem,
  Facts,
  Milestones,
  RefusalReason,
  Said,
  TimelineEntry,
  Verdict,
} from './facts.ts'
import type { Change, Failure, FoundSecret, RelatedIncident } from './snapshot.ts'
import type { KnownRole, Severity, Status } from './vocabulary.ts'

/** Everything that Muster can say in an issue, as data. `render` turns each into Markdown by one template of that name. */
export type Content =
  | Board
  | Triage
  | CallComment
  | GateRefusal
  | CommandReply
  | Nudge
  | Overridden
  | ChecklistComment
  | ClosingLink
  | FoldedPostmortem
  | UnseenClosing

/** A link to a runbook's or postmortem's best section, with why it is shown and whom to ask. */
export interface RunbookLink {
  readonly match: Match
  /** Permalink by commit to file and section. */
  readonly url: string
  /** Whom to message, by login or name; never mentioned live. */
  readonly contacts: readonly string[]
  /** Neither reviewed nor changed for longer than the settings allow: the date of the last review or change. */
  readonly staleSince: string | undefined
}

export interface CallState {
  /** Stand as live mentions: called with this very comment and not yet answered. */
  readonly mentions: readonly string[]
  /** Informed with this very comment; live mentions, they need not act. */
  readonly informed: readonly string[]
  /** `@org/team` to mention, where a token was given that can. */
  readonly teams: readonly string[]
  /** Called by another comment, or by another incident not long ago; shown without `@`. */
  readonly elsewhere: readonly {
    readonly login: string
    readonly incident: { readonly number: number; readonly url: string } | undefined
    readonly at: string | undefined
  }[]
  readonly acknowledged: readonly Said[]
  /** When a person takes the phone, if nobody answers. */
  readonly deadline: string | undefined
  /** The deadline has passed and nobody answered. */
  readonly overdue: boolean
  readonly contacts: string | undefined
  /** No list, no CODEOWNERS: nobody is configured. */
  readonly nobody: boolean
  /** The list came from CODEOWNERS. */
  readonly fallback: boolean
  /** How long after its cause the call went out, in milliseconds; `undefined` where it was in time. */
  readonly lateMs: number | undefined
}

export interface NotReached {
  readonly name: string
  readonly reason: 'team-without-members' | 'mention-failed' | 'unknown-name' | 'too-late'
}

/** What stands between an incident and its closing. */
export type Missing =
  | { readonly kind: 'item'; readonly item: ChecklistItem }
  | { readonly kind: 'severity' }
  | { readonly kind: 'service' }
  | { readonly kind: 'resolution' }
  | { readonly kind: 'cause' }
  | { readonly kind: 'reason'; readonly closedAs: 'not_planned' | 'duplicate' }
  | { readonly kind: 'unreadable-checklist' }
  /** Closed by somebody who may not close an incident. */
  | { readonly kind: 'not-allowed'; readonly by: string }

export interface DocumentView {
  readonly state:
    | 'due'
    | 'writing'
    | 'open'
    | 'published'
    | 'branch'
    | 'comment'
    | 'none'
    | 'on-request'
    | 'closed-by-hand'
  readonly url: string | undefined
  readonly due: string | undefined
  readonly overdue: boolean
  /** GitHub does not let Actions open pull requests here. */
  readonly pullRequestForbidden: boolean
}

/** The one comment that is kept up to date. Its first two lines are the mail's preview. */
export interface Board {
  readonly kind: 'board'
  readonly facts: Facts
  readonly phase: 'running' | 'resolved' | 'ended'
  readonly timezone: string
  /** The name of the service as the settings spell it. */
  readonly serviceName: string | undefined
  readonly runbook: RunbookLink | undefined
  readonly moreRunbooks: readonly RunbookLink[]
  readonly happenedBefore: readonly RunbookLink[]
  readonly runbookCount: number
  readonly call: CallState
  readonly notReached: readonly NotReached[]
  readonly related: readonly RelatedIncident[]
  readonly next: ChecklistItem | undefined
  readonly doneRequired: number
  readonly required: number
  readonly updateDue: string | undefined
  readonly updateOverdue: boolean
  readonly changes: readonly Change[]
  readonly looks: readonly { readonly name: string; readonly url: string }[]
  /** What is unknown and asked for in one line. */
  readonly asks: readonly ('severity' | 'service' | 'started')[]
  readonly missing: readonly Missing[]
  readonly document: DocumentView
  readonly publicRepository: boolean
  /** GitHub did not say whether the reporter may declare an incident: nobody is called yet. */
  readonly undecided: boolean
  /** Somebody deleted the board that stood here before. */
  readonly postedAgain: boolean
  readonly secrets: readonly FoundSecret[]
  readonly problems: readonly Problem[]
  readonly failures: readonly Failure[]
  /** Tells in words what `not_planned` or `duplicate` ended it with. */
  readonly endedAs: 'completed' | 'not_planned' | 'duplicate' | undefined
}

/** For somebody who may not declare an incident. */
export interface Triage {
  readonly kind: 'triage'
  readonly reporter: string
  readonly publicRepository: boolean
  readonly confirmers: 'triage' | 'write'
}

/** Why people are called later. `back` since when; `more`: they are on the list now, or it was too long for one comment. */
export type CallReason =
  | { readonly kind: 'severity' | 'service'; readonly value: string }
  | { readonly kind: 'back'; readonly since: string }
  | { readonly kind: 'more' }

/** A later call: a raised severity, another service. `silent` renders it without live mentions, for the claim. */
export interface CallComment {
  readonly kind: 'call'
  readonly silent: boolean
  readonly cause: CallReason
  readonly facts: Facts
  readonly serviceName: string | undefined
  readonly call: CallState
  readonly notReached: readonly NotReached[]
  readonly boardUrl: string | undefined
  readonly timezone: string
}

export interface GateRefusal {
  readonly kind: 'refusal'
  readonly missing: readonly Missing[]
  readonly issueUrl: string
  readonly closedBy: string
  /** Closed again after a reopening within ten minutes: Muster leaves it closed and says whom to ask. */
  readonly stoodDown: boolean
  readonly askWhom: readonly string[]
}

export interface CommandReply {
  readonly kind: 'reply'
  readonly reason: RefusalReason
  readonly verdict: Verdict
  readonly role: KnownRole
  readonly suggestion: string | undefined
  /** For an unknown service: the names there are. */
  readonly known: readonly string[]
}

export interface Nudge {
  readonly kind: 'nudge'
  readonly about: 'acknowledge' | 'update' | 'postmortem'
  readonly due: string
  readonly facts: Facts
  readonly contacts: string | undefined
  readonly timezone: string
}

export interface Overridden {
  readonly kind: 'overridden'
  readonly by: string
  readonly reason: string
  readonly left: readonly Missing[]
}

export interface ChecklistComment {
  readonly kind: 'checklist'
  readonly checklist: Checklist
}

/** The one closing link: where the postmortem is, or why there is none. */
export interface ClosingLink {
  readonly kind: 'closing'
  readonly document: DocumentView
  readonly pull: { readonly number: number; readonly url: string } | undefined
  readonly branch: string
  readonly actionIssues: readonly { readonly number: number; readonly url: string; readonly text: string }[]
}

/** The postmortem itself, folded into a comment: where no branch may be pushed, or by setting. */
export interface FoldedPostmortem {
  readonly kind: 'folded-postmortem'
  readonly postmortem: Postmortem
  readonly path: string
  readonly forced: boolean
}

/** It was closed before Muster wrote anything in it. */
export interface UnseenClosing {
  readonly kind: 'unseen'
}

/** Everything the postmortem, its pull request and its index line are written from. */
export interface Postmortem {
  readonly facts: Facts
  readonly date: string
  readonly path: string
  readonly timezone: string
  readonly serviceName: string | undefined
  readonly milestones: Milestones
  /** Milestone minus milestone, in milliseconds; absent where one of the two is unknown. */
  readonly figures: {
    readonly detect?: number
    readonly acknowledge?: number
    readonly mitigate?: number
    readonly resolve?: number
  }
  readonly timeline: readonly TimelineEntry[]
  /** Role for each login, for instance `alice` → `commander`; logins themselves where the settings say so. */
  readonly names: Readonly<Record<string, string>>
  readonly runbooksUsed: readonly { readonly path: string; readonly title: string }[]
  readonly actions: readonly ActionItem[]
  readonly changes: readonly Change[]
  readonly severity: Severity | undefined
  readonly status: Status
  readonly repositoryUrl: string
  readonly runbooksFolder: string
}
