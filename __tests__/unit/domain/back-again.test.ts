import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { ownComments } from '../../../src/domain/own-comments.ts'
import { reconcile } from '../../../src/domain/reconcile.ts'
import type { Comment, IssueEvent } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import type { KnownRole } from '../../../src/domain/vocabulary.ts'
import { applyPurely, renderPlainly } from '../../support/apply-purely.ts'
import { buildOwn, close, say } from '../../support/build-incident.ts'
import { buildEvent, minutes, ourLogin } from '../../support/build-snapshot.ts'
import { buildSnapshot } from './installed.ts'

const settings = 'services: { checkout: { call: [ann, bob] } }'
const board = buildOwn(['board', 'opened:SEV2:checkout', 'call:ann:opened', 'call:bob:opened'])
const people = { alice: 'triage', rita: 'read' } as const

const build = (
  comments: readonly Comment[],
  events: readonly IssueEvent[] = [],
  roles: Readonly<Record<string, KnownRole>> = people,
  now = minutes(600),
) => buildSnapshot({ settings, comments, events, issue: { body: 'Service: checkout\nSeverity: SEV2' } }, { roles, now })
const read = (...args: Parameters<typeof build>) => readFacts(build(...args))
const reopened = (by: string, minute = 70): IssueEvent => ({
  ...buildEvent(by, minutes(minute), { kind: 'reopened' }),
  id: 901,
})

describe('an incident is back', () => {
  const over = [board, say(20, '/status resolved rolled back')]

  test('when it is set back from resolved, and begins anew', () => {
    const { facts, backAt, answered } = read([...over, say(200, '/status investigating')])
    expect(backAt).toBe(minutes(200))
    expect(answered).toBe(false)
    expect(facts).toMatchObject({ status: 'investigating', resolution: undefined })
    expect(facts.milestones.resolved).toBeUndefined()
    expect(read(over)).toMatchObject({ backAt: undefined, facts: { milestones: { resolved: minutes(20) } } })
  })

  test('when a label sets it back', () => {
    const label = buildEvent('tom', minutes(200), { kind: 'labeled', label: 'status:identified' })
    expect(read(over, [label])).toMatchObject({ backAt: minutes(200), facts: { status: 'identified' } })
  })

  test('not when it is said again, or goes on from status to status', () => {
    expect(read([...over, say(200, '/status resolved for good')]).backAt).toBeUndefined()
    const working = [board, say(5, '/status monitoring'), say(9, '/status investigating')]
    expect(read(working).backAt).toBeUndefined()
  })

  test('when its severity is raised after it was lowered, and not when it is only raised', () => {
    const severities = (...values: readonly number[]) =>
      read([board, ...values.map((value, index) => say(10 * (index + 1), `/severity ${value}`))]).backAt
    expect(severities(3, 2)).toBe(minutes(20))
    expect(severities(3, 1, 2)).toBe(minutes(20))
    expect(severities(1)).toBeUndefined()
    expect(severities(3)).toBeUndefined()
    expect(severities(1, 2)).toBeUndefined()
    expect(severities(1, 2, 1)).toBe(minutes(30))
    // Each time.
    expect(severities(3, 2, 3, 2)).toBe(minutes(40))
  })

  test('not when the severity of one that is over is corrected', () => {
    const corrected = [...over, say(30, '/severity 4'), say(40, '/severity 1')]
    expect(read(corrected)).toMatchObject({ backAt: undefined, facts: { status: 'resolved', severity: 'SEV1' } })
  })
})

