import fc from 'fast-check'
import type { Comment, IssueEvent } from '../../../src/domain/record.ts'
import type { DocumentState, Snapshot } from '../../../src/domain/snapshot.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { readFormDefinition } from '../../../src/text/form-definition.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { buildComment, buildEvent, buildSnapshot, minutes, ourLogin } from '../../support/build-snapshot.ts'
import { fillForm, outageForm } from '../../support/fill-form.ts'
import { nastyText } from '../../support/nasty-text.ts'

/** Whom the settings and the code owners below may call or inform. Nobody else may ever be mentioned. */
export const configured = ['alice', 'bob', 'carol', 'dave', 'erin', 'cody']

const settings = fc.constantFrom(
  undefined,
  'services: { checkout: { call: [alice] } }\npostmortem: { names: people }',
  `teams: { platform: { members: [alice, bob] }, silent: { mention: acme/silent } }
people: { Erin: { github: erin, contact: "#oncall" } }
contacts: https://wiki.example/on-call
services:
  checkout: { call: [platform, silent], inform: [carol, Erin], escalate: [dave], paths: ["services/checkout/**"] }
  search: { call: [nobody knows] }
severities: { SEV1: { call: [service, escalate] } }`,
)
const form = readFormDefinition(outageForm)
const roles = {
  alice: 'write',
  rita: 'read',
  wanda: 'admin',
  mallory: 'none',
  tina: 'triage',
  'x[bot]': 'none',
} as const
const login = fc.constantFrom('alice', 'rita', 'mallory', 'wanda', 'tina', 'x[bot]', 'ghost')

const commands = [
  ...[
    'ack',
    'severity SEV1',
    'severity 4',
    'service ',
    'service checkout',
    'status resolved ',
    'status identified ',
    'lead ',
    'lead @bob',
    'note ',
  ],
  ...[
    'note 02:58 ',
    'update ',
    'cause ',
    'cause https://a.test ',
    'done 1-13 ',
    'action @bob Fri ',
    'action ',
    'milestone started ',
    'runbook ',
  ],
  ...['runbook runbooks/pool.md', 'confirm ', 'drill', 'override ', 'postmortem', 'help', 'statsu ', 'frobnicate '],
] // prettier-ignore
const said = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...commands), nastyText).map(([command, text]) => `/${command}${text}`),
  },
  { weight: 1, arbitrary: nastyText },
) // prettier-ignore
const when = fc.integer({ min: 0, max: 400 })
const comment: fc.Arbitrary<Comment> = fc
  .tuple(login, said, when, fc.boolean())
  .map(([author, body, at, edited]) =>
    buildComment(author, body, { createdAt: minutes(at), updatedAt: minutes(edited ? at + 3 : at) }),
  )

/** Comments of ours as somebody with write may have edited them: any words, any keys but those that say who was called. */
const key = fc.oneof(
  fc.constantFrom(
    'board',
    'checklist',
    'closing',
    'refusal',
    'triage',
    'as:1',
    'text:1',
    'judged:1:accepted',
    'refused:1:not-allowed',
  ),
  fc.constantFrom(
    'forbidden:branch',
    'chat:opened',
    'opened:SEV1:checkout',
    'closed:3',
    'reopened:3',
    'override:a:b',
    'nudge:update:x',
  ),
  nastyText.filter((text) => !/^(?:call|inform)/.test(text)),
) // prettier-ignore
const ownComment: fc.Arbitrary<Comment> = fc
  .tuple(nastyText, fc.array(key, { minLength: 1, maxLength: 4 }), when)
  .map(([text, keys, at]) => buildComment(ourLogin, `${text}\n\n${printMarker(keys)}`, { createdAt: minutes(at) }))

const label = fc.oneof(
  fc.constantFrom(
    'severity:SEV1',
    'severity:SEV4',
    'status:monitoring',
    'drill',
    'service:checkout',
    'incident',
    'triage',
    'postmortem:open',
  ),
  nastyText.map((text) => `service:${text}`.replace(/\s+/g, ' ').slice(0, 50)),
) // prettier-ignore
const event: fc.Arbitrary<IssueEvent> = fc
  .tuple(
    login,
    when,
    label,
    nastyText,
    fc.constantFrom('labeled', 'unlabeled', 'closed', 'reopened', 'renamed', 'unassigned'),
  )
  .map(([actor, at, name, text, kind]) => {
    if (kind === 'labeled' || kind === 'unlabeled') return buildEvent(actor, minutes(at), { kind, label: name })
    if (kind === 'closed')
      return buildEvent(actor, minutes(at), { kind, reason: at % 5 === 0 ? 'not_planned' : 'completed' })
    if (kind === 'reopened') return buildEvent(actor, minutes(at), { kind })
    if (kind === 'renamed') return buildEvent(actor, minutes(at), { kind, from: text, to: text })
    return buildEvent(actor, minutes(at), { kind, assignee: 'alice' })
  }) // prettier-ignore

