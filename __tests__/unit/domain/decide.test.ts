import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { DocumentState, Snapshot } from '../../../src/domain/snapshot.ts'
import { buildDocument, buildOwn, buildPull, close, nothingPlanned, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, minutes } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const open = { ...buildSnapshot().repository, private: false }
const admin = { roles: { alice: 'admin' } } as const
const idle = { ...nothingPlanned, outputs: { ...nothingPlanned.outputs, incident: undefined } }

describe('nothing is done', () => {
  test('about an issue that nobody calls an incident', () => {
    expect(decide(buildSnapshot({ issue: { labels: ['bug'] } }))).toEqual({ ...idle, outcome: 'not-an-incident' })
  })
  test('about an old issue, whatever its labels are', () => {
    const since = { installation: { kind: 'known', since: minutes(1) } } as const
    expect(decide(buildSnapshot({}, since))).toEqual({ ...idle, outcome: 'not-an-incident' })
    const closed = decide(buildClosed({}, since))
    expect(closed).toEqual({ ...idle, outcome: 'not-an-incident' })
  })
})

describe('an issue of which GitHub does not tell whether its author may declare it', () => {
  const chat = { configured: true, sent: [], failed: [] }
  const undecided = (parts: SnapshotParts = {}, changes: Partial<Snapshot> = {}) =>
    decide(buildSnapshot(parts, { repository: open, roles: { rita: 'unknown', tom: 'triage' }, chat, ...changes }))

  test('gets a board that calls nobody and says so; the channels are told', () => {
    const plan = undecided({ issue: { body: 'Severity: SEV1' } })
    expect(plan).toMatchObject({
      outcome: 'permission-unknown',
      labels: { present: ['incident:unconfirmed'], absent: [] },
      comments: [{ key: 'board', content: { kind: 'board', undecided: true, call: { mentions: [], informed: [] } } }],
      chat: [{ key: 'undecided', about: 'missed', severity: 'SEV1', title: 'Checkout: payments fail' }],
      reopen: false,
      assignees: [],
      outputs: { incident: 7 },
    })
    const { keys = [] } = plan.comments[0] ?? {}
    expect(keys).toContain('unsure')
    expect(keys.filter((key) => /^(?:call|inform|declared):/.test(key))).toEqual([])
  })

  test('is told to the channels once, and not where there are none', () => {
    const told = (more: Partial<typeof chat>, comments: readonly Comment[] = []) =>
      undecided({ comments }, { chat: { ...chat, ...more } }).chat.map(({ key }) => key)
    expect(told({})).toEqual(['undecided'])
    expect(told({ sent: ['undecided'] as never })).toEqual([])
    expect(told({ failed: ['undecided'] as never })).toEqual([])
    expect(told({ configured: false })).toEqual([])
    expect(told({}, [buildOwn(['board', 'unsure', 'chat:undecided'])])).toEqual([])
  })

  test('is left alone once it is closed', () => {
    const closed = undecided({ issue: { state: 'closed' }, events: [close(5)] })
    expect(closed).toMatchObject({ outcome: 'permission-unknown', comments: [], labels: { present: [], absent: [] } })
    expect(closed.chat).toEqual([])
  })

  test('is an incident, and calls, as soon as GitHub tells', () => {
    const settings = 'fallback: [ann]'
    const unsure = buildOwn(['board', 'unsure', 'opened::', 'chat:undecided'])
    const plan = undecided({ comments: [unsure], settings }, { roles: { rita: 'triage' } })
    expect(plan).toMatchObject({
      outcome: 'incident-updated',
      labels: { present: ['incident', 'status:investigating'] },
      chat: [{ key: 'opened' }],
    })
    const keys = plan.comments.flatMap((one) => one.keys)
    expect(keys).toEqual(expect.arrayContaining(['call:ann:more:0', expect.stringMatching(/^declared:rita:/)]))
    expect(keys).not.toContain('unsure')
  })

  test('is a report, without a board, as soon as GitHub tells that they may not', () => {
    const unsure = buildOwn(['board', 'unsure', 'opened::'])
    const plan = undecided({ comments: [unsure] }, { roles: { rita: 'read' } })
    expect(plan).toMatchObject({ outcome: 'awaiting-triage', removed: ['board'], comments: [{ key: 'triage' }] })
  })

  test('is an incident when somebody who may confirms it', () => {
    expect(undecided({ comments: [say(3, '/confirm', 'tom')] })).toMatchObject({ outcome: 'incident-opened' })
  })
})

describe("Muster's first run", () => {
  const first = { installation: { kind: 'first-run', since: minutes(-10) } } as const
  const label = {
    name: 'incident:unconfirmed',
    color: 'fef2c0',
    description: 'Waits for /confirm · Muster since 2026-11-20T03:02Z',
  }
  test('makes the label that tells since when it is installed, whatever else is to do', () => {
    expect(decide(buildSnapshot({}, first))).toMatchObject({ outcome: 'incident-opened', newLabels: [label] })
    expect(decide(buildSnapshot({ issue: { labels: [] } }, first))).toEqual({
      ...idle,
      outcome: 'not-an-incident',
      newLabels: [label],
    })
    expect(decide(buildSnapshot()).newLabels).toEqual([])
    expect(decide(buildSnapshot({}, { installation: { kind: 'unknown' } })).newLabels).toEqual([])
  })
})

