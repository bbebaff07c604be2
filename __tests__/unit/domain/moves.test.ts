import { describe, expect, test } from '@jest/globals'
import { readLastClosing } from '../../../src/domain/history/closing.ts'
import { readMoves } from '../../../src/domain/history/moves.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { printJudgement } from '../../../src/domain/judgement.ts'
import type { Comment, IncidentRecord, Issue, IssueEvent } from '../../../src/domain/record.ts'
import type { KnownRole } from '../../../src/domain/vocabulary.ts'
import { buildOwn, close, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildComment, buildEvent, minutes, ourLogin } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const record = (parts: SnapshotParts): IncidentRecord => buildSnapshot(parts).record

const reopened = (id: number, by = 'alice'): IssueEvent => ({
  ...buildEvent(by, minutes(70), { kind: 'reopened' }),
  id,
})

describe('what people did', () => {
  const moves = (parts: SnapshotParts, from = '') => readMoves(record(parts), from).map(({ kind, at }) => [kind, at])

  test('is told in the order of time, then of ids', () => {
    const label = (id: number) => ({ ...buildEvent('alice', minutes(3), { kind: 'labeled', label: 'drill' }), id })
    const command = { ...say(3, '/ack'), id: 10 }
    const story = [say(4, '/lead'), command, say(2, '/ack'), say(2, 'words')]
    expect(moves({ comments: story, events: [label(9)] })).toEqual([
      ['command', minutes(2)],
      ['event', minutes(3)],
      ['command', minutes(3)],
      ['command', minutes(4)],
    ])
    expect(moves({ comments: [command], events: [label(11)] }).map(([kind]) => kind)).toEqual(['command', 'event'])
  })

  test('is nothing of our own, no command of a bot, and none that was refused', () => {
    const comments = [
      buildOwn(['board', 'refused:4']),
      say(4, '/ack'),
      buildComment('alerts[bot]', '/ack', { id: 5, createdAt: minutes(5) }),
      say(6, '/ack'),
      buildComment(ourLogin, '/ack', { id: 7, createdAt: minutes(7), authorIsBot: false }),
    ]
    const events = [buildEvent(ourLogin, minutes(1), { kind: 'labeled', label: 'incident' })]
    expect(moves({ comments, events })).toEqual([['command', minutes(6)]])
  })

  test('is no command of long before it was an incident; events of then are known', () => {
    const comments = [say(4, '/ack'), say(5, '/lead')]
    const events = [buildEvent('alice', minutes(3), { kind: 'labeled', label: 'incident' })]
    expect(moves({ comments, events }, minutes(5))).toEqual([
      ['event', minutes(3)],
      ['command', minutes(5)],
    ])
  })

  test('is a command as it was judged, with its comment only while that stands as it was', () => {
    const command = say(4, '/ack')
    const board = buildOwn(['board', printJudgement(command, { kind: 'ack' })])
    const judged = (...comments: readonly Comment[]) =>
      readMoves(record({ comments: [board, ...comments] }), minutes(9)).map((move) =>
        move.kind === 'judged' ? [move.kind, move.comment?.id] : [move.kind],
      )
    expect(judged(command)).toEqual([['judged', 4]])
    expect(judged({ ...command, body: '/override x' })).toEqual([['judged', undefined]])
    expect(judged()).toEqual([['judged', undefined]])
  })
})

describe('the last closing', () => {
  const closing = (parts: SnapshotParts) => readLastClosing(record(parts))
  test('is none while nobody closed it', () => {
    expect(closing({})).toBeUndefined()
    expect(closing({ events: [reopened(5)] })).toBeUndefined()
  })

  test('is the one with the highest id, and what came after it', () => {
    const events = [close(60, { id: 20, by: 'zoe' }), reopened(15), close(50, { id: 10 })]
    const last = { event: 20, by: 'zoe', at: minutes(60), reason: 'completed' }
    expect(closing({ events })).toEqual({ ...last, reopenedByUs: false, reopenedByPerson: false })
    const label = { ...buildEvent('alice', minutes(71), { kind: 'labeled', label: 'bug' }), id: 21 }
    expect(closing({ events: [...events, label] })).toMatchObject({ reopenedByUs: false, reopenedByPerson: false })
    expect(closing({ events: [...events, reopened(21)] })).toMatchObject({
      reopenedByUs: false,
      reopenedByPerson: true,
    })
    expect(closing({ events: [...events, reopened(21, ourLogin)] })).toMatchObject({
      reopenedByUs: true,
      reopenedByPerson: false,
    })
    expect(closing({ events: [...events, reopened(21), reopened(22, ourLogin)] })).toMatchObject({
      reopenedByUs: true,
      reopenedByPerson: true,
    })
  })

  test('has the reason of the issue while that is closed, else its own', () => {
    const reason = (
      stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | undefined,
      state: 'open' | 'closed' = 'closed',
    ) => closing({ issue: { state, stateReason }, events: [close(60, { reason: 'duplicate' })] })?.reason
    expect(reason('not_planned')).toBe('not_planned')
    expect(reason('completed')).toBe('completed')
    expect(reason(undefined)).toBe('duplicate')
    expect(reason('reopened')).toBe('completed')
    expect(reason('not_planned', 'open')).toBe('duplicate')
  })

  test('is a fact only while the issue is closed', () => {
    const closed = buildClosed({}, {}, 'not_planned')
    const { facts } = readFacts(closed)
    expect(facts.closing).toEqual({ event: 900, by: 'alice', at: minutes(60), reason: 'not_planned' })
    expect(readFacts(buildSnapshot({ events: closed.record.events })).facts.closing).toBeUndefined()
    expect(facts.timeline.at(-1)).toMatchObject({ kind: 'closed', by: 'alice', at: minutes(60), text: 'not_planned' })
    const bare = { ...close(60), reason: undefined } as IssueEvent
    expect(readFacts(buildSnapshot({ events: [bare] })).facts.timeline.at(-1)).toMatchObject({ text: 'completed' })
  })
})

