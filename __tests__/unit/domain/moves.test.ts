import { describe, expect, test } from '@jest/globals'
import { readAcknowledgements } from '../../../src/domain/history/acknowledgement.ts'
import { readLastClosing } from '../../../src/domain/history/closing.ts'
import { readMoves } from '../../../src/domain/history/moves.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { printJudgement } from '../../../src/domain/judgement.ts'
import type { Comment, IncidentRecord, Issue, IssueEvent } from '../../../src/domain/record.ts'
import type { KnownRole } from '../../../src/domain/vocabulary.ts'
import { buildClosed, buildDocument, buildOwn, buildPull, close, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildComment, buildEvent, buildSnapshot, minutes, ourLogin } from '../../support/build-snapshot.ts'

const record = (parts: SnapshotParts): IncidentRecord => buildSnapshot(parts).record
const reopened = (id: number, by = 'alice'): IssueEvent => ({
  ...buildEvent(by, minutes(70), { kind: 'reopened' }),
  id,
})

describe('what people did', () => {
  const moves = (parts: SnapshotParts) => readMoves(record(parts)).map(({ kind, at }) => [kind, at])

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

  test('is a command as it was judged, with its comment only while that stands as it was', () => {
    const command = say(4, '/ack')
    const board = buildOwn(['board', printJudgement(command, { kind: 'ack' })])
    const judged = (...comments: readonly Comment[]) =>
      readMoves(record({ comments: [board, ...comments] })).map((move) =>
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

describe('who has answered', () => {
  const called = [
    { login: 'ann', cause: 'opened', informed: false, at: minutes(2) },
    { login: 'ina', cause: 'opened', informed: true, at: minutes(2) },
  ]
  const url = 'https://github.test/acme/shop/issues/7'
  const answered = (
    parts: SnapshotParts,
    over?: string,
    acks: readonly { by: string; at: string; url: string }[] = [],
  ) => readAcknowledgements(record(parts), called, { acks, over }).map((said) => [said.by, said.at, said.url])

  test('is whoever was called and did anything since', () => {
    const comment = say(2, 'on it', 'Ann')
    expect(answered({ comments: [comment] })).toEqual([['Ann', minutes(2), comment.url]])
    expect(answered({ comments: [say(1, 'on it', 'ann'), say(3, 'hm', 'ina'), say(3, 'hm', 'zoe')] })).toEqual([])
    const assigned = (actor: string, assignee: string) => [
      buildEvent(actor, minutes(4), { kind: 'assigned', assignee }),
    ]
    expect(answered({ events: assigned('ann', 'ann') })).toEqual([['ann', minutes(4), url]])
    expect(answered({ events: assigned('ann', 'bob') })).toEqual([])
    expect(answered({ events: [buildEvent('ann', minutes(4), { kind: 'unassigned', assignee: 'ann' })] })).toEqual([])
    expect(answered({ edits: [{ editor: 'ann', at: minutes(5), body: '' }] })).toEqual([['ann', minutes(5), url]])
  })

  test('is nobody who came when it was over', () => {
    expect(answered({ comments: [say(9, 'thanks', 'ann')] }, minutes(8))).toEqual([])
    expect(answered({ comments: [say(8, 'on it', 'ann')] }, minutes(8))).toHaveLength(1)
  })

  test('is told once, the earliest first', () => {
    const ack = (by: string, at: number) => ({ by, at: minutes(at), url: `ack ${at}` })
    const comments = [say(6, 'on it', 'ann')]
    expect(answered({ comments }, undefined, [ack('zoe', 7), ack('ANN', 5), ack('bob', 6)])).toEqual([
      ['ANN', minutes(5), 'ack 5'],
      ['bob', minutes(6), 'ack 6'],
      ['zoe', minutes(7), 'ack 7'],
    ])
    expect(answered({ comments }, undefined, [ack('ANN', 8)])).toEqual([['ann', minutes(6), say(6, '').url]])
  })

  test('is told in the timeline, and ends with the incident', () => {
    const board = buildOwn(['board', 'call:ann:opened', 'inform:ina:opened', 'call:acme/x:opened'])
    const read = (...comments: readonly Comment[]) =>
      readFacts(buildSnapshot({ comments: [board, ...comments] }, { roles: { alice: 'admin' } })).facts
    const facts = read(say(3, 'on it', 'ann'))
    expect(facts.acknowledgedBy).toEqual([{ by: 'ann', at: minutes(3), url: say(3, '').url }])
    expect(facts.milestones.acknowledged).toBe(minutes(3))
    expect(facts.timeline.map(({ kind, by, text }) => [kind, by, text])).toEqual([
      ['reported', 'rita', 'Checkout: payments fail'],
      ['called', 'ann', 'opened'],
      ['called', 'acme/x', 'opened'],
      ['acknowledged', 'ann', ''],
    ])
    expect(facts.timeline[1]?.url).toBe(url)
    expect(read(say(3, '/status resolved'), say(4, 'thanks', 'ann')).acknowledgedBy).toEqual([])
    const closed = buildClosed({ comments: [board, say(70, 'thanks', 'ann')] })
    expect(readFacts(closed).facts.acknowledgedBy).toEqual([])
    expect(readFacts(buildClosed({ comments: [board, say(50, 'on it', 'ann')] })).facts.acknowledgedBy).toHaveLength(1)
    expect(facts.called).toEqual([
      { login: 'ann', cause: 'opened', informed: false },
      { login: 'ina', cause: 'opened', informed: true },
      { login: 'acme/x', cause: 'opened', informed: false },
    ])
  })
})

describe('the milestones', () => {
  const form = {
    name: 'x',
    labels: [],
    fields: [{ kind: 'input', id: 'since', label: 'Since', required: false, options: [], multiple: false }],
  } as const
  const read = (since: string, comments: readonly Comment[] = []) => {
    const { milestones, startedAsWritten } = readFacts(
      buildSnapshot({ issue: { body: `### Since\n\n${since}` }, comments }, { form, roles: { alice: 'admin' } }),
    ).facts
    return [milestones.started, startedAsWritten]
  }
  test('begin where the form says, and with the report where it says nothing', () => {
    expect(read('03:00')).toEqual(['2026-11-20T03:00:00.000Z', undefined])
    expect(read('_No response_')).toEqual([minutes(0), undefined])
    expect(read('the last deploy')).toEqual([undefined, 'the last deploy'])
    expect(read('the last deploy', [say(3, '/milestone started 02:00')])).toEqual([
      '2026-11-20T02:00:00.000Z',
      undefined,
    ])
    expect(readFacts(buildSnapshot()).facts.milestones).toEqual({ detected: minutes(0) })
  })
  test('end with the publication', () => {
    const pull = buildPull({ state: 'merged', mergedAt: minutes(90) })
    const { milestones } = readFacts(buildSnapshot({}, { document: buildDocument({ pull }) })).facts
    expect(milestones).toEqual({ detected: minutes(0), published: minutes(90) })
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
    ['a bot with the label triage', [{ ...bot, labels: ['Triage'] }], [true, false, false, undefined]],
    ['us', [{ author: ourLogin }], [true, true, false, minutes(0)]],
    ['us, for a drill', [{ author: ourLogin, labels: ['incident', 'drill'] }], [true, true, true, minutes(0)]],
    ['somebody, with the label drill', [{ labels: ['incident', 'drill'] }, 'triage'], [true, true, false, minutes(0)]],
    ['somebody, without any label', [{ labels: ['bug'] }, 'triage'], [false, true, false, minutes(0)]],
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
    expect(label('tom', { rita: 'triage' })).toEqual([true, minutes(0), 'reported'])
    expect(label('alerts[bot]', {}, 'declare: anyone')).toEqual([true, minutes(0), 'reported'])
  })
})