const body = fc.oneof(
  nastyText,
  nastyText.map((text) => `Service: checkout\nSeverity: SEV2\n\n${text}`),
  fc
    .tuple(nastyText, nastyText, fc.constantFrom('checkout', 'search', ''), nastyText, fc.boolean())
    .map(([happening, log, service, since, ticked]) =>
      fillForm({ happening, log, service, since, affected: since }, { ticked }),
    ),
) // prettier-ignore

const corpora = [
  [],
  [
    {
      path: 'runbooks/pool.md',
      text: '---\nservices: [checkout]\nowners: [alice]\n---\n# Pool @mallory fixes #9\n\ntimeout word\n\n## Mitigation\n\n1. x',
    },
    {
      path: 'runbooks/evil](x).md',
      text: '---\ntitle: "<!-- muster:v1 --> [x](https://evil.example) @mallory"\nowners: ["mallory]("]\ndashboards: [{ name: "@mallory", url: "https://evil.example/) @mallory" }]\n---\n# ![x](y) | `word` checkout timeout',
    },
    {
      path: 'runbooks/postmortems/2026-01-02-3-x.md',
      text: '---\nincident: 3\n---\n# @mallory closes #9\n\n## Root cause\n\ncheckout timeout word',
    },
  ],
].map((files) => buildCorpus(files)) // prettier-ignore
const codeowners = fc.constantFrom(undefined, '* @cody', 'services/ @alice\n* @acme/owners @cody')
const around = fc.record({
  corpus: fc.constantFrom(...corpora),
  codeowners,
  openIncidents: fc.array(
    nastyText.map((title) => ({
      ...{ number: 5, title, url: 'https://github.test/acme/shop/issues/5' },
      labels: ['incident'],
      createdAt: minutes(-5),
      called: [],
    })),
    { maxLength: 1 },
  ),
  changes: fc.array(
    nastyText.map((title) => ({
      ...({ kind: 'merge', title, number: 4 } as const),
      url: 'https://github.test/acme/shop/pull/4',
      at: minutes(-9),
      touchesService: true,
    })),
    { maxLength: 1 },
  ),
}) // prettier-ignore

const documentState: fc.Arbitrary<DocumentState | undefined> = fc.constantFrom(true, true, false).map((read) =>
  read
    ? {
        ...{ branch: 'muster/7', branchHead: undefined, baseHead: 'b'.repeat(40), branchIsOurs: true },
        ...{ branchIsBehind: false, pull: undefined },
        ...{ files: { 'runbooks/pool.md': '# Pool\n' }, branchFiles: {}, postmortems: [], actionIssues: {} },
      }
    : undefined,
)

/** An incident in which strangers wrote whatever they could write, wherever they could. */
export const nastySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    settings,
    ...{
      body,
      title: nastyText,
      author: login,
      labels: fc.array(label, { maxLength: 3 }),
      edited: fc.array(body, { maxLength: 2 }),
    },
    ...{ comments: fc.array(comment, { maxLength: 7, size: 'max' }), own: fc.array(ownComment, { maxLength: 2 }) },
    ...{ events: fc.array(event, { maxLength: 5 }), around, documentState, now: fc.integer({ min: 400, max: 20_000 }) },
    ...{
      part: fc.constantFrom('run', 'all'),
      folder: fc.constantFrom('runbooks', 'docs/run books', ''),
      secret: fc.boolean(),
    },
  })
  .map(({ around: surroundings, own, now, part, folder, documentState: document, ...drawn }) => {
    const events = [...drawn.events]
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .map((one, index) => ({ ...one, id: index + 1 }))
    const last = events.findLast(({ kind }) => kind === 'closed' || kind === 'reopened')
    const closed = last?.kind === 'closed' ? last : undefined
    const issue = {
      ...{ title: drawn.title, body: drawn.body, author: drawn.author, labels: ['incident', ...drawn.labels] },
      ...({ state: closed ? 'closed' : 'open', stateReason: closed?.reason, closedAt: closed?.at } as const),
    }
    const edits = drawn.edited.map((text, index) => ({ at: minutes(index), editor: 'rita', body: text }))
    const comments = [...drawn.comments, ...own]
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      .map((one, index) => ({ ...one, id: index + 1 }))
    const parts = {
      issue,
      comments,
      events,
      edits,
      surroundings,
      ...(drawn.settings !== undefined && { settings: drawn.settings }),
    }
    return buildSnapshot(parts, {
      ...({
        roles,
        now: minutes(now),
        part,
        runbooksFolder: folder,
        document,
        form: form.ok ? form.form : undefined,
      } as const),
      chat: { configured: true, sent: [], failed: [] },
      secrets: drawn.secret ? [{ what: 'AWS access key', url: 'https://github.test/acme/shop/issues/7' }] : [],
    })
  }) // prettier-ignore
