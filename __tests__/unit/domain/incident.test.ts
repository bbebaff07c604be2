import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import { stateOf } from '../../../src/domain/incident.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { buildOwn, close, readContext, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, minutes, openedAt, ourLogin } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const settings = 'services: { checkout: { call: [ann, bob], inform: [ina] } }'

const body = 'Service: checkout\nSeverity: SEV2'

const roles = { alice: 'admin', rita: 'read' } as const

const build = (comments: readonly Comment[] = [], parts: SnapshotParts = {}, changes: Partial<Snapshot> = {}) =>
  buildSnapshot({ settings, comments, ...parts, issue: { body, ...parts.issue } }, { roles, ...changes })

const boardKeys = (snapshot: Snapshot) => decide(snapshot).comments.find(({ key }) => key === 'board')?.keys

const assignees = (snapshot: Snapshot) => decide(snapshot).assignees

const state = (snapshot: Snapshot) => `as:${stateOf(readContext(snapshot))}`

const opened = 'opened:SEV2:checkout'

const called = ['call:ann:opened', 'call:bob:opened', 'inform:ina:opened']

const seconds = (iso: string) => Math.round(Date.parse(iso) / 1000).toString(36)

const declared = `declared:rita:${seconds(openedAt)}`

describe("the board's keys", () => {
  test('hold who declared it, the opening and the first call', () => {
    const snapshot = build()
    expect(boardKeys(snapshot)).toEqual(['board', declared, opened, ...called, state(snapshot)])
  })

  test('hold who confirmed it, and when', () => {
    const repository = { ...buildSnapshot().repository, private: false }
    const snapshot = build([say(3, '/confirm')], {}, { repository })
    expect(boardKeys(snapshot)).toContain(`declared:alice:${seconds(minutes(3))}`)
  })

  test('keep what it was opened with, whatever was filled in later', () => {
    const snapshot = build([buildOwn(['board', 'opened::', ...called])])
    expect(boardKeys(snapshot)).toEqual(['board', 'opened::', declared, ...called, state(snapshot)])
  })

  test('hold nobody who was called for another incident', () => {
    const ann = { login: 'ann', informed: false, at: openedAt }
    const other = { number: 5, title: 'x', url: 'u', labels: [], createdAt: openedAt, called: [ann] }
    const snapshot = build([], { surroundings: { openIncidents: [other] } })
    const keys = ['board', declared, opened, 'call:bob:opened', 'inform:ina:opened', state(snapshot)]
    expect(boardKeys(snapshot)).toEqual(keys)
  })

  test('keep what was judged, refused, closed, missed and told before', () => {
    const kept = [
      ...['judged:1', 'refused:2', 'closed:3', 'missed:zoe', 'unassignable:bob', 'chat:opened', opened, declared],
      ...['back:12', 'kept:13', 'again', 'sweep-off'],
    ]
    const lost = ['text:1', 'as:2', 'xjudged:1', 'reply:5', 'nudge:x', 'pull:8', 'xcall:zoe:opened', 'unsure', 'againx']
    const snapshot = build([
      buildOwn(['board', ...lost, ...kept, ...called]),
      buildOwn(['reply:5', 'refused:9'], { id: 501 }),
    ])
    expect(boardKeys(snapshot)).toEqual(['board', ...kept, 'refused:9', ...called, state(snapshot)])
  })

  test('hold the verdicts of this run, what the chat was told and who could not be assigned', () => {
    const failures = [
      { code: 'assign-refused', detail: 'bob' },
      { code: 'locked', detail: 'x' },
    ] as const
    const chat = { configured: true, sent: ['opened'], failed: [] }
    const snapshot = build([buildOwn(['board', opened]), say(4, '/severity SEV1', 'rita')], {}, { failures, chat })
    expect(boardKeys(snapshot)).toEqual([
      'board',
      opened,
      declared,
      'unassignable:bob',
      'refused:4',
      'chat:opened',
      state(snapshot),
    ])
    const before = build([say(4, '/severity SEV1', 'rita')])
    expect(boardKeys(before)).toEqual(['board', declared, opened, ...called, state(before)])
  })

  test('hold the mentions that were missed', () => {
    const board = buildOwn(['board', opened, ...called], { bodyHtml: '<p>@ann</p>' })
    const snapshot = build([{ ...board, body: board.body.replace('board says', '@ann') }])
    expect(boardKeys(snapshot)).toEqual(['board', opened, declared, ...called, 'missed:ann', state(snapshot)])
  })

  test('hold the closing that was accepted', () => {
    const closed = (comment: Comment) => buildClosed({ comments: [buildOwn(['board']), comment] })
    expect(boardKeys(closed(say(3, '/override over')))).toContain('closed:900')
    expect(boardKeys(closed(say(2, '/severity SEV1')))).not.toContain('closed:900')
  })

  test('hold a new first call and that it is a new board where somebody deleted the one before', () => {
    const event = (actor: string, label: string) => buildEvent(actor, minutes(1), { kind: 'labeled', label })
    const lost = build([], { events: [event(ourLogin, 'status:investigating')] })
    expect(boardKeys(lost)).toEqual(['board', 'again', declared, opened, ...called, state(lost)])
    // Before Muster's own board nobody but people and their workflows can have set one.
    for (const other of [event('alice', 'status:identified'), event(ourLogin, 'service:checkout')])
      expect(boardKeys(build([], { events: [other] }))).not.toContain('again')
  })

  test('hold that nobody looks after its deadlines, for as long as the board stands', () => {
    const failures = [{ code: 'sweep-switched-off', detail: 'x' }] as const
    expect(boardKeys(build([], {}, { failures }))).toContain('sweep-off')
    expect(boardKeys(build([buildOwn(['board', opened, 'sweep-off'])]))).toContain('sweep-off')
    expect(boardKeys(build([buildOwn(['board', opened])], {}, { failures }))).not.toContain('sweep-off')
  })

  test('hold what became of a reopening', () => {
    const reopening = (by: string) => ({ ...buildEvent(by, minutes(70), { kind: 'reopened' }), id: 901 })
    const again = (by: string, role: 'read' | 'triage') => {
      const board = buildOwn(['board', opened, 'closed:900', ...called])
      const events = [close(60), reopening(by)]
      return boardKeys(build([board], { events }, { roles: { alice: 'admin', rita: role }, now: minutes(71) }))
    }
    expect(again('alice', 'read')).toContain('back:901')
    expect(again('rita', 'triage')).toContain('back:901')
    expect(again('rita', 'read')).toContain('kept:901')
  })
})

