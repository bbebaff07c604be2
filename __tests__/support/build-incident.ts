import { readFacts } from '../../src/domain/history/read-facts.ts'
import type { IncidentContext } from '../../src/domain/incident.ts'
import { readIncident } from '../../src/domain/incident.ts'
import type { Comment, IssueEvent } from '../../src/domain/record.ts'
import type { RenderedPlan } from '../../src/domain/rendered-plan.ts'
import type { DocumentState, PullRequest, Snapshot } from '../../src/domain/snapshot.ts'
import { printMarker } from '../../src/text/marker.ts'
import type { SnapshotParts } from './build-snapshot.ts'
import { buildComment, buildEvent, buildSnapshot, minutes, ourLogin } from './build-snapshot.ts'

/** Somebody writes that, so many minutes after the opening. The minute is the comment's id. */
export function say(at: number, body: string, by = 'alice'): Comment {
  return buildComment(by, body, { id: at, createdAt: minutes(at) })
}

/** A comment of ours that holds these keys; the first says what it is. */
export function buildOwn(keys: readonly string[], changes: Partial<Comment> = {}): Comment {
  const body = `${keys[0]} says\n\n${printMarker(keys)}`
  return buildComment(ourLogin, body, { createdAt: minutes(1), id: 500, ...changes })
}

type Reason = 'completed' | 'not_planned' | 'duplicate'

/** A closing with the id 900, unless told. */
export function close(at: number, { by = 'alice', reason = 'completed' as Reason, id = 900 } = {}): IssueEvent {
  return { ...buildEvent(by, minutes(at), { kind: 'closed', reason }), id }
}

/** An incident that somebody closed; `alice` may do anything. */
export function buildClosed(parts: SnapshotParts = {}, changes: Partial<Snapshot> = {}, reason: Reason = 'completed') {
  const events = [...(parts.events ?? []), close(60, { reason })]
  const issue = { state: 'closed', stateReason: reason, closedAt: minutes(60), ...parts.issue } as const
  return buildSnapshot({ ...parts, issue, events }, { roles: { alice: 'admin' }, now: minutes(61), ...changes })
}

/** What the repository holds of a postmortem that nobody has begun. */
export function buildDocument(changes: Partial<DocumentState> = {}): DocumentState {
  return {
    branch: 'muster/7',
    branchHead: undefined,
    baseHead: 'b'.repeat(40),
    branchIsOurs: true,
    branchIsBehind: false,
    pull: undefined,
    files: {},
    branchFiles: {},
    postmortems: [],
    actionIssues: {},
    ...changes,
  }
}

/** The pull request of a postmortem, open unless told. */
export function buildPull(changes: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 8,
    url: 'https://github.test/acme/shop/pull/8',
    state: 'open',
    mergedAt: undefined,
    closedAt: undefined,
    title: 'Postmortem',
    body: 'What happened',
    reviewers: [],
    ...changes,
  }
}

/** What the parts of the plan are decided from. */
export function readContext(snapshot: Snapshot): IncidentContext {
  return readIncident(readFacts(snapshot), snapshot)
}

/** A plan that changes nothing. */
export const nothingPlanned = {
  outcome: 'incident-updated',
  labels: { present: [], absent: [] },
  newLabels: [],
  removed: [],
  comments: [],
  reactions: [],
  reopen: false,
  assignees: [],
  chat: [],
  document: undefined,
  issues: [],
  outputs: {
    document: false,
    incident: 7,
    severity: undefined,
    status: undefined,
    postmortem: undefined,
    pullRequestUrl: undefined,
  },
} as const satisfies RenderedPlan
