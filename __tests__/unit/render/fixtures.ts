import type { Board, CallState, DocumentView, Postmortem } from '../../../src/domain/content.ts'
import { requiredItems } from '../../../src/domain/default-checklist.ts'
import type { ChecklistItem, Facts, Said, TimelineEntry } from '../../../src/domain/facts.ts'
import { defaultWord, nameLabels } from '../../../src/domain/label-names.ts'
import type { ChatMessage, Plan } from '../../../src/domain/plan.ts'
import type { RenderContext } from '../../../src/render/render-context.ts'
import { loadTemplates } from '../../../src/render/templates.ts'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import type { Match } from '../../../src/runbooks/match.ts'
import type { Settings } from '../../../src/settings/types.ts'
import { nothingPlanned } from '../../support/build-incident.ts'

export const repositoryUrl = 'https://github.com/acme/shop'
export const issueUrl = `${repositoryUrl}/issues/812`

export const settings: Settings = {
  timezone: 'UTC',
  declare: 'auto',
  override: 'write',
  contacts: 'https://wiki.example.com/on-call',
  fallback: 'codeowners',
  people: {},
  teams: {},
  services: {},
  severities: {
    SEV1: { call: ['service'], inform: true, gate: 'full', postmortem: { kind: 'due', days: 3, working: false } },
    SEV2: { call: ['service'], inform: true, gate: 'full', postmortem: { kind: 'due', days: 5, working: true } },
    SEV3: { call: ['service'], inform: false, gate: 'short', postmortem: { kind: 'on-request' } },
    SEV4: { call: [], inform: false, gate: 'none', postmortem: { kind: 'none' } },
  },
  nudges: 2,
  labels: nameLabels(defaultWord, {}),
  postmortem: { deliver: 'pull-request', names: 'roles' },
  staleAfterMs: 31_536_000_000,
  templates: true,
  configured: true,
}

export function makeContext(overrides: Parameters<typeof loadTemplates>[0] = {}): RenderContext {
  return {
    templates: loadTemplates(overrides),
    repository: {
      owner: 'acme',
      name: 'shop',
      url: repositoryUrl,
      private: false,
      defaultBranch: 'main',
      sha: '9b2f0f1e5f6e4f4f8a3b1a2c3d4e5f6071829304',
    },
    settings,
    runUrl: `${repositoryUrl}/actions/runs/77`,
  }
}

/** Minute `m` of the third hour of the incident's day. */
export const at = (minute: number): string => new Date(Date.UTC(2026, 7, 14, 3, minute)).toISOString()

export const said = (by: string, minute: number, comment = 9000 + minute): Said => ({
  by,
  at: at(minute),
  url: `${issueUrl}#issuecomment-${comment}`,
})

export const entryAt = (
  by: string,
  minute: number,
  [kind, text]: readonly [TimelineEntry['kind'], string],
): TimelineEntry => ({
  ...said(by, minute),
  kind,
  text,
})

export const timeline: readonly TimelineEntry[] = [
  entryAt('dana-lee', 12, ['reported', 'Checkout: 38 % of payments fail']),
  entryAt('alice', 12, ['called', 'opened']),
  entryAt('bob42', 12, ['called', 'opened']),
  entryAt('alice', 15, ['acknowledged', '']),
  entryAt('alice', 16, ['commander', 'alice']),
  entryAt('bob42', 21, ['note', 'card service answers, the provider does not; asked @dana-lee for the EU figures']),
  entryAt('alice', 28, ['severity', 'SEV1']),
  entryAt('bob42', 35, ['status', 'identified']),
  entryAt('alice', 36, ['update', 'EU payments fail at the provider; rerouting is being prepared']),
  entryAt('bob42', 40, ['runbook', 'runbooks/provider-timeouts.md']),
  entryAt('bob42', 42, ['note', 'rerouted EU cards to the second provider']),
  entryAt('bob42', 44, ['status', 'monitoring']),
  entryAt('dana-lee', 47, ['ticked', '1, 2']),
  entryAt('bob42', 50, ['cause', 'provider A lost its EU region, see https://status.example.com/incidents/77']),
  entryAt('alice', 52, ['resolved', 'resolved']),
  entryAt('alice', 53, ['action', 'Reroute by itself when the error rate passes 5 %']),
]

export function makeItems(done: number): readonly ChecklistItem[] {
  return requiredItems(undefined).map((item, index) => ({
    ...item,
    number: index + 1,
    done: index < done,
    by: index < done ? (index % 2 === 0 ? 'bob42' : undefined) : undefined,
    at: index < done ? at(45 + index) : undefined,
    deleted: false,
  }))
}