describe('who is assigned', () => {
  const board = (...keys: readonly string[]) => buildOwn(['board', opened, ...called, ...keys])
  const event = (kind: 'assigned' | 'unassigned', assignee: string) =>
    buildEvent('alice', minutes(3), { kind, assignee })
  const answers = [say(4, 'on it', 'bob'), say(5, 'me too', 'ann')]

  test('is whoever answered, the first first, and nobody who was only called', () => {
    expect(assignees(build([board()]))).toEqual([])
    expect(assignees(build([board(), ...answers]))).toEqual(['bob', 'ann'])
    expect(assignees(build([board(), say(4, '/ack')]))).toEqual(['alice'])
    expect(assignees(build([board(), say(4, 'hm', 'ina'), say(4, 'hm', 'alice')]))).toEqual([])
  })
  test('is nobody whom a person took off, or whom GitHub cannot assign', () => {
    const answered = (parts: SnapshotParts, changes: Partial<Snapshot> = {}, ...keys: readonly string[]) =>
      assignees(build([board(...keys), ...answers], parts, changes))
    expect(answered({ events: [event('unassigned', 'Ann'), event('assigned', 'bob')] })).toEqual(['bob'])
    expect(answered({}, {}, 'unassignable:ANN')).toEqual(['bob'])
    expect(answered({}, { failures: [{ code: 'assign-refused', detail: 'ann' }] })).toEqual(['bob'])
    expect(answered({}, { failures: [{ code: 'chat-failed', detail: 'ann' }] })).toEqual(['bob', 'ann'])
  })
  test('are ten at most', () => {
    const many = Array.from({ length: 12 }, (_, index) => `c${index}`)
    const all = board(...many.map((login) => `call:${login}:opened`))
    const said = many.map((login, index) => ({ ...say(index + 2, 'here', login), createdAt: minutes(2) }))
    expect(assignees(build([all, ...said]))).toEqual(many.slice(0, 10))
  })
  test('is nobody in a drill, once it is resolved or closed', () => {
    expect(assignees(build([board(), ...answers, say(6, '/drill')]))).toEqual([])
    expect(assignees(build([board(), ...answers, say(6, '/status resolved')]))).toEqual([])
    const over = (comments: readonly Comment[]) =>
      assignees(buildClosed({ settings, comments: [board(), ...answers, ...comments], issue: { body } }))
    expect(over([say(6, '/override over')])).toEqual([])
    expect(over([])).toEqual(['bob', 'ann'])
  })
})
