import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { DocumentState, Snapshot } from '../../../src/domain/snapshot.ts'
import {
  buildClosed,
  buildDocument,
  buildOwn,
  buildPull,
  close,
  nothingPlanned,
  say,
} from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, buildSnapshot, minutes } from '../../support/build-snapshot.ts'

const open = { ...buildSnapshot().repository, private: false }
const admin = { roles: { alice: 'admin' } } as const
const idle = { ...nothingPlanned, outputs: { ...nothingPlanned.outputs, incident: undefined } }

describe('nothing is done', () => {
  test('about an issue that nobody calls an incident', () => {
    expect(decide(buildSnapshot({ issue: { labels: ['bug'] } }))).toEqual({ ...idle, outcome: 'not-an-incident' })
  })
  test('where nobody tells what its author may', () => {
    expect(decide(buildSnapshot({}, { repository: open }))).toEqual({ ...idle, outcome: 'permission-unknown' })
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
      labels: { present: ['triage'], absent: [] },
      comments: [comment],
      outputs: { ...idle.outputs, incident: 7 },
    })
    const settings = 'declare: write'
    expect(report({ settings }, { repository: { ...open, private: true } }).comments).toMatchObject([
      { content: { publicRepository: false, confirmers: 'write' } },
    ])
  })

  test('is told so in five reports an hour', () => {
    const counted = (triagedLastHour: number, comments: readonly Comment[] = []) =>
      report({ surroundings: { triagedLastHour }, comments }).comments
    expect(counted(4)).toHaveLength(1)
    expect(counted(5)).toEqual([])
    expect(counted(5, [stands])).toHaveLength(1)
    expect(report({}, { surroundings: undefined }).comments).toHaveLength(1)
  })

  test('is told nothing once it is closed', () => {
    expect(report({ issue: { state: 'closed' } })).toMatchObject({ comments: [], labels: { present: ['triage'] } })
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
  ) => buildClosed({ comments }, { document: buildDocument(document), ...changes })
  const merged = buildPull({ state: 'merged', mergedAt: minutes(70) })
  const byComment = buildSnapshot({ settings: 'postmortem: { deliver: comment }' }).settings

  test.each<[string, Snapshot]>([
    ['incident-opened', buildSnapshot()],
    ['incident-updated', buildSnapshot({ comments: [buildOwn(['board'])] })],
    ['permission-unknown', buildSnapshot({ comments: [say(1, '/severity SEV1', 'zoe')] })],
    ['permission-unknown', buildClosed({ comments: done }, { roles: {} })],
    ['permission-unknown', buildClosed({}, { roles: {} })],
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
