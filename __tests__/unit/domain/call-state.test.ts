import { describe, expect, test } from '@jest/globals'
import { causeOf, isCallOpen, mentionKeys } from '../../../src/domain/call-state.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import {
  reportOn as body,
  buildCall as build,
  firstCalled as first,
  planOf as plan,
  callSettings as settings,
} from '../../support/build-call.ts'
import { buildClosed, buildOwn, say } from '../../support/build-incident.ts'
import { minutes, openedAt } from '../../support/build-snapshot.ts'

const nobody = { call: [], inform: [] }

const board = buildOwn(['board', 'call:alice:opened', 'call:Bob:opened', 'inform:carol:opened'])

const rocket = { claims: { rocket: openedAt } }

describe('the first call', () => {
  test('is owed to the lists of the service', () => {
    const { list, ...rest } = plan(build())
    expect(list).toMatchObject({ call: first, inform: ['carol', 'dora'] })
    expect(rest).toEqual({
      onBoard: nobody,
      owed: { call: first, inform: ['carol', 'dora'] },
      missed: [],
      before: nobody,
      tooLate: [],
    })
  })

  test('stands on the board once it was made, and is owed to those who are new', () => {
    expect(plan(build([board]))).toMatchObject({
      onBoard: { call: ['alice', 'Bob'], inform: ['carol'] },
      owed: { call: [], inform: ['dora'] },
    })
  })

  test('mentions forty in one comment, those first who can act', () => {
    const { owed } = plan(build([], body('big')))
    expect([owed.call.length, owed.inform]).toEqual([39, ['i1']])
    const more = plan(build([], body('huge'))).owed
    expect([more.call.length, more.call.at(-1), more.inform]).toEqual([40, 'c39', []])
  })

  test('mentions a team for a token that can', () => {
    const snapshot = build([], body('teams'))
    expect(plan(snapshot).owed.call).toEqual(['alice'])
    const other = { ...snapshot, record: { ...snapshot.record, ourLogin: 'muster-app[bot]' } }
    expect(plan(other).owed.call).toEqual(['alice', 'acme/ops'])
    const done = buildOwn(['board', 'call:alice:opened', 'call:Acme/Ops:opened'], { author: 'muster-app[bot]' })
    expect(plan({ ...other, record: { ...other.record, comments: [done] } }).owed.call).toEqual([])
    expect(isCallOpen(readFacts(other), other, undefined)).toBe(true)
    const left = build([buildOwn(['board', 'call:alice:opened'])], body('teams'))
    expect(isCallOpen(readFacts(left), left, undefined)).toBe(false)
    const app = { ...left, record: { ...left.record, ourLogin: 'muster-app[bot]' } }
    expect(isCallOpen(readFacts(app), app, undefined)).toBe(true)
  })

  test.each<[string, Snapshot]>([
    ['in a drill', build([say(1, '/drill')])],
    ['after resolved', build([say(1, '/status resolved')])],
    ['after the closing', buildClosed({ settings, ...body('checkout') }, { now: minutes(9) })],
  ])('is made to nobody %s', (_case, snapshot) =>
    expect(plan(snapshot)).toMatchObject({ owed: nobody, tooLate: [], before: nobody }),
  )

  test('is not made more than half an hour late, which is said', () => {
    expect(plan(build([], {}, { now: minutes(30) }))).toMatchObject({ owed: { call: first }, tooLate: [] })
    expect(plan(build([], {}, { now: minutes(31) }))).toMatchObject({ owed: nobody, tooLate: first })
    expect(plan(build([say(1, '/drill')], {}, { now: minutes(31) }))).toMatchObject({ owed: nobody, tooLate: [] })
  })

  test('is not made again by a board that was deleted', () => {
    const lost = build([], { issue: { ...body('checkout').issue, ...rocket } })
    expect(plan(lost)).toMatchObject({ owed: nobody, before: { call: first, inform: ['carol', 'dora'] }, tooLate: [] })
    expect(plan({ ...lost, now: minutes(31) })).toMatchObject({ owed: nobody, tooLate: [] })
    const standing = build([board], { issue: { ...body('checkout').issue, ...rocket } })
    expect(plan(standing)).toMatchObject({ owed: { inform: ['dora'] }, before: nobody })
  })
})

