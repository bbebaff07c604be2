import { describe, expect, test } from '@jest/globals'
import type { Effect } from '../../../src/domain/effect.ts'
import { defineLabel } from '../../../src/domain/labels.ts'
import { reconcile } from '../../../src/domain/reconcile.ts'
import type { RenderedComment, RenderedPlan } from '../../../src/domain/rendered-plan.ts'
import type { FailureCode, Snapshot } from '../../../src/domain/snapshot.ts'
import { fingerprint } from '../../../src/text/hash.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { buildOwn, nothingPlanned, say } from '../../support/build-incident.ts'
import { buildComment, buildSnapshot, openedAt, ourLogin } from '../../support/build-snapshot.ts'

const effects = (plan: Partial<RenderedPlan>, snapshot: Snapshot = buildSnapshot()) =>
  reconcile({ ...nothingPlanned, ...plan }, snapshot)
const kinds = (all: readonly Effect[]) => all.map(({ kind }) => kind)
const comment = (key: string, change: Partial<RenderedComment> = {}): RenderedComment => ({
  key,
  keys: [key],
  claim: 'none',
  existing: 'update',
  body: `${key} says`,
  silent: undefined,
  ...change,
})
const written = (text: string, ...keys: readonly string[]) =>
  `${text}\n\n${printMarker([...keys, `text:${fingerprint(text)}`])}`
const board = comment('board', { claim: 'issue' })
const stood = (text: string, ...keys: readonly string[]) => buildComment(ourLogin, written(text, ...keys), { id: 500 })
const full = (failures: readonly FailureCode[] = [], locked = false): [Partial<RenderedPlan>, Snapshot] => [
  {
    labels: { present: ['incident', 'drill'], absent: ['triage'] },
    comments: [board, comment('note'), comment('other', { claim: 'comment' }), comment('standing')],
    reactions: [{ comment: 4, content: '+1' }],
    reopen: true,
    assignees: ['ann'],
    chat: [{ key: 'opened', text: 'It is down' }],
    issues: [{ key: 'action:4', title: 'Do', body: 'it', owner: undefined }],
  },
  buildSnapshot(
    {
      issue: { state: 'closed', labels: ['incident', 'triage'], locked },
      comments: [stood('old', 'standing'), buildOwn(['standing'], { id: 501 })],
    },
    { failures: failures.map((code) => ({ code, detail: 'no' })) },
  ),
]

const everything: readonly Effect['kind'][] = [
  'delete-comment',
  'claim',
  'create-comment',
  'reopen',
  'create-comment',
  'create-claimed-comment',
  'update-comment',
  'react',
  'add-labels',
  'remove-label',
  'assign',
  'create-issue',
  'send-chat',
]

describe('what is done', () => {
  test('stands in the order in which it must happen', () => {
    expect(kinds(effects(...full()))).toEqual(everything)
  })

  test('is nothing where nothing is wanted', () => expect(effects({})).toEqual([]))

  test('is to say that the opening is done, once nothing else is left', () => {
    const done = { kind: 'mark-done', on: { kind: 'issue' } }
    const snapshot = (claims: object) => buildSnapshot({ issue: { claims }, comments: [stood('board says', 'board')] })
    expect(effects({}, snapshot({ eyes: openedAt }))).toEqual([done])
    expect(effects({ assignees: ['ann'] }, snapshot({ eyes: openedAt }))).toEqual([{ kind: 'assign', logins: ['ann'] }])
    expect(effects({}, snapshot({ eyes: openedAt, rocket: openedAt }))).toEqual([])
  })

  const told: readonly Effect['kind'][] = [
    'delete-comment',
    'reopen',
    'add-labels',
    'remove-label',
    'assign',
    'create-issue',
    'send-chat',
  ]
  test.each<[FailureCode, readonly Effect['kind'][]]>([
    ['locked', told],
    [
      'comments-full',
      [
        'delete-comment',
        'reopen',
        'update-comment',
        'react',
        'add-labels',
        'remove-label',
        'assign',
        'create-issue',
        'send-chat',
      ],
    ],
    ['comments-refused', ['reopen', 'add-labels', 'remove-label', 'assign']],
    [
      'labels-refused',
      [
        'delete-comment',
        'claim',
        'create-comment',
        'reopen',
        'create-comment',
        'create-claimed-comment',
        'update-comment',
        'react',
        'assign',
        'create-issue',
        'send-chat',
      ],
    ],
    ['reopen-refused', everything.filter((kind) => kind !== 'reopen')],
    ['chat-failed', everything],
  ])('is not tried again after %s', (code, left) => expect(kinds(effects(...full([code])))).toEqual(left))

  test.each(['locked', 'comments-full', 'comments-refused'] as const)('is no mark after %s either', (code) => {
    const comments = [stood('board says', 'board')]
    const snapshot = buildSnapshot(
      { issue: { claims: { eyes: openedAt } }, comments },
      { failures: [{ code, detail: '' }] },
    )
    expect(effects({}, snapshot)).toEqual([])
  })

  test('is not said in the chat on a locked issue', () => {
    expect(kinds(effects(...full([], true)))).not.toContain('send-chat')
  })
})

