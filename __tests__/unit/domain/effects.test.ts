import { describe, expect, test } from '@jest/globals'
import type { Effect } from '../../../src/domain/effect.ts'
import { installationLabel } from '../../../src/domain/installation.ts'
import { defaultWord, nameLabels } from '../../../src/domain/label-names.ts'
import { defineLabel } from '../../../src/domain/labels.ts'
import type { RenderedPlan } from '../../../src/domain/rendered-plan.ts'
import type { FailureCode, Snapshot } from '../../../src/domain/snapshot.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { board, comment, effects, kinds, stood, written } from '../../support/build-effects.ts'
import { buildOwn, say } from '../../support/build-incident.ts'
import { buildSnapshot } from '../../support/build-snapshot.ts'

const names = nameLabels(defaultWord, {})

const full = (failures: readonly FailureCode[] = [], locked = false): [Partial<RenderedPlan>, Snapshot] => [
  {
    labels: { present: ['incident', 'drill'], absent: ['incident:unconfirmed'] },
    newLabels: [defineLabel('incident:unconfirmed', names)],
    removed: ['gone', 'never'],
    comments: [board, comment('note'), comment('other', { claim: 'comment' }), comment('standing')],
    reactions: [{ comment: 4, content: '+1' }],
    reopen: true,
    assignees: ['ann'],
    chat: [{ key: 'opened', text: 'It is down' }],
    issues: [{ key: 'action:4', title: 'Do', body: 'it', owner: undefined }],
  },
  buildSnapshot(
    {
      issue: { state: 'closed', labels: ['incident', 'incident:unconfirmed'], locked },
      comments: [stood('old', 'standing'), buildOwn(['standing'], { id: 501 }), buildOwn(['gone'], { id: 502 })],
    },
    { failures: failures.map((code) => ({ code, detail: 'no' })) },
  ),
]

const everything: readonly Effect['kind'][] = [
  'delete-comment',
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
  'make-label',
]

describe('what is done', () => {
  test('stands in the order in which it must happen', () => {
    expect(kinds(effects(...full()))).toEqual(everything)
  })

  test.each(['published', 'none'])('ends with the label postmortem:%s, after which no sweep comes', (state) => {
    const name = `postmortem:${state}`
    const [plan, snapshot] = full()
    const labels = { present: [name], absent: ['drill'] }
    const issues = { issues: plan.issues ?? [], assignees: plan.assignees ?? [] }
    const standing = buildSnapshot({ issue: { labels: ['drill'] }, comments: [stood('board said', 'board', 'as:1')] })
    expect(kinds(effects({ ...issues, labels, comments: [board] }, standing))).toEqual([
      'assign',
      'create-issue',
      'update-comment',
      'add-labels',
      'remove-label',
    ])
    expect(kinds(effects({ ...plan, labels }, snapshot))).not.toContain('add-labels')
  })

  test('is nothing where nothing is wanted', () => expect(effects({})).toEqual([]))

  test('is to write down that the opening is done, once nothing else is left', () => {
    const planned = { comments: [comment('board', { claim: 'issue', keys: ['board', 'as:1'] })] }
    const done = { kind: 'update-comment', key: 'board', id: 500, body: written('board says', 'board', 'as:1') }
    const standing = (...keys: readonly string[]) =>
      buildSnapshot({ comments: [stood('board says', 'board', ...keys)] })
    expect(effects(planned, standing())).toEqual([done])
    expect(effects({ ...planned, assignees: ['ann'] }, standing())).toEqual([{ kind: 'assign', logins: ['ann'] }])
    expect(effects(planned, standing('as:1'))).toEqual([])
    // Nothing around was read, so nobody knows how the board would read.
    expect(effects({}, standing())).toEqual([])
  })

  test('is to make the label that says since when Muster is installed, before an issue carries it, else at leisure', () => {
    const newLabels = [installationLabel('2026-11-20T03:02:00.000Z', names)]
    const made = { kind: 'make-label', label: newLabels[0] }
    expect(effects({ newLabels })).toEqual([made])
    const waiting = { present: ['incident:unconfirmed'], absent: [] }
    const carried = effects({ newLabels, labels: waiting, comments: [comment('triage')] })
    expect(kinds(carried)).toEqual(['make-label', 'create-comment', 'add-labels'])
    expect(kinds(effects({ newLabels, comments: [board], assignees: ['ann'] }))).toEqual([
      'claim',
      'create-comment',
      'assign',
      'make-label',
    ])
  })

  const told: readonly Effect['kind'][] = [
    'delete-comment',
    'delete-comment',
    'reopen',
    'add-labels',
    'remove-label',
    'assign',
    'create-issue',
    'send-chat',
    'make-label',
  ]
  test.each<[FailureCode, readonly Effect['kind'][]]>([
    ['locked', told],
    ['comments-full', everything.filter((kind) => kind !== 'claim' && !kind.startsWith('create-c'))],
    ['comments-refused', ['reopen', 'add-labels', 'remove-label', 'assign', 'make-label']],
    ['labels-refused', everything.filter((kind) => !kind.includes('label'))],
    ['reopen-refused', everything.filter((kind) => kind !== 'reopen')],
    ['chat-failed', everything],
  ])('is not tried again after %s', (code, left) => expect(kinds(effects(...full([code])))).toEqual(left))

  test.each<[FailureCode, readonly Effect['kind'][]]>([
    ['locked', []],
    // Editing goes on where no room is left for further comments.
    ['comments-full', ['update-comment']],
    ['comments-refused', []],
  ])('is, at the end of an opening, after %s: %j', (code, left) => {
    const planned = { comments: [comment('board', { claim: 'issue', keys: ['board', 'as:1'] })] }
    const failures = [{ code, detail: '' }]
    const snapshot = buildSnapshot({ comments: [stood('board says', 'board')] }, { failures })
    expect(kinds(effects(planned, snapshot))).toEqual(left)
  })

  test('is not said in the chat on a locked issue', () => {
    expect(kinds(effects(...full([], true)))).not.toContain('send-chat')
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
    const labels = {
      present: ['incident', 'drill', 'severity:SEV2'],
      absent: ['severity:SEV1', 'incident:unconfirmed'],
    }
    expect(effects({ labels }, snapshot)).toEqual([
      { kind: 'add-labels', labels: [defineLabel('drill', names), defineLabel('severity:SEV2', names)] },
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
    const made = { kind: 'create-issue', labels: [defineLabel('action-item', names)] }
    expect(effects({ issues }, buildSnapshot({ comments: [say(4, '/action x'), say(6, 'x')] }))).toStrictEqual([
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
