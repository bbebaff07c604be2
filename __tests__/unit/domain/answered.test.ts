import { describe, expect, test } from '@jest/globals'
import { readAcknowledgements } from '../../../src/domain/history/acknowledgement.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment, IncidentRecord } from '../../../src/domain/record.ts'
import { buildClosed, buildDocument, buildOwn, buildPull, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, buildSnapshot, minutes } from '../../support/build-snapshot.ts'

const record = (parts: SnapshotParts): IncidentRecord => buildSnapshot(parts).record

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
