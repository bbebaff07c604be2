import type { Effect } from '../../../src/domain/effect.ts'
import type { CheckReport } from '../../../src/render/check-report.ts'
import type { IncidentReport, RunReport } from '../../../src/render/run-report.ts'
import { facts, issueUrl, resolvedFacts } from './fixtures.ts'
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
  { kind: 'mark-done', on: { kind: 'issue' } },
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
}

/** A repository in which something of every kind is wrong, or cannot be seen. */
export const checkReport: CheckReport = {
  findings: {
    permissions: {
      readContents: 'yes',
      readIssues: 'yes',
      writeIssues: 'no',
      writeContents: 'no',
      writePullRequests: 'unknown',
      readDeployments: 'unknown',
    },
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
    mayOpenPullRequests: 'no',
    editHistory: 'no',
  },
  calls: [
    { service: 'check*out', call: ['alice', 'ghost'], inform: ['guest'], notReached: fullBoard.notReached },
    { service: 'web', call: [], inform: [], notReached: [] },
  ],
  problems: fullBoard.problems.slice(0, 2),
  runbookNotices: [{ path: 'runbooks/a.md', message: 'the page is too *long*', help: 'Split it.' }],
  runbooks: 12,
}
