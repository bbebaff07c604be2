import type { Done } from '../checklist.ts'
import type { ActionItem, Cause, Resolution, Said, TimelineEntry, TimelineKind, Verdict } from '../facts.ts'
import type { Milestone, Severity, Status } from '../vocabulary.ts'

/** What has become of an incident up to one move of its history. Folding is local, so the state is changed in place. */
export interface State {
  declared: { readonly by: string; readonly at: string } | undefined
  declaredUnknown: boolean
  withdrawn: boolean
  drill: boolean
  severity: Severity | undefined
  severityAt: string | undefined
  service: string | undefined
  serviceAt: string | undefined
  status: Status
  statusAt: string | undefined
  /** The last closing event. */
  closedBy: number | undefined
  /** The severity was lowered since the last call. */
  lowered: boolean
  /** When it was last back after it had been over, or worse again after it had been better. */
  backAt: string | undefined
  commander: string | undefined
  /** `/ack`, and `/lead` for oneself: an answer also of somebody who was not called. */
  readonly acknowledgedBy: Said[]
  /** Every accepted command but `/help`: an answer of somebody who was called. */
  readonly acts: Said[]
  readonly done: Done[]
  cause: Cause | undefined
  resolution: Resolution | undefined
  lastUpdate: (Said & { readonly text: string }) | undefined
  readonly notes: (Said & { readonly text: string })[]
  readonly actions: ActionItem[]
  readonly runbooksUsed: string[]
  overrides: Resolution[]
  postmortemAskedAt: string | undefined
  readonly milestones: { -readonly [name in Milestone]?: string }
  /** Milestones that somebody set by command: they outweigh what was observed. */
  readonly stated: { -readonly [name in Milestone]?: string }
  readonly timeline: TimelineEntry[]
  readonly verdicts: Verdict[]
  /** Keys of commands accepted and refused in this very run. */
  readonly newKeys: string[]
  /** Logins that were told no in this incident: they get one reply, then silence. */
  readonly denied: Set<string>
}

export function emptyState(): State {
  return {
    declared: undefined,
    declaredUnknown: false,
    withdrawn: false,
    drill: false,
    severity: undefined,
    severityAt: undefined,
    service: undefined,
    serviceAt: undefined,
    status: 'investigating',
    statusAt: undefined,
    closedBy: undefined,
    lowered: false,
    backAt: undefined,
    commander: undefined,
    acknowledgedBy: [],
    acts: [],
    done: [],
    cause: undefined,
    resolution: undefined,
    lastUpdate: undefined,
    notes: [],
    actions: [],
    runbooksUsed: [],
    overrides: [],
    postmortemAskedAt: undefined,
    milestones: {},
    stated: {},
    timeline: [],
    verdicts: [],
    newKeys: [],
    denied: new Set(),
  }
}

/** Adds a line to the timeline. */
export function tell(state: State, kind: TimelineKind, said: Said, text: string): void {
  state.timeline.push({ kind, by: said.by, at: said.at, url: said.url, text })
}