describe('a comment', () => {
  const on = (planned: RenderedComment, ...comments: readonly ReturnType<typeof stood>[]) =>
    effects({ comments: [planned] }, buildSnapshot({ comments }))

  test('is posted with its keys and the fingerprint of its words', () => {
    expect(on(comment('note', { keys: ['note', 'more'] }))).toEqual([
      { kind: 'create-comment', key: 'note', body: written('note says', 'note', 'more') },
    ])
  })

  test('is brought up to date where its words or keys differ', () => {
    const update = { kind: 'update-comment', key: 'note', id: 500, body: written('note says', 'note') }
    expect(on(comment('note'), stood('note said', 'note'))).toEqual([update])
    expect(on(comment('note'), stood('note says', 'note', 'more'))).toEqual([update])
    expect(on(comment('note'), stood('note says', 'note'))).toEqual([])
    expect(on(comment('note', { existing: 'leave' }), stood('note said', 'note'))).toEqual([])
  })

  test('is left where the same keys stand in another order, or written for another state', () => {
    const planned = comment('note', { keys: ['note', 'b', 'a', 'as:1'] })
    expect(on(planned, stood('note says', 'note', 'a', 'b', 'as:2', 'text:1'))).toEqual([])
    expect(on(planned, stood('note says', 'note', 'ab'))).toHaveLength(1)
  })

  test('goes where an older one of its key stands', () => {
    const other = buildOwn(['x'], { id: 499 })
    expect(on(comment('note'), stood('note says', 'note'), buildOwn(['note'], { id: 502 }), other)).toEqual([
      { kind: 'delete-comment', key: 'note', id: 502 },
    ])
  })

  test('that is claimed is posted silently and finished once it holds its keys', () => {
    const call = comment('called:x', { claim: 'comment', keys: ['called:x', 'call:ann:x'], silent: 'quiet' })
    const create = {
      kind: 'create-claimed-comment',
      key: 'called:x',
      silent: `quiet\n\n${printMarker(['called:x'])}`,
      body: written('called:x says', 'called:x', 'call:ann:x'),
    }
    expect(on(call)).toEqual([create])
    expect(on(call, stood('quiet', 'called:x'))).toEqual([create])
    expect(on(call, stood('anything', 'called:x', 'call:ann:x'))).toEqual([])
    expect(on({ ...call, silent: undefined })).toMatchObject([{ silent: `\n\n${printMarker(['called:x'])}` }])
  })

  test('that is too long gives way to its keys', () => {
    const keys = ['note', ...Array.from({ length: 500 }, (_, index) => `judged:${index}`)]
    const room = 65_000 - printMarker([...keys, `text:${fingerprint('')}`]).length
    const [exact] = on(comment('note', { keys, body: 'x'.repeat(room) }))
    expect(exact).toMatchObject({ body: written('x'.repeat(room), ...keys) })
    const [cut] = on(comment('note', { keys, body: `${'word\n'.repeat(room / 5)}much longer` }))
    if (cut?.kind !== 'create-comment') throw new Error('nothing posted')
    expect(cut.body.length).toBeLessThanOrEqual(65_002)
    expect(cut.body.length).toBeGreaterThan(64_000)
    expect(cut.body).toContain('_This comment: cut for length._')
    expect(cut.body).toContain('"judged:499"')
  })
})