const log = [
  '2026-08-14T03:11:52.431Z ERROR checkout-7d9f8b6c5-x2x9z trace=4bf92f3577b34da6 POST /pay 504: connect ETIMEDOUT 10.0.3.7:443',
  '2026-08-14T03:11:53.002Z ERROR provider gateway timed out after 30000 ms',
  '2026-08-14T03:11:53.100Z INFO  retrying with key AKIAQ3EGRIJ7CVXAMPLZ @oncall',
].join('\n')

export const facts: Facts = {
  number: 812,
  url: issueUrl,
  title: 'Checkout: 38 % of payments fail',
  reporter: 'dana-lee',
  answers: {
    happening: 'Customers see "payment failed" after a long wait.\nRetrying helps some of them.',
    affected: 'EU customers cannot pay',
    log,
    changed: 'v4.7.2 of checkout at 02:53',
    service: 'checkout',
    severity: 'SEV2',
    since: '03:05',
  },
  reported: true,
  declared: true,
  drill: false,
  severity: 'SEV1',
  service: 'checkout',
  status: 'investigating',
  milestones: { started: at(5), detected: at(12) },
  startedAsWritten: '03:05',
  commander: undefined,
  acknowledgedBy: [],
  checklist: { items: makeItems(0), place: 'issue', unreadable: false },
  cause: undefined,
  resolution: undefined,
  lastUpdate: undefined,
  actions: [],
  runbooksUsed: [],
  overrides: [],
  postmortemAsked: false,
  timeline: timeline.slice(0, 3),
  verdicts: [],
  closing: undefined,
  called: [
    { login: 'alice', cause: 'opened', informed: false, at: at(12) },
    { login: 'bob42', cause: 'opened', informed: false, at: at(12) },
  ],
}

export const resolvedFacts: Facts = {
  ...facts,
  status: 'resolved',
  milestones: {
    started: at(5),
    detected: at(12),
    acknowledged: at(15),
    identified: at(35),
    mitigated: at(44),
    resolved: at(52),
  },
  commander: 'alice',
  acknowledgedBy: [said('alice', 15)],
  checklist: { items: makeItems(9), place: 'issue', unreadable: false },
  cause: {
    ...said('bob42', 50),
    text: 'provider A lost its EU region, see https://status.example.com/incidents/77',
    confirmed: true,
  },
  resolution: { ...said('alice', 52), text: 'EU cards rerouted to the second provider' },
  actions: [
    {
      ...said('alice', 53),
      key: 'action:9053',
      text: 'Reroute by itself when the error rate passes 5 %',
      owner: 'bob42',
      due: '2026-08-28',
    },
    {
      ...said('alice', 54),
      key: 'action:9054',
      text: 'Alert on the share of failed payments',
      owner: undefined,
      due: undefined,
    },
  ],
  runbooksUsed: ['runbooks/provider-timeouts.md'],
  timeline,
}

export const call: CallState = {
  mentions: ['alice', 'bob42'],
  informed: ['support-lead'],
  teams: [],
  elsewhere: [],
  acknowledged: [],
  deadline: at(22),
  overdue: false,
  contacts: settings.contacts,
  nobody: false,
  fallback: false,
  lateMs: undefined,
}

const page = (path: string, text: string) => parseRunbook({ path, text })

function makeMatch(path: string, text: string, evidence: Match['evidence']): Match {
  const runbook = page(path, text)
  const section = runbook.sections.find(({ level }) => level === 2)
  return { runbook, score: 3, confidence: 0.8, evidence, ...(section && { section }) }
}

const link = (match: Match, contacts: readonly string[] = []): Board['moreRunbooks'][number] => ({
  match,
  url: `${repositoryUrl}/blob/9b2f0f1e5f6e4f4f8a3b1a2c3d4e5f6071829304/${match.runbook.path}#${match.section?.anchor ?? ''}`,
  contacts,
  staleSince: undefined,
})

export const noDocument: DocumentView = {
  state: 'due',
  url: undefined,
  due: '2026-08-17T03:52:00Z',
  overdue: false,
  pullRequestForbidden: false,
}

