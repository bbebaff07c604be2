import { describe, expect, test } from '@jest/globals'
import { showCall } from '../../../src/domain/call-state.ts'
import { planChecklist, planLaterCall } from '../../../src/domain/comments.ts'
import { readDeadlines } from '../../../src/domain/deadlines.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { planOf } from '../../support/build-call.ts'
import { buildOwn, say } from '../../support/build-incident.ts'
import { board, said } from '../../support/build-said.ts'
import { minutes } from '../../support/build-snapshot.ts'
import { build, buildSnapshot } from './installed.ts'

describe('a later call', () => {
  const later = (snapshot: Snapshot) => {
    const history = readFacts(snapshot)
    const call = planOf(snapshot)
    const deadlines = readDeadlines(history, snapshot.settings, snapshot.now)
    return planLaterCall(history, call, { snapshot, shown: showCall(call, history, { snapshot, deadlines }) })
  }

  test('is one new comment that is claimed, for those who were not called yet', () => {
    const snapshot = build([board, say(4, '/severity SEV1')])
    const content = {
      kind: 'call',
      silent: false,
      cause: { kind: 'severity', value: 'SEV1' },
      facts: readFacts(snapshot).facts,
      serviceName: 'checkout',
      call: {
        mentions: ['eve'],
        informed: [],
        teams: [],
        elsewhere: [],
        acknowledged: [{ by: 'alice', at: minutes(4), url: say(4, '').url }],
        deadline: undefined,
        overdue: false,
        contacts: 'https://wiki.test/phones',
        nobody: false,
        fallback: false,
        lateMs: undefined,
      },
      notReached: [],
      boardUrl: board.url,
      timezone: 'Europe/Berlin',
    }
    expect(later(snapshot)).toEqual([
      {
        key: 'called:severity:SEV1',
        keys: ['called:severity:SEV1', 'call:eve:severity:SEV1'],
        content,
        claim: 'comment',
        silent: { ...content, silent: true },
        existing: 'leave',
      },
    ])
  })

  test('is made for another service', () => {
    expect(later(build([board, say(4, '/service search')]))).toMatchObject([
      {
        keys: ['called:service:search', 'call:frank:service:search'],
        content: { cause: { kind: 'service', value: 'search' }, serviceName: 'search' },
      },
    ])
  })

  test('is made for the rest of a first call that one comment could not hold', () => {
    const first = Array.from({ length: 40 }, (_, index) => `call:c${index}:opened`)
    const rest = Array.from({ length: 5 }, (_, index) => `call:c${index + 40}:more:40`)
    const huge = 'Service: huge\nSeverity: SEV2'
    expect(later(build([buildOwn(['board', ...first])], {}, huge))).toMatchObject([
      { keys: ['called:more:40', ...rest], content: { cause: { kind: 'more' } } },
    ])
    // Whoever has no key is owed a call, whatever the list was when the board was posted.
    const joined = later(build([buildOwn(['board', ...first.slice(1)])], {}, huge))
    expect(joined.map(({ keys }) => keys)).toEqual([
      ['called:more:39', 'call:c0:more:39', ...rest.map((key) => key.replace('more:40', 'more:39'))],
    ])
  })

  test('says since when it is back, and calls by a comment of its own each time', () => {
    const over = [board, say(20, '/status resolved', 'tom')]
    const back = (...more: readonly Comment[]) =>
      later(build([...over, say(200, '/status investigating', 'tom'), ...more], { now: minutes(212) }))
    const value = (Date.parse(minutes(200)) / 1000).toString(36)
    expect(back()).toMatchObject([
      {
        key: `called:back:${value}`,
        keys: [`called:back:${value}`, `call:alice:back:${value}`],
        content: { cause: { kind: 'back', since: minutes(200) }, call: { mentions: ['alice'], lateMs: 12 * 60_000 } },
      },
    ])
    const called = buildOwn([`called:back:${value}`, `call:alice:back:${value}`], { id: 501, createdAt: minutes(201) })
    expect(back(called)).toEqual([])
  })

  test('says how late it is', () => {
    const at = (now: number) => later(build([board, say(4, '/severity SEV1')], { now: minutes(now) }))[0]?.content
    expect(at(14)).toMatchObject({ call: { mentions: ['eve'], lateMs: undefined } })
    expect(at(52)).toMatchObject({ call: { mentions: ['eve'], lateMs: 48 * 60_000 } })
    expect(at(4 + 24 * 60)).toMatchObject({ call: { mentions: ['eve'] } })
    expect(at(5 + 24 * 60)).toBeUndefined()
  })

  test('is none before the board stands, and none where nobody is left', () => {
    expect(later(build([say(4, '/severity SEV1')]))).toEqual([])
    expect(later(build([board, buildOwn(['called:x', 'call:eve:x'], { id: 501 }), say(4, '/severity SEV1')]))).toEqual(
      [],
    )
    expect(later(build([board]))).toEqual([])
  })

  test('is never written into one that has gone out, for its people would be told again', () => {
    const raised = say(4, '/severity SEV1')
    const comments = (...keys: readonly string[]) => [
      board,
      buildOwn(['called:severity:SEV1', ...keys], { id: 501 }),
      raised,
    ]
    const own = (count: number) => ({ keys: [`called:severity:SEV1:${count}`, `call:eve:severity:SEV1:${count}`] })
    expect(later(build(comments('call:zoe:severity:SEV1')))).toMatchObject([own(3)])
    expect(later(build(comments('inform:ina:severity:SEV1')))).toMatchObject([own(2)])
    expect(later(build(comments()))).toMatchObject([{ keys: ['called:severity:SEV1', 'call:eve:severity:SEV1'] }])
  })

  test('names a service that the settings do not know as it was typed', () => {
    const { settings: none } = buildSnapshot({ settings: 'severities: { SEV1: { call: [zoe] } }' })
    const story = [buildOwn(['board', 'call:a:opened']), say(3, '/service Billing'), say(4, '/severity SEV1')]
    expect(later(build(story, { settings: none }))).toMatchObject([
      { key: 'called:severity:SEV1', content: { serviceName: 'Billing' } },
    ])
  })
})

describe('the checklist', () => {
  const plan = (snapshot: Snapshot) => planChecklist(readFacts(snapshot), snapshot)
  test('is a comment where the body has none', () => {
    const snapshot = build()
    const { checklist } = readFacts(snapshot).facts
    expect(plan(snapshot)).toEqual([
      said({ key: 'checklist', keys: ['checklist'], content: { kind: 'checklist', checklist } }),
    ])
    expect(plan(build([buildOwn(['checklist'])]))).toEqual([])
  })
  test('is in the body where it stands there, or cannot be read', () => {
    expect(plan(build([], {}, '- [ ] runbook read and followed, or none fits'))).toEqual([])
    expect(plan(build([buildOwn(['checklist'], { body: `${'- [ ] x\n'.repeat(5000)}` })]))).toHaveLength(1)
  })
})
