import { describe, expect, test } from '@jest/globals'
import { isOpeningUnfinished, isPostedAgain, isSweepOff, printState } from '../../../src/domain/board-state.ts'
import { decide, readNeeds } from '../../../src/domain/decide.ts'
import { stateOf } from '../../../src/domain/incident.ts'
import { ownComments } from '../../../src/domain/own-comments.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { fingerprint } from '../../../src/text/hash.ts'
import { buildDocument, buildOwn, buildPull, readContext, say } from '../../support/build-incident.ts'
import { buildEvent, minutes, ourLogin } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const open = { ...buildSnapshot().repository, private: false }
const admin = { roles: { alice: 'admin' } } as const

describe('what has to be read', () => {
  const needs = (snapshot: Snapshot, pull = false) => readNeeds(snapshot, { pull })
  const neither = { surroundings: false, document: false }
  const around = { surroundings: true, document: false }
  const both = { surroundings: true, document: true }
  const roles = { roles: { alice: 'admin', rita: 'read' } } as const
  const done = [buildOwn(['board']), say(1, '/severity SEV1'), say(30, '/override over')]
  const minor = [buildOwn(['board']), say(1, '/severity SEV4')]

  /** The same incident with a board that was written for its very state. */
  function withBoard(snapshot: Snapshot, keys: readonly string[] = []): Snapshot {
    const bare = { ...snapshot.record, comments: snapshot.record.comments.filter(({ id }) => id !== 500) }
    const judged = decide({ ...snapshot, record: { ...bare, comments: [...bare.comments, buildOwn(['board'])] } })
    const kept = judged.comments[0]?.keys.filter((key) => /^(judged|refused|closed|opened):/.test(key)) ?? []
    const put = (more: readonly string[]): Snapshot => {
      const board = buildOwn(['board', ...kept, ...keys, ...more])
      return { ...snapshot, record: { ...bare, comments: [...bare.comments, board] } }
    }
    const state = stateOf(readContext(put([])))
    return put([`as:${state}`, `text:${fingerprint('board says')}`])
  }

  test('is nothing of what is no incident, and of a closed one of which nobody tells', () => {
    expect(needs(buildSnapshot({ issue: { labels: [] } }))).toEqual(neither)
    expect(needs(buildSnapshot({ issue: { state: 'closed' } }, { repository: open }))).toEqual(neither)
  })
  test('is what stands around where nobody tells whether it was declared: the board goes up', () => {
    expect(needs(buildSnapshot({}, { repository: open }))).toEqual(around)
  })
  test('is nothing of what was closed before Muster saw it', () => {
    expect(needs(buildClosed())).toEqual(neither)
    expect(needs(buildClosed({ comments: [buildOwn(['unseen', 'closed:900'])] }))).toEqual(neither)
    const asked = [buildOwn(['unseen', 'closed:900']), say(3, '/severity SEV1'), say(70, '/postmortem')]
    expect(needs(buildClosed({ comments: asked }, { now: minutes(71) }))).toEqual(both)
  })
  test('is how many were reported, before the first comment on a report', () => {
    const report = (comments: readonly Comment[]) => buildSnapshot({ comments }, { repository: open, ...roles })
    expect(needs(report([]))).toEqual(around)
    expect(needs(report([buildOwn(['triage'])]))).toEqual(neither)
  })
  test('is what stands around where no board does', () => {
    expect(needs(buildSnapshot())).toEqual(around)
    expect(needs(buildSnapshot({ comments: [buildOwn(['board'])] }))).toEqual(around)
  })
  test('is nothing where the board stands as it was written', () => {
    const snapshot = withBoard(buildSnapshot())
    expect(needs(snapshot)).toEqual(neither)
    expect(needs(snapshot, true)).toEqual(around)
    expect(needs(withBoard(buildSnapshot({ comments: [say(2, '/ack')] }, roles)))).toEqual(neither)
  })
  test('is what stands around again once somebody edited the board, or something changed', () => {
    const snapshot = withBoard(buildSnapshot())
    const [board] = snapshot.record.comments
    const edited = {
      ...snapshot.record,
      comments: board ? [{ ...board, body: board.body.replace('says', 'said') }] : [],
    }
    expect(needs({ ...snapshot, record: edited })).toEqual(around)
    const more = { ...snapshot.record, comments: [...snapshot.record.comments, say(3, '/note hi', 'rita')] }
    expect(needs({ ...snapshot, record: more }, false)).toEqual(around)
    expect(needs({ ...snapshot, now: minutes(40), settings: { ...snapshot.settings } })).toEqual(neither)
  })
  test('is what stands around again once a deadline has passed', () => {
    const settings = 'services: { checkout: { call: [alice] } }'
    const snapshot = withBoard(buildSnapshot({ settings }))
    expect(needs({ ...snapshot, now: minutes(30) })).toEqual(neither)
    expect(needs({ ...snapshot, now: minutes(31) })).toEqual(around)
    const closed = withBoard(buildClosed({ comments: done }))
    expect(needs({ ...closed, now: minutes(61 + 3 * 24 * 60) }).surroundings).toBe(true)
  })
  test('is what stands around where a verdict is new, also one that changes nothing', () => {
    const snapshot = withBoard(buildSnapshot({}, roles))
    const more = { ...snapshot.record, comments: [...snapshot.record.comments, say(3, '/help', 'rita')] }
    expect(needs({ ...snapshot, record: more })).toEqual(around)
  })
  test('is what stands around where the run that opened it was killed', () => {
    const snapshot = withBoard(buildSnapshot())
    const unfinished = snapshot.record.comments.map((one) => ({ ...one, body: one.body.replace('"as:', '"was:') }))
    expect(isOpeningUnfinished(snapshot.record)).toBe(false)
    const killed = { ...snapshot, record: { ...snapshot.record, comments: unfinished } }
    expect(isOpeningUnfinished(killed.record)).toBe(true)
    expect(needs(killed)).toEqual(around)
    expect(isOpeningUnfinished(buildSnapshot().record)).toBe(false)
  })
  test('is the postmortem where one is owed or was published', () => {
    const closed = buildClosed({ comments: done })
    expect(needs(closed)).toEqual(both)
    expect(needs(withBoard(closed))).toEqual(neither)
    expect(needs(withBoard(closed), true)).toEqual(both)
    expect(needs({ ...withBoard(closed), part: 'document' })).toEqual(both)
    expect(needs({ ...withBoard(closed), part: 'all' })).toEqual(both)
    const asComment = buildSnapshot({ settings: 'postmortem: { deliver: comment }' }).settings
    expect(needs({ ...closed, settings: asComment })).toEqual(around)
    expect(needs(withBoard({ ...closed, settings: asComment, part: 'all' }))).toEqual(neither)
    const published = { labels: ['incident', 'postmortem:published'] }
    expect(needs(buildSnapshot({ issue: published }))).toEqual(both)
    expect(needs(buildClosed({ comments: minor, issue: published }))).toEqual(both)
    expect(needs(buildClosed({ comments: minor }))).toEqual(around)
    expect(needs({ ...withBoard(buildSnapshot()), part: 'all' })).toEqual(neither)
  })
  test('is what stands around where the board does not remember the closing', () => {
    const closed = buildClosed({ comments: minor })
    const snapshot = withBoard(closed)
    const forgetful = snapshot.record.comments.map((one) => ({
      ...one,
      body: one.body.replace('closed:900', 'opened::'),
    }))
    expect(ownComments(snapshot.record)[0]?.keys).toContain('closed:900')
    expect(needs(snapshot)).toEqual(neither)
    expect(needs({ ...snapshot, record: { ...snapshot.record, comments: forgetful } })).toEqual(around)
  })
})

