import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import { stateOf } from '../../../src/domain/incident.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { buildClosed, buildOwn, readContext, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, buildSnapshot, minutes, openedAt } from '../../support/build-snapshot.ts'

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

describe("the board's keys", () => {
  test('hold the opening and the first call', () => {
    const snapshot = build()
    expect(boardKeys(snapshot)).toEqual(['board', opened, ...called, state(snapshot)])
  })

  test('keep what it was opened with, whatever was filled in later', () => {
    const snapshot = build([buildOwn(['board', 'opened::', ...called])])
    expect(boardKeys(snapshot)).toEqual(['board', 'opened::', ...called, state(snapshot)])
  })

  test('hold nobody who was called for another incident', () => {
    const other = { number: 5, title: 'x', url: 'u', labels: [], createdAt: openedAt, called: ['ann'] }
    const snapshot = build([], { surroundings: { openIncidents: [other] } })
    expect(boardKeys(snapshot)).toEqual(['board', opened, 'call:bob:opened', 'inform:ina:opened', state(snapshot)])
  })

  test('keep what was judged, refused, closed, missed and told before', () => {
    const kept = ['judged:1', 'refused:2', 'closed:3', 'missed:zoe', 'unassignable:bob', 'chat:opened', opened]
    const lost = ['text:1', 'as:2', 'xjudged:1', 'reply:5', 'nudge:x', 'pull:8', 'xcall:zoe:opened']
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
      'unassignable:bob',
      'refused:4',
      'chat:opened',
      state(snapshot),
    ])
    const before = build([say(4, '/severity SEV1', 'rita')])
    expect(boardKeys(before)).toEqual(['board', opened, ...called, state(before)])
  })

  test('hold the mentions that were missed', () => {
    const board = buildOwn(['board', opened, ...called], { bodyHtml: '<p>@ann</p>' })
    const snapshot = build([{ ...board, body: board.body.replace('board says', '@ann') }])
    expect(boardKeys(snapshot)).toEqual(['board', opened, ...called, 'missed:ann', state(snapshot)])
  })

  test('hold the closing that was accepted', () => {
    expect(boardKeys(buildClosed({ comments: [say(3, '/override over')] }))).toContain('closed:900')
    expect(boardKeys(buildClosed({ comments: [say(2, '/severity SEV1')] }))).not.toContain('closed:900')
  })

  test('hold those who were called with a board that was deleted, as before', () => {
    const lost = build([], { issue: { claims: { eyes: openedAt, rocket: openedAt } } })
    const before = ['call:ann:before', 'call:bob:before', 'inform:ina:before']
    expect(boardKeys(lost)).toEqual(['board', opened, ...before, state(lost)])
  })
})

describe('who is assigned', () => {
  const board = (...keys: readonly string[]) => buildOwn(['board', opened, ...keys])
  const event = (kind: 'assigned' | 'unassigned', assignee: string) =>
    buildEvent('alice', minutes(3), { kind, assignee })

  test('is whoever was called to act, or is now', () => {
    expect(assignees(build([board(...called)]))).toEqual(['ann', 'bob'])
    expect(assignees(build([board('call:zoe:opened', 'call:acme/ops:opened')]))).toEqual(['zoe', 'ann', 'bob'])
  })
  test('is nobody whom a person took off, whom GitHub did not find or cannot assign', () => {
    expect(assignees(build([], { events: [event('unassigned', 'Ann'), event('assigned', 'bob')] }))).toEqual(['bob'])
    expect(assignees(build([board('missed:BOB')]))).toEqual(['ann'])
    expect(assignees(build([board('unassignable:ANN')]))).toEqual(['bob'])
    expect(assignees(build([], {}, { failures: [{ code: 'assign-refused', detail: 'ann' }] }))).toEqual(['bob'])
    expect(assignees(build([], {}, { failures: [{ code: 'chat-failed', detail: 'ann' }] }))).toEqual(['ann', 'bob'])
  })
  test('are ten at most', () => {
    const many = Array.from({ length: 12 }, (_, index) => `call:c${index}:opened`)
    expect(assignees(build([board(...many)]))).toEqual(Array.from({ length: 10 }, (_, index) => `c${index}`))
  })
  test('is nobody in a drill, once it is resolved or closed', () => {
    expect(assignees(build([board(...called), say(3, '/drill')]))).toEqual([])
    expect(assignees(build([board(...called), say(3, '/status resolved')]))).toEqual([])
    const over = (comments: readonly Comment[]) =>
      assignees(buildClosed({ settings, comments: [board(...called), ...comments], issue: { body } }))
    expect(over([say(3, '/override over')])).toEqual([])
    expect(over([])).toEqual(['ann', 'bob'])
  })
})
