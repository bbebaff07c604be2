import { describe, expect, test } from '@jest/globals'
import { judgeClosing } from '../../../src/domain/closing-policy.ts'
import { listMissing, missingWork } from '../../../src/domain/gate.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment, IssueEvent } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { buildOwn, close, say } from '../../support/build-incident.ts'
import { buildEvent, minutes, ourLogin } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const admin = { roles: { alice: 'admin', rita: 'read' } } as const
const sev3 = say(1, '/severity SEV3')
const judge = (snapshot: Snapshot) => judgeClosing(readFacts(snapshot), snapshot)
const closed = (
  comments: readonly Comment[],
  reason: 'completed' | 'not_planned' | 'duplicate' = 'completed',
  events: readonly IssueEvent[] = [],
) => buildClosed({ comments: [sev3, ...comments], events }, admin, reason)
const last = {
  event: 900,
  by: 'alice',
  at: minutes(60),
  reason: 'completed',
  reopenedByUs: false,
  reopenedByPerson: false,
}

describe('a closing', () => {
  test('is nothing to judge while there is none', () => {
    expect(judge(buildSnapshot())).toEqual({ kind: 'none' })
  })

  test('is accepted or refused, with all that it lacks', () => {
    expect(judge(closed([say(2, '/service a'), say(3, '/status resolved x')]))).toEqual({
      kind: 'accepted',
      closing: last,
    })
    expect(judge(closed([]))).toEqual({
      kind: 'refused',
      closing: last,
      missing: [{ kind: 'service' }, { kind: 'resolution' }],
      reopen: true,
      stoodDown: false,
    })
  })

  test('is refused to whoever may not close, and accepted from the commander', () => {
    const by = (who: string, comments: readonly Comment[] = []) => {
      const snapshot = buildClosed({ comments: [say(1, '/severity SEV4'), ...comments] }, admin)
      return judge({ ...snapshot, record: { ...snapshot.record, events: [close(60, { by: who })] } })
    }
    expect(by('rita')).toMatchObject({ kind: 'refused', missing: [{ kind: 'not-allowed', by: 'rita' }], reopen: true })
    expect(by('rita', [say(2, '/lead @rita')])).toMatchObject({ kind: 'accepted' })
    expect(by('zoe')).toEqual({ kind: 'postponed' })
  })

  test('that was answered stays answered', () => {
    expect(judge(closed([buildOwn(['board', 'closed:900'])]))).toEqual({ kind: 'accepted', closing: last })
    expect(judge(closed([buildOwn(['board', 'closed:800'])])).kind).toBe('refused')
  })

  test('that somebody reopened is over, and one that we reopened is told until it was', () => {
    const again = (by: string, comments: readonly Comment[] = []) => {
      const reopened = { ...buildEvent(by, minutes(61), { kind: 'reopened' }), id: 901 }
      return judge(buildSnapshot({ comments: [sev3, ...comments], events: [close(60), reopened] }, admin))
    }
    expect(again('alice')).toEqual({ kind: 'none' })
    expect(again(ourLogin)).toMatchObject({ kind: 'refused', reopen: false, stoodDown: false })
    expect(again(ourLogin, [buildOwn(['refusal', 'reopened:900'])])).toEqual({ kind: 'none' })
    expect(again(ourLogin, [buildOwn(['board', 'closed:900'])])).toMatchObject({ kind: 'refused' })
    expect(again(ourLogin, [say(2, '/service a'), say(3, '/status resolved x')])).toEqual({ kind: 'none' })
    expect(again(ourLogin, [])).toMatchObject({ closing: { reopenedByUs: true } })
  })

  const refused = { kind: 'refused', missing: [{ kind: 'reason', closedAs: 'not_planned' }] }
  test.each<[string, readonly Comment[], object]>([
    ['nothing', [], refused],
    ['a note', [say(5, '/note false alarm')], { kind: 'accepted' }],
    ['a note that was lost', [buildOwn(['board', 'judged:5:00000000000000:alice:t0:note'])], { kind: 'accepted' }],
    ['a comment ten minutes before', [say(50, 'false alarm')], { kind: 'accepted' }],
    ['a comment before that', [say(49, 'false alarm')], refused],
    ['a comment with the closing', [say(60, 'false alarm')], { kind: 'accepted' }],
    ['a blank comment', [say(60, ' \n')], refused],
    ['a comment of somebody else', [say(60, 'false alarm', 'rita')], refused],
    ['a comment of ours', [say(60, 'words', ourLogin)], refused],
  ])('as not planned, with %s', (_case, comments, expected) =>
    expect(judge(closed(comments, 'not_planned'))).toMatchObject(expected),
  )

  const mark = buildEvent('alice', minutes(59), { kind: 'marked_as_duplicate' })
  test.each<[string, readonly Comment[], readonly IssueEvent[], string]>([
    ['nothing', [], [], 'refused'],
    ['a word', [say(60, 'same thing')], [], 'refused'],
    ['a number', [say(5, 'same as #12', 'rita')], [], 'accepted'],
    ['an address', [say(5, 'https://github.test/a/b/issues/12')], [], 'accepted'],
    ['no number', [say(5, '# 12 and /issues/x')], [], 'refused'],
    ['a number of ours', [buildOwn(['board'], { body: 'like #12' })], [], 'refused'],
    ['the mark of GitHub', [], [mark], 'accepted'],
    ['another event', [], [buildEvent('alice', minutes(59), { kind: 'reopened' })], 'refused'],
  ])('as duplicate, with %s', (_case, comments, events, kind) => {
    const verdict = judge(closed(comments, 'duplicate', events))
    expect(verdict.kind).toBe(kind)
    if (verdict.kind === 'refused') expect(verdict.missing).toEqual([{ kind: 'reason', closedAs: 'duplicate' }])
  })

  test('for the third time in ten minutes stays closed', () => {
    const times = (first: number, second: number, keys = ['reopened:801', 'reopened:802']) =>
      judge(
        closed([buildOwn(['refusal', ...keys])], 'completed', [close(first, { id: 801 }), close(second, { id: 802 })]),
      )
    expect(times(50, 55)).toMatchObject({ reopen: false, stoodDown: true })
    expect(times(49, 55)).toMatchObject({ reopen: true, stoodDown: false })
    expect(times(50, 55, ['reopened:801'])).toMatchObject({ reopen: true, stoodDown: false })
    expect(times(50, 55, ['reopened:801', 'reopened:802', 'reopened:803'])).toMatchObject({ stoodDown: true })
  })

  test('is not told as stood down once it is open again', () => {
    const events = [
      close(50, { id: 801 }),
      close(55, { id: 802 }),
      close(60),
      { ...buildEvent(ourLogin, minutes(61), { kind: 'reopened' }), id: 901 },
    ]
    const comments = [sev3, buildOwn(['refusal', 'reopened:801', 'reopened:802'])]
    expect(judge(buildSnapshot({ comments, events } as never, admin))).toMatchObject({
      reopen: false,
      stoodDown: false,
    })
  })
})

