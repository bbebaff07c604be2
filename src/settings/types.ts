import type { LabelNames } from '../domain/label-names.ts'
import type { Severity } from '../domain/vocabulary.ts'

/** A thing that can break: what people choose in the form, and whom to call for it. */
export interface Service {
  /** As the settings spell it; also the name of its label. */
  readonly key: string
  readonly aliases: readonly string[]
  /** Names of people and teams who can act. */
  readonly call: readonly string[]
  /** Names of people and teams who must know. */
  readonly inform: readonly string[]
  /** Names of people and teams who are called besides, where the severity says `escalate`. */
  readonly escalate: readonly string[]
  /** Globs of the files that belong to it. */
  readonly paths: readonly string[]
  readonly dashboards: readonly Dashboard[]
}

export interface Dashboard {
  readonly name: string
  /** May hold placeholders for the incident's time window, see `fillDashboard`. */
  readonly url: string
}

export interface Person {
  /** The login on GitHub. */
  readonly github: string
}

export interface Team {
  /** Keys of `people`, or logins. */
  readonly members: readonly string[]
  /** `org/team`, for a token that can mention teams. */
  readonly mention?: string
}

/** When a postmortem is owed. */
export type PostmortemRule =
  | { readonly kind: 'due'; readonly days: number; readonly working: boolean }
  | { readonly kind: 'on-request' }
  | { readonly kind: 'none' }

/** What a severity asks for. A time that is absent is asked of nobody. */
export interface SeverityRule {
  /** `service` and `escalate` stand for the lists of the incident's service, anything else for a person or a team. */
  readonly call: readonly string[]
  readonly inform: boolean
  readonly acknowledgeMs?: number
  readonly updateMs?: number
  readonly gate: 'full' | 'short' | 'none'
  readonly postmortem: PostmortemRule
}

/** The settings of a repository, complete: what the file leaves out or gets wrong is at its default. */
export interface Settings {
  /** An IANA time zone. */
  readonly timezone: string
  readonly declare: 'auto' | 'anyone' | 'triage' | 'write'
  readonly override: 'triage' | 'write' | 'maintain' | 'admin'
  /** The link to follow when nobody answers. */
  readonly contacts?: string
  /** Whom to call where no service matches. */
  readonly fallback: 'codeowners' | 'none' | readonly string[]
  readonly people: Readonly<Record<string, Person>>
  readonly teams: Readonly<Record<string, Team>>
  readonly services: Readonly<Record<string, Service>>
  readonly severities: Readonly<Record<Severity, SeverityRule>>
  /** How often an incident may be nudged. */
  readonly nudges: number
  /** What Muster's labels are called here. */
  readonly labels: LabelNames
  readonly postmortem: {
    readonly deliver: 'pull-request' | 'branch' | 'comment'
    readonly names: 'roles' | 'logins'
  }
  /** A runbook not reviewed for longer than this is shown as stale. */
  readonly staleAfterMs: number
  /** Whether `.github/muster/templates/` may replace the board and the postmortem. */
  readonly templates: boolean
  /** Whether the settings name anybody to call. Where they do not, nobody owes an acknowledgement or an update. */
  readonly configured: boolean
}
