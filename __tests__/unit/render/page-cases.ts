import type { Board, ClosingLink, GateRefusal, Missing, Nudge, Postmortem } from '../../../src/domain/content.ts'
import {
  at,
  board,
  call,
  entryAt,
  facts,
  issueUrl,
  makeItems,
  noDocument,
  postmortem,
  repositoryUrl,
  resolvedBoard,
  resolvedFacts,
  said,
  timeline,
} from './fixtures.ts'

/** A board with everything on it that can stand there while the incident runs. */
export const fullBoard: Board = {
  ...board,
  facts: {
    ...resolvedFacts,
    status: 'monitoring',
    milestones: { detected: at(12), identified: at(35) },
    startedAsWritten: 'this morning?',
    lastUpdate: { ...said('alice', 36), text: 'rerouting is being *prepared*' },
    cause: { ...said('bob42', 50), text: 'two things: https://a.example/1, https://b.example/2', confirmed: false },
  },
  runbook: board.runbook && { ...board.runbook, staleSince: '2025-01-31' },
  call: {
    ...call,
    acknowledged: [said('alice', 15), said('bob42', 17)],
    elsewhere: [
      { login: 'carol', incident: undefined, at: undefined },
      { login: 'dave', incident: { number: 811, url: `${repositoryUrl}/issues/811` }, at: at(3) },
    ],
    lateMs: 48 * 60_000,
  },
  postedAgain: true,
  updateOverdue: true,
  related: Array.from({ length: 7 }, (_, index) => ({
    number: 800 + index,
    title: 'Card form fails',
    url: `${repositoryUrl}/issues/${800 + index}`,
    labels: [],
    createdAt: at(0),
    called: [],
  })),
  asks: ['severity', 'service', 'started'],
  doneRequired: 3,
  notReached: [
    { name: 'Platform', reason: 'team-without-members' },
    { name: '@dana', reason: 'mention-failed' },
    { name: 'nobody', reason: 'unknown-name' },
    { name: 'eve', reason: 'too-late' },
  ],
  secrets: [
    { what: 'AWS access key', url: issueUrl },
    { what: 'AWS access key', url: issueUrl },
    { what: 'password', url: `${issueUrl}#issuecomment-5` },
  ],
  problems: Array.from({ length: 7 }, (_, index) => ({
    file: '.github/muster.yml',
    line: index + 1,
    column: 7,
    message: 'unknown severity `SEV9`',
    help: 'Expected SEV1, SEV2, SEV3 or SEV4.',
  })),
  failures: [{ code: 'labels-refused', detail: 'the label `incident` was refused.' }],
}

/** GitHub did not say whether its author may declare an incident. */
export const undecidedBoard: Board = {
  ...board,
  facts: { ...facts, declared: 'unknown', called: [], timeline: timeline.slice(0, 1) },
  call: { ...call, mentions: [], informed: [] },
  notReached: [],
  secrets: [],
  problems: [],
  updateDue: undefined,
  undecided: true,
}

export const endedBoard: Board = {
  ...resolvedBoard,
  phase: 'ended',
  endedAs: 'completed',
  missing: [],
  document: { ...noDocument, state: 'open', url: `${repositoryUrl}/pull/9`, overdue: true },
}

/** An incident of which hardly anything is known. */
export const barePostmortem: Postmortem = {
  ...postmortem,
  facts: {
    ...facts,
    title: '[Alert]: ???',
    answers: { happening: 'It fails. Often.\n\nSee the log.\n\n' },
    severity: undefined,
    service: undefined,
    checklist: { items: [], place: 'nowhere', unreadable: false },
  },
  serviceName: undefined,
  severity: undefined,
  milestones: { detected: at(12), identified: at(40) },
  figures: { detect: 16 * 60_000, acknowledge: 15 * 60_000 },
  timeline: [entryAt('mallory', 12, ['reported', 'It fails'])],
  names: {},
  runbooksUsed: [],
  actions: [],
  changes: [],
}

/** One that went on for days, was forced shut and came back. */
export const longPostmortem: Postmortem = {
  ...postmortem,
  facts: {
    ...resolvedFacts,
    drill: true,
    answers: { ...resolvedFacts.answers, affected: 'users of v1.2. All of them.' },
    overrides: [{ ...said('alice', 60), text: 'bob42 and @dana-lee agree' }],
    cause: { ...said('bob42', 50), text: 'a pool of 10 connections', confirmed: false },
    runbooksUsed: [],
  },
  timezone: 'Europe/Berlin',
  milestones: { started: at(5), acknowledged: at(15), resolved: at(3 * 24 * 60) },
  figures: { detect: 20 * 60_000, acknowledge: 16 * 60_000, resolve: 3 * 24 * 3_600_000 },
  timeline: [
    ...timeline,
    entryAt('alice', 24 * 60, ['note', 'the second day']),
    entryAt('bob42', 24 * 60 + 5, ['commander', 'alice']),
    entryAt('alice', 24 * 60 + 6, ['closed', 'not_planned']),
    entryAt('carol', 24 * 60 + 7, ['reopened', '']),
    entryAt('carol', 24 * 60 + 8, ['ticked', '3']),
  ],
  changes: Array.from({ length: 12 }, (_, index) => ({
    kind: 'merge' as const,
    title: `Change ${index}`,
    url: `${repositoryUrl}/pull/${700 + index}`,
    at: at(-5),
    number: index % 2 === 0 ? 700 + index : undefined,
    touchesService: undefined,
  })),
}

const items = makeItems(2)
const everyMissing: readonly Missing[] = [
  { kind: 'severity' },
  { kind: 'service' },
  { kind: 'resolution' },
  { kind: 'cause' },
  { kind: 'unreadable-checklist' },
  ...items.map((item, index) => ({ kind: 'item' as const, item: { ...item, deleted: index === 0 } })),
  ...items.map((item) => ({ kind: 'item' as const, item: { ...item, section: undefined } })),
]

export const refusal: GateRefusal = {
  kind: 'refusal',
  missing: everyMissing,
  issueUrl,
  closedBy: 'alice',
  stoodDown: false,
  askWhom: ['carol', 'dave', 'erin', 'frank', 'grace', 'heidi'],
}

export const nudge: Nudge = {
  kind: 'nudge',
  about: 'update',
  due: at(42),
  facts,
  contacts: call.contacts,
  timezone: 'UTC',
}

export const closing: ClosingLink = {
  kind: 'closing',
  document: { ...noDocument, state: 'published' },
  pull: { number: 9, url: `${repositoryUrl}/pull/9` },
  branch: 'muster/812',
  actionIssues: Array.from({ length: 32 }, (_, index) => ({
    number: 820 + index,
    url: `${repositoryUrl}/issues/${820 + index}`,
    text: `Action ${index}`,
  })),
}