describe('what is missing', () => {
  const work = (comments: readonly Comment[], body = 'x') => {
    const snapshot = buildSnapshot({ comments, issue: { title: 'Down', body } }, admin)
    return missingWork(readFacts(snapshot).facts, snapshot.settings)
  }
  const kinds = (comments: readonly Comment[], body?: string) => [
    ...new Set(work(comments, body).map(({ kind }) => kind)),
  ]

  test('of an incident of which nothing is known', () => {
    expect(kinds([])).toEqual(['item', 'severity', 'service', 'resolution', 'cause'])
    const { checklist } = readFacts(buildSnapshot()).facts
    expect(work([])[0]).toEqual({ kind: 'item', item: checklist.items[0] })
  })

  test.each([
    ['SEV1', ['item', 'service', 'resolution', 'cause']],
    ['SEV2', ['item', 'service', 'resolution', 'cause']],
    ['SEV3', ['service', 'resolution']],
    ['SEV4', []],
  ])('of a %s', (severity, expected) => expect(kinds([say(1, `/severity ${severity}`)])).toEqual(expected))

  test('of a SEV1 whose gate is short is no checklist and no cause', () => {
    const snapshot = buildSnapshot(
      { settings: 'severities: { SEV1: { gate: short } }', comments: [say(1, '/severity SEV1')] },
      admin,
    )
    const missing = missingWork(readFacts(snapshot).facts, snapshot.settings)
    expect(missing).toEqual([{ kind: 'service' }, { kind: 'resolution' }])
  })

  test('of a SEV3 whose gate is full is no cause', () => {
    const snapshot = buildSnapshot({ settings: 'severities: { SEV3: { gate: full } }', comments: [sev3] }, admin)
    const missing = missingWork(readFacts(snapshot).facts, snapshot.settings).map(({ kind }) => kind)
    expect([...new Set(missing)]).toEqual(['item', 'service', 'resolution'])
  })

  test('of a checklist that cannot be read is all of it', () => {
    const { facts } = readFacts(buildSnapshot({ comments: [say(1, '/severity SEV1'), say(2, '/service a')] }, admin))
    const unreadable = { ...facts, checklist: { ...facts.checklist, unreadable: true } }
    const { settings } = buildSnapshot()
    expect(missingWork(unreadable, settings)).toEqual([
      { kind: 'unreadable-checklist' },
      { kind: 'resolution' },
      { kind: 'cause' },
    ])
  })

  test('is nothing after an override', () => {
    const snapshot = buildSnapshot({ comments: [say(3, '/override x')] }, admin)
    const { facts } = readFacts(snapshot)
    const context = { settings: snapshot.settings, reasonGiven: false }
    expect(listMissing(facts, 'completed', context)).toEqual([])
    expect(listMissing(facts, 'duplicate', context)).toEqual([])
    expect(listMissing({ ...facts, overrides: [] }, 'duplicate', context)).toEqual([
      { kind: 'reason', closedAs: 'duplicate' },
    ])
  })
})