describe('a board', () => {
  const on = (planned: Partial<RenderedPlan>, parts: Parameters<typeof buildSnapshot>[0] = {}) =>
    effects({ comments: [board], ...planned }, buildSnapshot(parts))
  const old = stood('old', 'board')
  const update = { kind: 'update-comment', key: 'board', id: 500, body: written('board says', 'board') }

  test('is claimed before it is posted, and not a second time', () => {
    const create = { kind: 'create-comment', key: 'board', body: written('board says', 'board') }
    expect(on({})).toEqual([{ kind: 'claim', on: { kind: 'issue' } }, create])
    expect(on({}, { issue: { claims: { eyes: openedAt, rocket: openedAt } } })).toEqual([create])
  })

  test('is brought up to date last', () => {
    expect(on({ assignees: ['ann'] }, { comments: [old] })).toEqual([{ kind: 'assign', logins: ['ann'] }, update])
  })

  test('waits for what it has to remember: the chat, a later call, the closing link', () => {
    const left = (planned: Partial<RenderedPlan>, ...comments: readonly ReturnType<typeof stood>[]) =>
      kinds(on(planned, { comments: [old, ...comments] }))
    expect(left({ chat: [{ key: 'x', text: 'y' }] })).toEqual(['send-chat'])
    expect(left({ comments: [board, comment('called:x', { claim: 'comment' })] })).toEqual(['create-claimed-comment'])
    expect(left({ comments: [board, comment('closing')] })).toEqual(['create-comment'])
    const link = buildComment(ourLogin, written('old', 'closing'), { id: 501 })
    expect(left({ comments: [board, comment('closing')] }, link)).toEqual(['update-comment'])
    expect(left({ comments: [board, comment('note')] })).toEqual(['create-comment', 'update-comment'])
    const note = buildComment(ourLogin, written('old', 'note'), { id: 501 })
    expect(left({ comments: [board, comment('note')] }, note)).toEqual(['update-comment', 'update-comment'])
    const twice = buildOwn(['closing'], { id: 502 })
    const stands = buildComment(ourLogin, written('closing says', 'closing'), { id: 501 })
    expect(left({ comments: [board, comment('closing')] }, stands, twice)).toEqual(['delete-comment', 'update-comment'])
  })

  test('is left as it is where it says the same', () => {
    expect(on({}, { comments: [stood('board says', 'board')] })).toEqual([])
  })
})

describe('the issue', () => {
  test('is reopened only while it is closed', () => {
    expect(effects({ reopen: true })).toEqual([])
    expect(effects({ reopen: true }, buildSnapshot({ issue: { state: 'closed' } }))).toEqual([{ kind: 'reopen' }])
    expect(effects({}, buildSnapshot({ issue: { state: 'closed' } }))).toEqual([])
  })

  test('gets the labels that it lacks or that are bare, and loses those that are wrong', () => {
    const snapshot = buildSnapshot({ issue: { labels: ['Incident', 'DRILL', 'Severity:SEV1'], bareLabels: ['Drill'] } })
    const labels = { present: ['incident', 'drill', 'severity:SEV2'], absent: ['severity:SEV1', 'triage'] }
    expect(effects({ labels }, snapshot)).toEqual([
      { kind: 'add-labels', labels: [defineLabel('drill'), defineLabel('severity:SEV2')] },
      { kind: 'remove-label', name: 'severity:SEV1' },
    ])
    expect(effects({ labels: { present: ['incident'], absent: [] } })).toEqual([])
  })

  test('is assigned to those who are new, as far as GitHub allows it', () => {
    const assigned = (logins: readonly string[], failures: Snapshot['failures'] = []) =>
      effects({ assignees: ['ann', 'bob'] }, buildSnapshot({ issue: { assignees: logins } }, { failures }))
    expect(assigned(['Ann'])).toEqual([{ kind: 'assign', logins: ['bob'] }])
    expect(assigned(['ann', 'bob'])).toEqual([])
    expect(assigned(Array.from({ length: 9 }, (_, index) => `c${index}`))).toEqual([
      { kind: 'assign', logins: ['ann', 'bob'] },
    ])
    expect(assigned(Array.from({ length: 10 }, (_, index) => `c${index}`))).toEqual([])
    expect(
      assigned(
        [],
        [
          { code: 'assign-refused', detail: 'ANN' },
          { code: 'locked', detail: 'bob' },
        ],
      ),
    ).toEqual([{ kind: 'assign', logins: ['bob'] }])
  })

  test('gets reactions and tells the chat', () => {
    expect(
      effects({ reactions: [{ comment: 4, content: 'confused' }], chat: [{ key: 'opened', text: 'Down' }] }),
    ).toEqual([
      { kind: 'react', comment: 4, content: 'confused' },
      { kind: 'send-chat', key: 'opened', text: 'Down' },
    ])
  })

  test('leads to an issue for each action item, claimed by the comment that asked for it', () => {
    const issues = [
      { key: 'action:4', title: 'Add an alert', body: 'From #7', owner: 'bob' },
      { key: 'action:5', title: 'Write', body: 'From #7', owner: undefined },
    ]
    const made = { kind: 'create-issue', labels: [defineLabel('action-item')] }
    expect(effects({ issues }, buildSnapshot({ comments: [say(4, '/action x'), say(6, 'x')] }))).toEqual([
      {
        ...made,
        claim: { kind: 'comment', id: 4 },
        key: 'action:4',
        title: 'Add an alert',
        body: `From #7\n\n${printMarker(['action:4'])}`,
        assignees: ['bob'],
      },
      {
        ...made,
        claim: undefined,
        key: 'action:5',
        title: 'Write',
        body: `From #7\n\n${printMarker(['action:5'])}`,
        assignees: [],
      },
    ])
  })
})