describe('a reopened incident is back', () => {
  const accepted = buildOwn(['board', 'opened:SEV2:checkout', 'closed:900', 'call:ann:opened', 'call:bob:opened'])
  const judged = (by: string, role: KnownRole, ...keys: readonly string[]) => {
    const own = keys.length > 0 ? [buildOwn(['more', ...keys], { id: 501 })] : []
    const { backAt, newKeys } = read([accepted, ...own], [close(60), reopened(by)], { ...people, rita: role })
    return [backAt, newKeys]
  }
  const back = [minutes(70), ['back:901']]

  test('where somebody did it who may direct; GitHub lets nobody below triage but the author', () => {
    expect(judged('alice', 'read')).toEqual(back)
    expect(judged('tom', 'read')).toEqual(back)
    expect(judged('rita', 'triage')).toEqual(back)
  })

  test('where the machine did it that opened it, and no other', () => {
    expect(judged('alerts[bot]', 'read')).toEqual([undefined, ['kept:901']])
    const opened = build([accepted], [close(60), reopened('alerts[bot]')])
    const issue = { ...opened.record.issue, author: 'alerts[bot]', authorIsBot: true }
    const { backAt, newKeys } = readFacts({ ...opened, record: { ...opened.record, issue } })
    expect([backAt, newKeys]).toEqual(back)
  })

  test('not where its author did it, who may not direct', () => {
    expect(judged('rita', 'read')).toEqual([undefined, ['kept:901']])
    expect(judged('Rita', 'read')).toEqual([undefined, ['kept:901']])
  })

  test('not yet, where GitHub does not tell', () => expect(judged('rita', 'unknown')).toEqual([undefined, []]))

  test('for good: a later role changes neither', () => {
    expect(judged('rita', 'none', 'back:901')).toEqual([minutes(70), []])
    expect(judged('rita', 'admin', 'kept:901')).toEqual([undefined, []])
    expect(judged('rita', 'unknown', 'back:901')).toEqual([minutes(70), []])
  })

  test('only where it was over: resolved, or closed for good', () => {
    const of = (comments: readonly Comment[]) => read(comments, [close(60), reopened('alice')]).backAt
    expect(of([board])).toBeUndefined()
    expect(of([board, say(20, '/status resolved')])).toBe(minutes(70))
    expect(of([accepted])).toBe(minutes(70))
  })

  test('with the status that it had, or investigating where it was resolved', () => {
    const status = (comments: readonly Comment[]) => read(comments, [close(60), reopened('alice')]).facts.status
    expect(status([accepted, say(20, '/status resolved')])).toBe('investigating')
    expect(status([accepted, say(20, '/status monitoring')])).toBe('monitoring')
  })

  test('not by our own reopening of a closing that was refused', () => {
    const refused = [board, say(20, '/status resolved'), buildOwn(['refusal', 'reopened:900'], { id: 501 })]
    expect(read(refused, [close(60), reopened(ourLogin)])).toMatchObject({
      backAt: undefined,
      facts: { status: 'resolved' },
    })
  })
})

describe('whoever is there when it is back', () => {
  const over = [board, say(20, '/status resolved')]
  const back = say(200, '/status investigating')

  test('is whoever gave a sign of life in the hour before, or since', () => {
    const awake = (...more: readonly Comment[]) => [...read([...over, back, ...more]).awake].sort()
    expect(awake()).toEqual(['alice'])
    expect(awake(say(139, 'hm', 'ann'), say(140, 'hm', 'Bob'), say(300, 'hm', 'zoe'))).toEqual(['alice', 'bob', 'zoe'])
  })

  test('has answered only if they answered a call', () => {
    const answered = (...more: readonly Comment[]) => read([...over, back, ...more]).answered
    expect(answered(say(199, 'hm', 'zoe'))).toBe(false)
    expect(answered(say(10, 'hm', 'ann'))).toBe(false)
    expect(answered(say(10, 'hm', 'ann'), say(150, 'hm', 'ann'))).toBe(true)
    expect(answered(say(205, 'hm', 'bob'))).toBe(true)
  })

  test('keeps the deadlines from beginning anew no longer than that', () => {
    const due = (comments: readonly Comment[], now: number) =>
      decide(build(comments, [], people, minutes(now))).comments.find(({ key }) => key.startsWith('nudge:acknowledge'))
    const slept = [...over, say(10, 'hm', 'ann'), back]
    expect(due(slept, 230)).toBeUndefined()
    expect(due(slept, 231)?.key).toBe(`nudge:acknowledge:${minutes(230)}`)
    expect(due([...slept, say(205, 'hm', 'ann')], 231)).toBeUndefined()
  })
})

describe('what is done until nothing is left', () => {
  function settle(snapshot: Snapshot): Snapshot {
    let current = snapshot
    for (let pass = 0; pass < 8; pass += 1) {
      const effects = reconcile(renderPlainly(decide(current)), current)
      if (effects.length === 0) return current
      current = applyPurely(effects, current)
    }
    throw new Error('does not settle')
  }
  const calls = ({ record }: Snapshot) =>
    ownComments(record)
      .flatMap(({ keys }) => keys)
      .filter((key) => key.startsWith('call:'))
      .map((key) => key.split(':').slice(0, 3).join(':'))

  test('calls each of them once more, each time that it is back', () => {
    const over = [board, say(20, '/status resolved')]
    const once = settle(build([...over, say(200, '/status investigating')], [], people, minutes(201)))
    expect(calls(once)).toEqual(['call:ann:opened', 'call:bob:opened', 'call:ann:back', 'call:bob:back'])
    const again = [...once.record.comments, say(210, '/status resolved'), say(400, '/status investigating')]
    const twice = settle({ ...once, record: { ...once.record, comments: again }, now: minutes(401) })
    expect(calls(twice).filter((key) => key.endsWith(':back'))).toHaveLength(4)
  })

  test('calls nobody twice where it is back and worse at once', () => {
    const story = [board, say(20, '/status resolved'), say(200, '/status investigating'), say(201, '/severity SEV1')]
    const settled = settle(build(story, [], people, minutes(202)))
    expect(calls(settled).filter((key) => key.startsWith('call:bob'))).toHaveLength(2)
  })
})