describe('who declares by filing', () => {
  const open = { ...buildSnapshot().repository, private: false }
  const declared = (issue: Partial<Issue>, role: KnownRole = 'read', comments: readonly Comment[] = []) => {
    const { facts, declaredAt } = readFacts(
      buildSnapshot({ issue, comments }, { repository: open, roles: { rita: role } }),
    )
    return [facts.reported, facts.declared, facts.drill, declaredAt]
  }
  const bot = { author: 'alerts[bot]', authorIsBot: true }
  test.each<[string, Parameters<typeof declared>, readonly unknown[]]>([
    ['somebody who may', [{}, 'triage'], [true, true, false, minutes(0)]],
    ['somebody who may not', [{}], [true, false, false, undefined]],
    [
      'somebody who may by now, but was told otherwise',
      [{}, 'triage', [buildOwn(['triage'])]],
      [true, false, false, undefined],
    ],
    [
      'somebody whose incident was run already',
      [{ labels: [] }, 'read', [buildOwn(['board'])]],
      [true, true, false, minutes(0)],
    ],
    ['a bot with the label', [bot], [true, true, false, minutes(0)]],
    ['a bot without it', [{ ...bot, labels: ['Outage-Report'] }], [true, false, false, undefined]],
    [
      'a bot that asks for a confirmation',
      [{ ...bot, labels: ['Incident:Unconfirmed'] }],
      [true, false, false, undefined],
    ],
    ['a bot with a label of another house', [{ ...bot, labels: ['Triage'] }], [false, false, false, undefined]],
    ['us', [{ author: ourLogin }], [true, true, false, minutes(0)]],
    ['us, for a drill', [{ author: ourLogin, labels: ['incident', 'drill'] }], [true, true, true, minutes(0)]],
    ['somebody, with the label drill', [{ labels: ['incident', 'drill'] }, 'triage'], [true, true, false, minutes(0)]],
    ['somebody, without any label of ours', [{ labels: ['bug'] }, 'triage'], [false, false, false, undefined]],
  ])('%s', (_case, args, expected) => expect(declared(...args)).toEqual(expected))

  test('or by a label, where that is enough', () => {
    const label = (by: string, roles: Readonly<Record<string, KnownRole>>, settings = '') => {
      const events = [buildEvent(by, minutes(3), { kind: 'labeled', label: 'incident' })]
      const { facts, declaredAt } = readFacts(
        buildSnapshot({ events, settings }, { repository: open, roles: { rita: 'read', ...roles } }),
      )
      return [facts.declared, declaredAt, facts.timeline.at(-1)?.kind]
    }
    expect(label('tom', {})).toEqual([true, minutes(3), 'declared'])
    expect(label('tom', { tom: 'triage' }, 'declare: write')).toEqual([false, undefined, 'reported'])
    expect(label('tom', { tom: 'write' }, 'declare: write')).toEqual([true, minutes(3), 'declared'])
    expect(label('tom', { tom: 'unknown' }, 'declare: write')).toEqual(['unknown', undefined, 'reported'])
    expect(label('alerts[bot]', {})).toEqual([false, undefined, 'reported'])
    // The author did not set it.
    expect(label('tom', { rita: 'triage' })).toEqual([true, minutes(3), 'declared'])
    expect(label('alerts[bot]', {}, 'declare: anyone')).toEqual([true, minutes(3), 'declared'])
  })
})