export const board: Board = {
  kind: 'board',
  facts,
  phase: 'running',
  timezone: 'UTC',
  serviceName: 'checkout',
  runbook: link(
    makeMatch('runbooks/provider-timeouts.md', '# Provider timeouts\n\n## Mitigation\n\nReroute.', [
      { kind: 'signature', text: 'ETIMEDOUT', weight: 0.6 },
      { kind: 'service', text: 'checkout', weight: 0.4 },
    ]),
    ['dana-lee'],
  ),
  moreRunbooks: [
    link(
      makeMatch('runbooks/pool-exhausted.md', '# Pool exhausted\n\n## Diagnosis\n\nLook.', [
        { kind: 'word', text: 'pool', weight: 0.5 },
        { kind: 'word', text: 'payments', weight: 0.5 },
      ]),
    ),
  ],
  happenedBefore: [
    link(
      makeMatch(
        'runbooks/postmortems/2026-05-02-640-provider.md',
        '---\ntitle: Provider down\ndate: 2026-05-02\nincident: 640\nduration: 47 min\nresolution: rolled back v4.5.0\n---\n\n# Provider down\n',
        [],
      ),
    ),
  ],
  runbookCount: 12,
  call,
  notReached: [{ name: 'Platform', reason: 'team-without-members' }],
  related: [
    {
      number: 811,
      title: 'Card form fails',
      url: `${repositoryUrl}/issues/811`,
      labels: [],
      createdAt: at(0),
      called: [],
    },
  ],
  next: makeItems(0)[0],
  doneRequired: 0,
  required: 8,
  updateDue: at(42),
  updateOverdue: false,
  changes: [
    {
      kind: 'deployment',
      title: 'deploy v4.7.2',
      url: `${repositoryUrl}/deployments/4`,
      at: at(-7),
      number: undefined,
      touchesService: true,
    },
    {
      kind: 'merge',
      title: 'Raise pool size',
      url: `${repositoryUrl}/pull/809`,
      at: at(-36),
      number: 809,
      touchesService: undefined,
    },
  ],
  looks: [
    { name: 'Grafana', url: 'https://grafana.example.com/d/pay?from=1786676700000&to=now' },
    { name: 'Prometheus', url: 'https://prometheus.example.com/graph?g0.expr=rate(errors[5m])' },
  ],
  asks: [],
  missing: [],
  document: noDocument,
  publicRepository: true,
  undecided: false,
  postedAgain: false,
  secrets: [{ what: 'AWS access key', url: issueUrl }],
  problems: [
    {
      file: '.github/muster.yml',
      line: 14,
      column: 7,
      message: 'unknown severity `SEV9`',
      help: 'Expected SEV1, SEV2, SEV3 or SEV4. Used SEV2.',
    },
  ],
  failures: [],
  endedAs: undefined,
}

export const resolvedBoard: Board = {
  ...board,
  facts: resolvedFacts,
  phase: 'resolved',
  call: { ...call, mentions: [], informed: [], acknowledged: resolvedFacts.acknowledgedBy },
  missing: [
    ...makeItems(9)
      .filter((item) => !item.done && !item.optional)
      .map((item) => ({ kind: 'item', item }) as const),
  ],
  secrets: [],
  problems: [],
}

export const postmortem: Postmortem = {
  facts: resolvedFacts,
  date: '2026-08-14',
  path: 'runbooks/postmortems/2026-08-14-812-checkout-38-of-payments-fail.md',
  timezone: 'UTC',
  serviceName: 'checkout',
  milestones: resolvedFacts.milestones,
  figures: { detect: 7 * 60_000, acknowledge: 3 * 60_000, mitigate: 39 * 60_000, resolve: 47 * 60_000 },
  timeline,
  names: { alice: 'commander', bob42: 'responder 1', 'dana-lee': 'reporter' },
  runbooksUsed: [{ path: 'runbooks/provider-timeouts.md', title: 'Provider timeouts' }],
  actions: resolvedFacts.actions,
  changes: board.changes,
  severity: 'SEV1',
  status: 'resolved',
  repositoryUrl,
  runbooksFolder: 'runbooks',
}

/** What the chat is told when an incident opens, unless told. */
export function makeMessage(changes: Partial<ChatMessage> = {}): ChatMessage {
  return {
    key: 'opened',
    about: 'opened',
    title: 'Payments fail',
    severity: 'SEV1',
    status: 'monitoring',
    serviceName: 'checkout',
    text: 'words',
    issueUrl,
    drill: false,
    ...changes,
  }
}

export function makePlan(parts: Partial<Plan> = {}): Plan {
  return {
    ...nothingPlanned,
    outputs: { ...nothingPlanned.outputs, incident: 812, severity: 'SEV1', status: 'resolved' },
    ...parts,
  }
}

export const runbookText = '---\ntitle: Provider timeouts\n---\n\n# Provider timeouts\n\n## Mitigation\n\nReroute.\n'

export const document: NonNullable<Plan['document']> = {
  deliver: 'pull-request',
  branch: 'muster/812',
  postmortem,
  files: [
    { kind: 'postmortem', path: postmortem.path, current: undefined },
    { kind: 'index', path: 'runbooks/README.md', current: undefined },
    { kind: 'history', path: 'runbooks/provider-timeouts.md', current: runbookText },
    { kind: 'draft-runbook', path: 'runbooks/checkout-payments-fail.md' },
  ],
  reviewers: ['alice'],
  reopened: false,
}