describe('a report by somebody who may not declare', () => {
  const report = (parts: SnapshotParts = {}, changes: Partial<Snapshot> = {}) =>
    decide(buildSnapshot(parts, { repository: open, roles: { rita: 'read', alice: 'triage' }, ...changes }))
  const content = { kind: 'triage', reporter: 'rita', publicRepository: true, confirmers: 'triage' }
  const comment = { key: 'triage', keys: ['triage'], content, claim: 'none', silent: undefined, existing: 'update' }
  const stands = buildOwn(['triage', 'refused:3', 'text:abc'])

  test('gets a label and a comment', () => {
    expect(report()).toEqual({
      ...idle,
      outcome: 'awaiting-triage',
      labels: { present: ['incident:unconfirmed'], absent: [] },
      // It went up while GitHub did not tell.
      removed: ['board'],
      comments: [comment],
      outputs: { ...idle.outputs, incident: 7 },
    })
    const settings = 'declare: write'
    expect(report({ settings }, { repository: { ...open, private: true } }).comments).toMatchObject([
      { content: { publicRepository: false, confirmers: 'write' } },
    ])
  })

  test('is told so in five reports an hour', () => {
    const counted = (unconfirmedLastHour: number, comments: readonly Comment[] = []) =>
      report({ surroundings: { unconfirmedLastHour }, comments }).comments
    expect(counted(4)).toHaveLength(1)
    expect(counted(5)).toEqual([])
    expect(counted(5, [stands])).toHaveLength(1)
    expect(report({}, { surroundings: undefined }).comments).toHaveLength(1)
  })

  test('is told nothing once it is closed', () => {
    expect(report({ issue: { state: 'closed' } })).toMatchObject({
      comments: [],
      labels: { present: ['incident:unconfirmed'] },
    })
    expect(report({ issue: { state: 'closed' }, comments: [stands] }).comments).toEqual([])
  })

  test('keeps the verdicts on who tried to confirm it, and answers', () => {
    const comments = [stands, say(4, '/confirm', 'rita')]
    expect(report({ comments })).toMatchObject({
      comments: [
        { key: 'triage', keys: ['triage', 'refused:3', 'refused:4'], existing: 'update' },
        { key: 'reply:4', keys: ['reply:4', 'denied:rita'] },
      ],
      reactions: [],
    })
    const first = report({ comments: comments.slice(1) })
    expect(first.comments.map(({ keys }) => keys)).toEqual([['triage']])
  })

  test('is an incident once somebody confirmed it', () => {
    expect(report({ comments: [stands, say(4, '/confirm')] }).outcome).toBe('incident-opened')
  })
})

describe('how a run ends', () => {
  const outcome = (snapshot: Snapshot) => decide(snapshot).outcome
  const done = [say(1, '/service checkout'), say(2, '/severity SEV1'), say(30, '/override over')]
  const closed = (
    comments: readonly Comment[],
    changes: Partial<Snapshot> = {},
    document: Partial<DocumentState> = {},
  ) => buildClosed({ comments: [buildOwn(['board']), ...comments] }, { document: buildDocument(document), ...changes })
  const merged = buildPull({ state: 'merged', mergedAt: minutes(70) })
  const byComment = buildSnapshot({ settings: 'postmortem: { deliver: comment }' }).settings

  test.each<[string, Snapshot]>([
    ['incident-opened', buildSnapshot()],
    ['incident-updated', buildSnapshot({ comments: [buildOwn(['board'])] })],
    ['permission-unknown', buildSnapshot({ comments: [say(1, '/severity SEV1', 'zoe')] })],
    ['permission-unknown', closed(done, { roles: {} })],
    ['permission-unknown', closed([], { roles: {} })],
    ['closed-without-postmortem', buildClosed({ comments: done })],
    ['close-refused', closed(done.slice(0, 2))],
    ['close-accepted', closed(done)],
    ['postmortem-delivered', closed(done, { part: 'document' })],
    ['postmortem-delivered', closed(done, { part: 'all' })],
    ['postmortem-delivered', closed(done, { settings: byComment })],
    ['postmortem-published', closed(done, {}, { pull: merged })],
    ['closed-without-postmortem', closed([say(1, '/severity SEV4')])],
  ])('as %s', (name, snapshot) => expect(outcome(snapshot)).toBe(name))
})

test('a closing that was reopened by somebody changes nothing by itself', () => {
  const again = buildEvent('alice', minutes(70), { kind: 'reopened' })
  const snapshot = buildSnapshot({ events: [close(60), { ...again, id: 901 }] }, admin)
  expect(decide(snapshot)).toMatchObject({ outcome: 'incident-opened', reopen: false })
})
