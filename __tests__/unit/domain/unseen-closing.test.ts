import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { reconcile } from '../../../src/domain/reconcile.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { judgeUnseen } from '../../../src/domain/unseen-closing.ts'
import { applyPurely, renderPlainly } from '../../support/apply-purely.ts'
import { buildOwn, close, nothingPlanned, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, minutes } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const settings = 'services: { checkout: { call: [ann] } }'
const body = 'Service: checkout\nSeverity: SEV1'
const judge = (snapshot: Snapshot) => judgeUnseen(readFacts(snapshot), snapshot)
const closed = (comments: readonly Comment[] = [], changes: Partial<Snapshot> = {}, parts: SnapshotParts = {}) =>
  buildClosed({ settings, comments, issue: { body }, ...parts }, changes)
const chat = { chat: { configured: true, sent: [], failed: [] } }
const known = (minute: number) => ({ installation: { kind: 'known', since: minutes(minute) } }) as const

describe('a closing before our first comment', () => {
  test('is unseen for a day, and history after that', () => {
    expect(judge(closed())).toBe('unseen')
    expect(judge(closed([], { now: minutes(60 + 24 * 60) }))).toBe('unseen')
    expect(judge(closed([], { now: minutes(61 + 24 * 60) }))).toBe('history')
  })

  test('is history where it came before the installation', () => {
    expect(judge(closed([], { ...known(60), now: minutes(70) }))).toBe('unseen')
    expect(judge(closed([], { ...known(61), now: minutes(70) }))).toBe('history')
    expect(judge(closed([], { installation: { kind: 'unknown' }, now: minutes(71) }))).toBe('history')
  })

  test('is one like any other once a board stands, or where we said something else before', () => {
    expect(judge(closed([buildOwn(['board'])]))).toBeUndefined()
    expect(judge(closed([buildOwn(['triage'])]))).toBeUndefined()
    expect(judge(closed([buildOwn(['unseen']), buildOwn(['board'], { id: 501 })]))).toBeUndefined()
  })

  test('stays unseen, until somebody asks for the postmortem', () => {
    const told = buildOwn(['unseen', 'closed:900'], { createdAt: minutes(61) })
    expect(judge(closed([told], { now: minutes(99_999) }))).toBe('unseen')
    expect(judge(closed([told, say(70, '/postmortem')], { now: minutes(71) }))).toBeUndefined()
    expect(judge(closed([told, say(70, '/postmortem', 'rita')], { now: minutes(71) }))).toBe('unseen')
  })

  test('is none where the issue is open, or nobody closed it', () => {
    expect(judge(buildSnapshot())).toBeUndefined()
    expect(judge(buildSnapshot({ events: [close(60)] }))).toBeUndefined()
    expect(judge(buildSnapshot({ issue: { state: 'closed' } }))).toBeUndefined()
  })
})

describe('what becomes of it', () => {
  test('is labels and one comment: nobody is called, no channel told, nothing reopened', () => {
    const plan = decide(closed([], chat))
    expect(plan).toEqual({
      ...nothingPlanned,
      outcome: 'closed-without-postmortem',
      outputs: { ...nothingPlanned.outputs, incident: undefined },
      // Nobody knows whether the emergency is over: no status.
      labels: { present: ['incident', 'severity:SEV1', 'service:checkout', 'postmortem:none'], absent: [] },
      comments: [
        {
          key: 'unseen',
          keys: ['unseen', expect.stringMatching(/^declared:rita:/), 'closed:900'],
          content: { kind: 'unseen' },
          claim: 'none',
          silent: undefined,
          existing: 'leave',
        },
      ],
    })
  })

  test('is said once', () => {
    const first = closed([], chat)
    const after = applyPurely(reconcile(renderPlainly(decide(first)), first), first)
    expect(after.record.comments).toHaveLength(1)
    expect(reconcile(renderPlainly(decide(after)), after)).toEqual([])
    const muchLater = { ...after, now: minutes(99_999) }
    expect(reconcile(renderPlainly(decide(muchLater)), muchLater)).toEqual([])
  })

  test('of history is nothing at all, whoever closed it', () => {
    const history = closed([], { ...chat, ...known(61), now: minutes(70), roles: {} })
    expect(decide(history)).toMatchObject({
      outcome: 'not-an-incident',
      comments: [],
      labels: { present: [] },
      chat: [],
    })
  })

  test('is an incident that calls, once somebody reopens it', () => {
    const told = buildOwn(['unseen', 'closed:900'], { createdAt: minutes(61) })
    const events = [close(60), { ...buildEvent('alice', minutes(70), { kind: 'reopened' }), id: 901 }]
    const reopened = buildSnapshot(
      { settings, issue: { body, labels: ['incident', 'postmortem:none'] }, comments: [told], events },
      { roles: { alice: 'admin' }, now: minutes(71), ...chat },
    )
    const plan = decide(reopened)
    expect(plan).toMatchObject({
      outcome: 'incident-opened',
      labels: { present: expect.arrayContaining(['status:investigating']), absent: ['postmortem:none'] },
      chat: [{ key: 'opened' }],
    })
    expect(plan.comments.flatMap(({ keys }) => keys)).toContain('call:ann:opened')
  })

  test('is a postmortem, once somebody who may asks for it', () => {
    const told = buildOwn(['unseen', 'closed:900'], { createdAt: minutes(61) })
    const asked = closed([told, say(70, '/postmortem')], { now: minutes(71) })
    expect(decide(asked).outputs).toMatchObject({ document: true, postmortem: 'open' })
  })
})