describe('whoever is in a running incident on the same service', () => {
  const other = { number: 5, title: 'x', url: 'u', labels: ['incident'], createdAt: openedAt, called: ['ALICE'] }
  const beside = (change: Partial<typeof other> = {}) =>
    plan(build([], { surroundings: { openIncidents: [{ ...other, ...change }] } }))
  test('is not called again', () => {
    expect(beside()).toMatchObject({
      owed: { call: ['bob'], inform: ['carol', 'dora'] },
      before: { call: ['alice'], inform: [] },
    })
  })
  test('is called where that one is resolved, or is this one', () => {
    expect(beside({ labels: ['status:resolved'] })).toMatchObject({ owed: { call: first }, before: nobody })
    expect(beside({ number: 7 })).toMatchObject({ owed: { call: first }, before: nobody })
  })
  test('needs no informing', () => {
    expect(beside({ called: ['Carol'] }).owed).toEqual({ call: first, inform: ['dora'] })
  })
})

describe('a later call', () => {
  test('is for the later of severity and service, and counts from there', () => {
    const cause = (...comments: readonly Comment[]) => causeOf(readFacts(build(comments)))
    expect(cause()).toEqual({ kind: 'opened', value: '', at: openedAt })
    expect(cause(say(4, '/severity SEV1'))).toEqual({ kind: 'severity', value: 'SEV1', at: minutes(4) })
    expect(cause(say(5, '/service search'))).toEqual({ kind: 'service', value: 'search', at: minutes(5) })
    expect(cause(say(4, '/severity SEV1'), say(5, '/service search')).kind).toBe('service')
    expect(cause(say(5, '/severity SEV1'), say(4, '/service search')).kind).toBe('severity')
    const history = readFacts(build())
    const changed = { severity: minutes(1), service: minutes(1) }
    expect(causeOf({ ...history, changed })).toEqual({ kind: 'severity', value: 'SEV2', at: minutes(1) })
    expect(causeOf({ ...history, changed, declaredAt: minutes(1) })).toMatchObject({ kind: 'opened', at: minutes(1) })
    expect(causeOf({ ...history, declaredAt: undefined })).toEqual({ kind: 'opened', value: '', at: '' })
    const unknown = { ...history.facts, severity: undefined, service: undefined }
    expect(causeOf({ ...history, facts: unknown, changed })).toMatchObject({ kind: 'severity', value: '' })
    expect(
      causeOf({ ...history, facts: unknown, changed: { severity: undefined, service: minutes(1) } }),
    ).toMatchObject({
      kind: 'service',
      value: '',
    })
  })

  test('calls whoever was only informed, and not whoever was called', () => {
    const informed = buildOwn([
      'board',
      'call:bob:opened',
      'inform:alice:opened',
      'call:carol:opened',
      'inform:dora:opened',
    ])
    expect(plan(build([informed])).owed).toEqual({ call: ['alice'], inform: [] })
    expect(plan(build([informed, say(29, '/severity SEV1')], {}, { now: minutes(50) })).owed.call).toEqual([
      'alice',
      'Eve',
    ])
  })

  test('is open as long as somebody on the lists was not called', () => {
    const open = (...comments: readonly Comment[]) => {
      const snapshot = build(comments)
      return isCallOpen(readFacts(snapshot), snapshot, undefined)
    }
    const all = buildOwn(['board', ...mentionKeys({ call: first, inform: ['carol', 'dora'] }, 'opened')])
    expect([open(), open(board), open(all)]).toEqual([true, true, false])
    const owned = build([], body('', 'SEV2'))
    expect(isCallOpen(readFacts(owned), owned, '* @root')).toBe(true)
    expect(isCallOpen(readFacts(owned), owned, undefined)).toBe(false)
  })
})

test('the keys of a call say who, how and why', () => {
  expect(mentionKeys({ call: ['a', 'b'], inform: ['c'] }, 'severity:SEV1')).toEqual([
    'call:a:severity:SEV1',
    'call:b:severity:SEV1',
    'inform:c:severity:SEV1',
  ])
})
