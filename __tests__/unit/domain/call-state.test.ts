import { describe, expect, test } from '@jest/globals'
import { causeOf } from '../../../src/domain/call-cause.ts'
import { isCallOpen, mentionKeys } from '../../../src/domain/call-state.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { RelatedIncident, Snapshot } from '../../../src/domain/snapshot.ts'
import {
  reportOn as body,
  firstCalled as first,
  planOf as plan,
  callSettings as settings,
} from '../../support/build-call.ts'
import { buildOwn, say } from '../../support/build-incident.ts'
import { buildEvent, minutes, openedAt, ourLogin } from '../../support/build-snapshot.ts'
import { buildCall as build, buildClosed } from './installed.ts'

const nobody = { call: [], inform: [] }

const board = buildOwn(['board', 'call:alice:opened', 'call:Bob:opened', 'inform:carol:opened'])

describe('the first call', () => {
  test('is owed to the lists of the service', () => {
    const { list, ...rest } = plan(build())
    expect(list).toMatchObject({ call: first, inform: ['carol', 'dora'] })
    expect(rest).toEqual({
      onBoard: nobody,
      owed: { call: first, inform: ['carol', 'dora'] },
      missed: [],
      before: [],
      tooLate: [],
      lateMs: undefined,
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
    expect(plan(snapshot)).toMatchObject({ owed: nobody, tooLate: [], before: [] }),
  )

  test('is made up to a day late, and says how late', () => {
    const at = (minute: number, comments: readonly Comment[] = []) =>
      plan(build(comments, {}, { now: minutes(minute) }))
    expect(at(10)).toMatchObject({ owed: { call: first }, lateMs: undefined })
    expect(at(11)).toMatchObject({ owed: { call: first }, lateMs: 11 * 60_000 })
    expect(at(24 * 60)).toMatchObject({ owed: { call: first }, tooLate: [], lateMs: 24 * 3_600_000 })
    const empty = buildOwn(['board', 'opened:SEV2:checkout'])
    expect(at(24 * 60, [empty])).toMatchObject({ owed: { call: first }, tooLate: [] })
    expect(at(24 * 60 + 1, [empty])).toMatchObject({ owed: nobody, tooLate: first })
    expect(at(24 * 60 + 1, [empty, say(1, '/drill')])).toMatchObject({ owed: nobody, tooLate: [] })
    expect(at(24 * 60 + 1, [empty, say(1, '/status resolved')])).toMatchObject({ owed: nobody, tooLate: [] })
  })

  test('stays as late as the board was that made it', () => {
    const posted = (minute: number) => ({ ...board, createdAt: minutes(minute), updatedAt: minutes(minute) })
    expect(plan(build([posted(10)], {}, { now: minutes(300) })).lateMs).toBeUndefined()
    expect(plan(build([posted(48)], {}, { now: minutes(300) })).lateMs).toBe(48 * 60_000)
  })

  test('is made again by a board that takes the place of a deleted one', () => {
    const events = [buildEvent(ourLogin, minutes(1), { kind: 'labeled', label: 'status:investigating' })]
    expect(plan(build([], { events }))).toMatchObject({ owed: { call: first, inform: ['carol', 'dora'] }, before: [] })
  })

  test('is made to nobody while GitHub does not say whether it was declared', () => {
    const repository = { ...build().repository, private: false }
    const unknown = build([], {}, { repository, roles: {} })
    expect(readFacts(unknown).facts.declared).toBe('unknown')
    expect(plan(unknown)).toMatchObject({ owed: nobody, tooLate: [], lateMs: undefined })
  })
})

describe('whoever a running incident on the same service called not long ago', () => {
  const call = (login: string, at = openedAt, informed = false) => ({ login, informed, at })
  const other = {
    number: 5,
    title: 'x',
    url: 'https://github.test/acme/shop/issues/5',
    labels: ['incident', 'severity:SEV2'],
    createdAt: openedAt,
    called: [call('ALICE')],
  } satisfies RelatedIncident
  const incident = { number: 5, url: other.url }
  const beside = (change: Partial<RelatedIncident> = {}, severity = 'SEV2') =>
    plan(build([], { ...body('checkout', severity), surroundings: { openIncidents: [{ ...other, ...change }] } }))
  const ago = (minutesAgo: number) => ({ called: [call('alice', minutes(-minutesAgo))] })

  test('is left out, and the board can say where and when', () => {
    expect(beside()).toMatchObject({
      owed: { call: ['bob'], inform: ['carol', 'dora'] },
      before: [{ login: 'ALICE', incident, at: openedAt }],
    })
  })

  test('is called where that was more than an hour ago', () => {
    expect(beside(ago(59)).owed.call).toEqual(['bob'])
    expect(beside(ago(61))).toMatchObject({ owed: { call: first }, before: [] })
  })

  test('is called where that one is over, is less severe, or is this one', () => {
    const all = { owed: { call: first, inform: ['carol', 'dora'] }, before: [] }
    expect(beside({ labels: ['severity:SEV2', 'Status:Resolved'] })).toMatchObject(all)
    expect(beside({ labels: ['severity:SEV3'] })).toMatchObject(all)
    expect(beside({ labels: ['severity:SEV2'] }, 'SEV1').owed.call).toEqual([...first, 'Eve'])
    expect(beside({ number: 7 })).toMatchObject(all)
    expect(beside({ labels: ['severity:SEV1'] }).owed.call).toEqual(['bob'])
  })

  test('counts as called by a SEV2 where that one has no severity', () => {
    expect(beside({ labels: [] }).owed.call).toEqual(['bob'])
    expect(beside({ labels: [] }, 'SEV1').owed.call).toEqual([...first, 'Eve'])
  })

  test('is called with all others where nobody else would be', () => {
    const called = [call('alice'), call('bob'), call('carol')]
    expect(beside({ called })).toMatchObject({ owed: { call: first, inform: ['carol', 'dora'] }, before: [] })
  })

  test('is called where that one only informed them', () => {
    expect(beside({ called: [call('alice', openedAt, true)] })).toMatchObject({ owed: { call: first }, before: [] })
  })

  test('needs no informing', () => {
    expect(beside({ called: [call('Carol', openedAt, true)] }).owed).toEqual({ call: first, inform: ['dora'] })
    expect(beside({ called: [call('Carol')] }).owed).toEqual({ call: first, inform: ['dora'] })
  })
})

describe('whoever was called before it was over', () => {
  const over = [board, say(20, '/status resolved')]
  const back = say(200, '/status investigating')
  const owed = (comments: readonly Comment[], now = 201) => plan(build(comments, {}, { now: minutes(now) })).owed.call

  test('is called again once it is back, but for those who are awake', () => {
    expect(owed(over)).toEqual([])
    // Who set it back is there.
    expect(owed([...over, back])).toEqual(['bob'])
    expect(owed([...over, say(139, 'hm', 'bob'), back])).toEqual(['bob'])
    expect(owed([...over, say(140, 'hm', 'Bob'), back])).toEqual([])
    expect(owed([...over, back, say(201, 'hm', 'bob')])).toEqual([])
  })

  test('is called once for each time that it is back', () => {
    const time = (Date.parse(minutes(200)) / 1000).toString(36)
    const again = buildOwn([`called:back:${time}`, `call:bob:back:${time}`], { id: 501, createdAt: minutes(201) })
    expect(owed([...over, back, again], 203)).toEqual([])
    const twice = [...over, back, again, say(220, '/status resolved'), say(400, '/status investigating')]
    expect(owed(twice, 401)).toEqual(['bob'])
  })

  test('is called once where the severity was raised before anybody was called again', () => {
    const raised = [...over, back, say(202, '/severity SEV1')]
    expect(owed(raised, 203)).toEqual(['bob', 'Eve'])
    const keys = ['called:severity:SEV1', 'call:bob:severity:SEV1', 'call:Eve:severity:SEV1']
    const called = buildOwn(keys, { id: 501, createdAt: minutes(203) })
    expect(owed([...raised, called], 204)).toEqual([])
  })

  test('is called for what it is back from', () => {
    const causeAt = (...comments: readonly Comment[]) => causeOf(readFacts(build([...over, ...comments])))
    const value = (Date.parse(minutes(200)) / 1000).toString(36)
    expect(causeAt(back)).toEqual({ kind: 'back', value, at: minutes(200) })
    expect(causeAt(back, say(210, '/severity SEV1'))).toEqual({ kind: 'severity', value: 'SEV1', at: minutes(210) })
    expect(causeAt(back, say(210, '/service search'))).toMatchObject({ kind: 'service', at: minutes(210) })
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
    // While nobody knows whether it was declared, it counts from when it was seen.
    expect(causeOf({ ...history, declaredAt: undefined })).toEqual({ kind: 'opened', value: '', at: openedAt })
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