describe('the fingerprint of a state', () => {
  const never = { acknowledgeOverdue: false, updateOverdue: false, postmortemOverdue: false }
  const base = buildSnapshot({ comments: [buildOwn(['board', 'opened::'])] }, admin)
  const print = (snapshot: Snapshot, passed = never) => printState(readContext(snapshot).history, snapshot, passed)
  const more = (...comments: readonly Comment[]): Snapshot => ({
    ...base,
    record: { ...base.record, comments: [...base.record.comments, ...comments] },
  })
  const issue = (change: Partial<Snapshot['record']['issue']>): Snapshot => ({
    ...base,
    record: { ...base.record, issue: { ...base.record.issue, ...change } },
  })
  const item = '- [x] runbook read and followed, or none fits'

  test.each<[string, Snapshot]>([
    ['a command', more(say(3, '/note hi'))],
    ['a later call', more(buildOwn(['called:x', 'call:zoe:severity:SEV1'], { id: 501 }))],
    ['a tick', issue({ body: `${base.record.issue.body}\n${item}` })],
    ['other settings', { ...base, settings: { ...base.settings, timezone: 'Europe/Berlin' } }],
    ['a problem of the settings', { ...base, problems: [{ message: 'x' } as never] }],
    ['a secret', { ...base, secrets: [{ what: 'key', url: 'u' }] }],
    ['a closing', issue({ state: 'closed' })],
    ['little room for comments', issue({ commentCount: 2400 })],
    [
      'an answer',
      {
        ...base,
        record: { ...base.record, events: [buildEvent('zoe', minutes(3), { kind: 'assigned', assignee: 'zoe' })] },
      },
    ],
    ['what the closing link knows', more(buildOwn(['closing', 'pull:8'], { id: 501 }))],
    ['a checklist that cannot be read', issue({ body: `${base.record.issue.body}\n${'- [ ] x\n'.repeat(9000)}` })],
  ])('changes with %s', (_case, snapshot) => expect(print(snapshot)).not.toBe(print(base)))

  test('changes with the room for comments twice', () => {
    const prints = [0, 2399, 2400, 2499, 2500, 2501].map((commentCount) => print(issue({ commentCount })))
    expect(prints.map((one) => prints.indexOf(one))).toEqual([0, 0, 2, 2, 4, 4])
  })

  test('is of all this, as open boards carry it', () => {
    const { facts } = readContext(base).history
    const { called: _called, verdicts: _verdicts, checklist, timeline, milestones, ...recorded } = facts
    const state = {
      version: 1,
      facts: recorded,
      milestones,
      calledLater: [],
      items: checklist.items.map(() => [false, undefined]),
      unreadable: false,
      timeline,
      settings: base.settings,
      problems: [],
      secrets: [],
      open: 'open',
      overdue: [false, false, false],
      closingLink: [],
    }
    expect(print(base)).toBe(fingerprint(JSON.stringify(state)))
  })

  test('changes with each deadline that passes', () => {
    const all = [
      never,
      { ...never, acknowledgeOverdue: true },
      { ...never, updateOverdue: true },
      { ...never, postmortemOverdue: true },
    ]
    expect(new Set(all.map((passed) => print(base, passed))).size).toBe(4)
  })

  test.each<[string, Snapshot]>([
    ['the time', { ...base, now: minutes(500) }],
    [
      'the first call',
      { ...more(), record: { ...base.record, comments: [buildOwn(['board', 'opened::', 'call:zoe:opened'])] } },
    ],
    ['our checklist', more(buildOwn(['checklist'], { id: 501 }))],
    ['a verdict that changes nothing', more(say(3, '/help', 'alice'))],
    [
      'the publication',
      { ...base, document: buildDocument({ pull: buildPull({ state: 'merged', mergedAt: minutes(9) }) }) },
    ],
    ['many comments', issue({ commentCount: 2399 })],
    ['a label', issue({ labels: ['incident', 'bug'] })],
    [
      'an assignment',
      {
        ...base,
        record: { ...base.record, events: [buildEvent('alice', minutes(3), { kind: 'assigned', assignee: 'zoe' })] },
      },
    ],
  ])('does not change with %s', (_case, snapshot) => expect(print(snapshot)).toBe(print(base)))

  test('does not change with the words of the closing link or what it was delivered for', () => {
    const link = (...keys: readonly string[]) => print(more(buildOwn(['closing', 'pull:8', ...keys], { id: 501 })))
    expect(link('text:1', 'of:1')).toBe(link())
    expect(link('text:1')).toBe(link('of:2'))
  })
})

