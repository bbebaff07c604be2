import { describe, expect, test } from '@jest/globals'
import { judgeClosing } from '../../../src/domain/closing-policy.ts'
import { missingWork } from '../../../src/domain/gate.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment, IssueEvent } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import type { KnownRole, Severity } from '../../../src/domain/vocabulary.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { buildComment, buildEvent, buildSnapshot, minutes, ourLogin } from '../../support/build-snapshot.ts'

const settings = 'services: { checkout: {} }'
const all = '/done 1-13'

function incident(severity: Severity, said: readonly string[] = []): Snapshot {
  const comments = said.map((body, index) => buildComment('wanda', body, { createdAt: minutes(index + 1) }))
  return buildSnapshot(
    { settings, comments, issue: { body: `Service: checkout\nSeverity: ${severity}` } },
    { roles: { wanda: 'write' } },
  )
}

const kinds = (snapshot: Snapshot) => missingWork(readFacts(snapshot).facts, snapshot.settings).map(({ kind }) => kind)

describe('what the gate asks for', () => {
  test.each([
    ['SEV1', 10],
    ['SEV2', 10],
  ] as const)('%s: eight items, a resolution and a cause', (severity, count) => {
    expect(kinds(incident(severity))).toHaveLength(count)
    expect(kinds(incident(severity, [all, '/status resolved rolled back']))).toEqual(['cause'])
    expect(kinds(incident(severity, [all, '/status resolved rolled back', '/cause unknown']))).toEqual([])
  })
  test('SEV3: what fixed it, no checklist and no cause', () => {
    expect(kinds(incident('SEV3'))).toEqual(['resolution'])
  })
  test('SEV4: nothing', () => {
    expect(kinds(incident('SEV4'))).toEqual([])
  })
  test('optional items never block', () => {
    const snapshot = incident('SEV2', ['/done 1 3 4 5 7 9 11 12', '/status resolved x', '/cause unknown'])
    expect(kinds(snapshot)).toEqual([])
  })
})

describe('a closing', () => {
  const close = (at: number, reason: 'completed' | 'not_planned' | 'duplicate' = 'completed', actor = 'wanda') =>
    buildEvent(actor, minutes(at), { kind: 'closed', reason })
  const closed = (snapshot: Snapshot, events: readonly IssueEvent[], own: readonly Comment[] = []): Snapshot => {
    const last = events.findLast(({ kind }) => kind === 'closed')
    const reason = last?.kind === 'closed' ? last.reason : undefined
    const { record } = snapshot
    return {
      ...snapshot,
      record: {
        ...record,
        issue: { ...record.issue, state: 'closed', stateReason: reason },
        events,
        comments: [...own, ...record.comments],
      },
    }
  }
  const judge = (snapshot: Snapshot) => judgeClosing(readFacts(snapshot), snapshot)

  test('with work left is refused and reopened', () => {
    expect(judge(closed(incident('SEV3'), [close(9)]))).toMatchObject({ kind: 'refused', reopen: true })
  })
  test('is accepted when nothing is left', () => {
    expect(judge(closed(incident('SEV3', ['/status resolved x']), [close(9)]))).toMatchObject({ kind: 'accepted' })
  })
  test.each<[KnownRole, string]>([
    ['read', 'refused'],
    ['triage', 'accepted'],
    ['unknown', 'postponed'],
  ])('by somebody with the role %s is %s', (role, kind) => {
    const snapshot = closed(incident('SEV4'), [close(9, 'completed', 'rita')])
    expect(judge({ ...snapshot, roles: { rita: role } }).kind).toBe(kind)
  })
  test('as not planned needs a note', () => {
    expect(judge(closed(incident('SEV1'), [close(9, 'not_planned')])).kind).toBe('refused')
    expect(judge(closed(incident('SEV1', ['/note false alarm of the probe']), [close(30, 'not_planned')])).kind).toBe(
      'accepted',
    )
  })
  test('as duplicate needs the incident that it repeats', () => {
    expect(judge(closed(incident('SEV1', ['/note same thing']), [close(9, 'duplicate')])).kind).toBe('refused')
    expect(judge(closed(incident('SEV1', ['/note same as #4']), [close(9, 'duplicate')])).kind).toBe('accepted')
  })
  test('is not judged again once answered', () => {
    const event = close(9)
    const answered = buildComment(ourLogin, `x\n\n${printMarker(['board', `closed:${event.id}`])}`)
    expect(judge(closed(incident('SEV1'), [event], [answered])).kind).toBe('accepted')
  })
  test('for the third time in ten minutes stays closed: no fight with a person', () => {
    const [first, second, third] = [close(1), close(3), close(5)]
    const refusal = buildComment(
      ourLogin,
      `x\n\n${printMarker(['refusal', `reopened:${first.id}`, `reopened:${second.id}`])}`,
    )
    expect(judge(closed(incident('SEV1'), [first, second, third], [refusal]))).toMatchObject({
      reopen: false,
      stoodDown: true,
    })
  })
  test('with an accepted override passes', () => {
    expect(judge(closed(incident('SEV1', ['/override provider outage']), [close(9)])).kind).toBe('accepted')
  })
})
