import { describe, expect, test } from '@jest/globals'
import { planNudges, planReplies } from '../../../src/domain/comments.ts'
import { readDeadlines } from '../../../src/domain/deadlines.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { PlannedComment } from '../../../src/domain/plan.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { buildOwn, say } from '../../support/build-incident.ts'
import { board, roles, said } from '../../support/build-said.ts'
import { buildComment, minutes } from '../../support/build-snapshot.ts'
import { build, buildSnapshot } from './installed.ts'

describe('a reply', () => {
  const plan = (comments: readonly Comment[], changes: Partial<Snapshot> = {}) => {
    const snapshot = build(comments, changes)
    return planReplies(readFacts(snapshot), snapshot)
  }
  const reply = (comment: number, content: object, keys: readonly string[] = []) =>
    said({
      key: `reply:${comment}`,
      keys: [`reply:${comment}`, ...keys],
      content: content as PlannedComment['content'],
    })

  test('says why a command was refused', () => {
    const verdict = (line: string, reason: string, expected?: string) => ({
      comment: 4,
      author: 'alice',
      line,
      verdict: { kind: 'refused', reason, ...(expected !== undefined && { expected }) },
    })
    const content = { kind: 'reply', role: 'admin', suggestion: undefined, known: [] }
    expect(plan([say(4, '/statsu resolved')])).toEqual([
      reply(4, {
        ...content,
        reason: 'unknown-command',
        verdict: verdict('/statsu resolved', 'unknown-command', 'status'),
        suggestion: 'status',
      }),
    ])
    expect(plan([say(4, '/service nope')])).toEqual([
      reply(4, {
        ...content,
        reason: 'unknown-service',
        verdict: verdict('/service nope', 'unknown-service', 'nope'),
        known: ['checkout', 'search', 'huge'],
      }),
    ])
    expect(plan([say(4, '/done 99')])).toMatchObject([
      { content: { reason: 'unknown-item', suggestion: undefined, known: [] } },
    ])
  })

  test('answers /help and nothing else that was accepted', () => {
    expect(plan([say(4, '/ack'), say(5, '/note /help'), say(6, '/HELP me'), say(7, '/help')])).toMatchObject([
      { key: 'reply:6', content: { reason: 'help', role: 'admin', suggestion: undefined } },
      { key: 'reply:7', content: { reason: 'help' } },
    ])
  })

  test('is said once to somebody who may do nothing, then silence', () => {
    const no = [
      say(4, '/severity SEV1', 'Rita'),
      say(5, '/severity SEV2', 'rita'),
      say(6, '/lead', 'Tom'),
      say(7, '/override x', 'Tom'),
    ]
    expect(plan(no).map(({ keys }) => keys)).toEqual([['reply:4', 'denied:Rita']])
    expect(plan(no.slice(0, 3), { roles: { ...roles, tom: 'read' } }).map(({ keys }) => keys)).toEqual([
      ['reply:4', 'denied:Rita'],
      ['reply:6', 'denied:Tom'],
    ])
    expect(plan([...no, buildOwn(['reply:1', 'denied:RITA'])])).toEqual([])
    expect(plan([buildOwn(['reply:1', 'denied:rita']), say(4, '/statsu resolved', 'rita')])).toMatchObject([
      { keys: ['reply:4'], content: { reason: 'unknown-command', role: 'read' } },
    ])
  })

  test('names the role of somebody whom GitHub did not tell as unknown', () => {
    expect(plan([say(4, '/done 99', 'zoe')])).toMatchObject([{ content: { role: 'unknown' } }])
  })

  test('waits where nobody could tell what the author may', () => {
    expect(plan([say(4, '/severity SEV1', 'zoe')])).toEqual([])
  })

  test('to /help waits, too', () => {
    const repository = { ...buildSnapshot().repository, private: false }
    const declared = buildOwn(['board'])
    expect(plan([declared, say(4, '/help', 'zoe')], { repository })).toEqual([])
    expect(plan([declared, say(4, '/help', 'tom')], { repository })).toHaveLength(1)
  })

  test('quotes the first line that is not blank', () => {
    const edited = buildComment('alice', '\n\n  /ack  \r\nmore', { id: 4, updatedAt: minutes(9) })
    const quoted = [{ content: { reason: 'edited', verdict: { line: '/ack' } } }]
    expect(plan([edited])).toMatchObject(quoted)
    expect(plan([{ ...edited, body: '/ack\nmore' }])).toMatchObject(quoted)
  })
})

