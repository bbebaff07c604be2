import type { Effect } from '../../../src/domain/effect.ts'
import type { CheckReport } from '../../../src/render/check-report.ts'
import type { IncidentReport, RunReport } from '../../../src/render/run-report.ts'
import { facts, issueUrl, repositoryUrl, resolvedFacts } from './fixtures.ts'
import { fullBoard } from './page-cases.ts'

const labels = [{ name: 'incident', color: 'd73a4a', description: 'An incident' }]

/** One of each kind that a run can write. */
const everyEffect: readonly Effect[] = [
  { kind: 'claim', on: { kind: 'issue' } },
  { kind: 'create-comment', key: 'board', body: 'the board' },
  { kind: 'create-claimed-comment', key: 'called:severity:SEV1', silent: 'silent', body: 'loud' },
  { kind: 'update-comment', key: 'checklist', id: 5, body: 'the checklist' },
  { kind: 'delete-comment', key: 'board', id: 6 },
  { kind: 'add-labels', labels: [...labels, { ...labels[0], name: 'severity:SEV1' }] as typeof labels },
  { kind: 'remove-label', name: 'severity:SEV2' },
  { kind: 'assign', logins: ['alice', 'bob42'] },
  { kind: 'react', comment: 5, content: '+1' },
  { kind: 'reopen' },
  { kind: 'send-chat', key: 'opened', text: 'SEV1' },
  {
    kind: 'commit',
    branch: 'muster/812',
    expectedHead: undefined,
    base: 'abc',
    joins: false,
    message: 'Postmortem',
    files: [{ path: 'runbooks/README.md', text: '# Runbooks' }],
  },
  { kind: 'open-pull-request', branch: 'muster/812', base: 'main', title: 'Postmortem *x*', body: 'the pull request' },
  { kind: 'update-pull-request', number: 9, title: 'Postmortem', body: 'anew' },
  { kind: 'request-reviewer', number: 9, login: 'alice' },
  { kind: 'create-issue', claim: undefined, key: 'action:5', title: 'Do it', body: 'work', labels: [], assignees: [] },
  { kind: 'make-label', label: { ...labels[0], name: 'incident:unconfirmed' } as (typeof labels)[0] },
]

const incident: IncidentReport = {
  number: 812,
  title: facts.title,
  url: issueUrl,
  outcome: 'incident-opened',
  facts: resolvedFacts,
  serviceName: 'checkout',
  effects: everyEffect,
  failures: [{ code: 'chat-failed', detail: 'the chat answered with status 500' }],
}

export const runReport: RunReport = {
  trigger: 'issues opened by dana-lee on #812',
  outcome: 'planned',
  dryRun: true,
  incidents: [incident],
  usage: { requests: 9, writes: 3, roundTrips: 4, milliseconds: 612 },
  problems: fullBoard.problems,
  failures: fullBoard.failures,
  notices: ['the runner was *slow*'],
  late: [],
  check: undefined,
}

export const sweepReport: RunReport = {
  ...runReport,
  outcome: 'swept',
  dryRun: false,
  incidents: [
    incident,
    { ...incident, number: 813, facts: undefined, serviceName: undefined, effects: [{ kind: 'reopen' }], failures: [] },
    { ...incident, number: 814, effects: [], failures: [], outcome: 'incident-unchanged' },
  ],
  late: [
    { number: 700, createdAt: '2026-08-10T03:12:00Z', url: `${repositoryUrl}/issues/700` },
    { number: 701, createdAt: '2026-08-11T23:30:00Z', url: `${repositoryUrl}/issues/701` },
  ],
}

const aForm = { path: '.github/ISSUE_TEMPLATE/outage.yml', incident: true }
const emptyTitle = {
  file: aForm.path,
  line: 3,
  column: 8,
  message: '`title` must be of type String and cannot be empty',
  help: 'Write a text, or delete the line.',
}

/** A repository in which something of every kind is wrong, or cannot be seen. */
export const checkReport: CheckReport = {
  part: 'all',
  powers: [
    { name: 'contents: write', needed: true, answer: 'no' },
    { name: 'issues: read', needed: true, answer: 'yes' },
    { name: 'issues: write', needed: true, answer: 'no', accepted: 'issues=write' },
    { name: 'pull-requests: write', needed: true, answer: 'unknown' },
    { name: 'deployments: read', needed: false, answer: 'no' },
  ],
  mayOpenPullRequests: 'no',
  repository: {
    settingsPath: '.github/muster.yml',
    labels: 16,
    missingLabels: ['incident', 'severity:SEV1'],
    people: [
      { login: 'alice', exists: 'yes', assignable: 'yes', role: 'write' },
      { login: 'ghost', exists: 'no', assignable: 'no', role: 'none' },
      { login: 'guest', exists: 'yes', assignable: 'no', role: 'read' },
      { login: 'hidden', exists: 'unknown', assignable: 'unknown', role: 'none' },
    ],
    teams: [
      { mention: 'acme/platform', membersReadable: 'no' },
      { mention: 'acme/web', membersReadable: 'yes' },
    ],
    editHistory: 'no',
    sweep: {
      kind: 'switched-off',
      reason: 'inactivity',
      url: 'https://github.com/acme/shop/actions/workflows/incident-sweep.yml',
    },
    forms: [
      { ...aForm, problems: [emptyTitle] },
      {
        path: '.github/ISSUE_TEMPLATE/bug.yml',
        incident: false,
        problems: [{ ...emptyTitle, file: '.github/ISSUE_TEMPLATE/bug.yml' }],
      },
    ],
    calls: [
      { service: 'check*out', call: ['alice', 'ghost'], inform: ['guest'], notReached: fullBoard.notReached },
      { service: 'web', call: [], inform: [], notReached: [] },
    ],
    otherCall: { service: 'any other service', call: [], inform: [], notReached: [] },
    problems: fullBoard.problems.slice(0, 2),
    runbookNotices: [{ path: 'runbooks/a.md', message: 'the page is too *long*', help: 'Split it.' }],
    runbooks: 12,
  },
}

/** The second job of a repository where all is as it should be. */
export const documentCheck: CheckReport = {
  part: 'document',
  powers: [
    { name: 'contents: write', needed: true, answer: 'yes' },
    { name: 'issues: write', needed: false, answer: 'yes' },
    { name: 'pull-requests: write', needed: true, answer: 'yes' },
  ],
  mayOpenPullRequests: 'yes',
  repository: undefined,
}

/** The first job there. */
export const soundCheck: CheckReport = {
  part: 'run',
  powers: [
    { name: 'contents: read', needed: true, answer: 'yes' },
    { name: 'issues: write', needed: true, answer: 'yes' },
    { name: 'deployments: read', needed: false, answer: 'no', accepted: 'deployments=read' },
  ],
  mayOpenPullRequests: 'unknown',
  repository: {
    settingsPath: '.github/muster.yml',
    labels: 16,
    missingLabels: ['incident'],
    people: [{ login: 'alice', exists: 'yes', assignable: 'yes', role: 'write' }],
    teams: [],
    editHistory: 'yes',
    sweep: { kind: 'unknown' },
    forms: [{ ...aForm, problems: [] }],
    calls: [{ service: 'checkout', call: ['alice'], inform: ['bob42'], notReached: [] }],
    otherCall: { service: 'any other service', call: ['alice'], inform: [], notReached: [] },
    problems: [],
    runbookNotices: [],
    runbooks: 12,
  },
}