describe('a board', () => {
  const labelled = (actor: string, label: string) => buildEvent(actor, minutes(1), { kind: 'labeled', label })
  const again = (events: readonly ReturnType<typeof labelled>[], keys?: readonly string[], settings = '') =>
    isPostedAgain(buildSnapshot({ events, settings, comments: keys ? [buildOwn(keys)] : [] }))

  test('is posted again where we gave the incident a status before', () => {
    expect(again([labelled(ourLogin, 'Status:Investigating')])).toBe(true)
    expect(again([labelled(ourLogin, 'stand:resolved')], undefined, 'labels: { status: "stand:" }')).toBe(true)
    expect(again([])).toBe(false)
    for (const label of ['incident', 'severity:SEV1', 'status:fixed'])
      expect(again([labelled(ourLogin, label)])).toBe(false)
    expect(again([labelled('alice', 'status:identified')])).toBe(false)
  })

  test('says so for as long as it stands', () => {
    const status = [labelled(ourLogin, 'status:investigating')]
    expect(again([], ['board', 'again'])).toBe(true)
    expect(again(status, ['board'])).toBe(false)
  })

  test('says of the sweep what was true when it was posted', () => {
    const failures = [{ code: 'sweep-switched-off', detail: '' }] as const
    const off = (keys: readonly string[] | undefined, told: boolean) =>
      isSweepOff(buildSnapshot({ comments: keys ? [buildOwn(keys)] : [] }, { failures: told ? failures : [] }))
    expect([off(undefined, false), off(undefined, true)]).toEqual([false, true])
    expect([off(['board'], true), off(['board', 'sweep-off'], false)]).toEqual([false, true])
  })
})