describe('a reminder', () => {
  const nudges = (
    now: string,
    comments: readonly Comment[] = [],
    more: Partial<{ due: string; overdue: boolean; nudges: number }> = {},
  ) => {
    const base = build([board, ...comments], { now })
    const snapshot = { ...base, settings: { ...base.settings, nudges: more.nudges ?? base.settings.nudges } }
    const history = readFacts(snapshot)
    const deadlines = readDeadlines(history, snapshot.settings, now)
    return planNudges(history, snapshot, {
      ...deadlines,
      postmortem: { due: more.due, overdue: more.overdue ?? false },
    })
  }
  const keys = (planned: readonly PlannedComment[]) => planned.map(({ key }) => key)
  const acknowledge = `nudge:acknowledge:${minutes(30)}`
  const update = `nudge:update:${minutes(60)}`

  test('is said once something is overdue', () => {
    expect(nudges(minutes(30))).toEqual([])
    const { facts } = readFacts(build([board], { now: minutes(31) }))
    expect(nudges(minutes(31))).toEqual([
      said({
        key: acknowledge,
        keys: [acknowledge],
        content: {
          kind: 'nudge',
          about: 'acknowledge',
          due: minutes(30),
          facts,
          contacts: 'https://wiki.test/phones',
          timezone: 'Europe/Berlin',
        },
      }),
    ])
    expect(nudges(minutes(61), [say(2, '/ack')])).toMatchObject([
      { key: update, content: { about: 'update', due: minutes(60) } },
    ])
  })

  test('of a missing answer is said up to a day late, of an update up to two hours', () => {
    expect(keys(nudges(minutes(60)))).toEqual([acknowledge])
    expect(keys(nudges(minutes(61)))).toEqual([acknowledge, update])
    expect(keys(nudges(minutes(180), [say(2, '/ack')]))).toEqual([update])
    expect(keys(nudges(minutes(181), [say(2, '/ack')]))).toEqual([])
    expect(keys(nudges(minutes(181)))).toEqual([acknowledge])
    expect(keys(nudges(minutes(30 + 24 * 60)))).toEqual([acknowledge])
    expect(nudges(minutes(31 + 24 * 60))).toEqual([])
  })

  test('is said of a postmortem for a day', () => {
    const owed = { due: minutes(100), overdue: true }
    const over = [say(2, '/status resolved')]
    const told = nudges(minutes(100 + 24 * 60), over, owed)
    expect(told).toMatchObject([{ key: `nudge:postmortem:${minutes(100)}`, content: { about: 'postmortem' } }])
    expect(nudges(minutes(101 + 24 * 60), over, owed)).toEqual([])
    expect(nudges(minutes(101), over, { ...owed, overdue: false })).toEqual([])
    expect(nudges(minutes(101), over, { overdue: true })).toEqual([])
  })

  test('is said once, and twice at most in one incident', () => {
    expect(nudges(minutes(31), [buildOwn([acknowledge], { id: 501 })])).toEqual([])
    const told = (count: number) =>
      Array.from({ length: count }, (_, index) => buildOwn([`nudge:x:${index}`], { id: 501 + index }))
    expect(keys(nudges(minutes(31), told(1)))).toEqual([acknowledge])
    expect(nudges(minutes(31), told(2))).toEqual([])
    expect(nudges(minutes(31), told(3))).toEqual([])
    const both = { due: minutes(31), overdue: true }
    expect(keys(nudges(minutes(45), [], both))).toEqual([acknowledge, `nudge:postmortem:${minutes(31)}`])
    expect(keys(nudges(minutes(45), told(1), both))).toEqual([acknowledge])
    expect(nudges(minutes(45), [], { ...both, nudges: 0 })).toEqual([])
  })

  test('is said to nobody in a drill', () => expect(nudges(minutes(31), [say(2, '/drill', 'alice')])).toEqual([]))
})
