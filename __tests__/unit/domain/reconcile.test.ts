import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../../src/domain/decide.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { ownComments } from '../../../src/domain/own-comments.ts'
import { reconcile } from '../../../src/domain/reconcile.ts'
import type { Comment, IssueEvent } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { readMarker } from '../../../src/text/marker.ts'
import { applyPurely, renderPlainly } from '../../support/apply-purely.ts'
import { buildComment, buildEvent, minutes, ourLogin } from '../../support/build-snapshot.ts'
import { caseCount } from '../../support/case-count.ts'
import { buildSnapshot } from './installed.ts'

const settings = `
teams: { platform: { members: [alice, bob] } }
services: { checkout: { call: [platform], inform: [carol], escalate: [dave] } }
`
const body = 'Service: checkout\nSeverity: SEV2\n\nPayments fail'

/** Runs passes until nothing is left to do; more than a handful means that two rules fight. */
function settle(snapshot: Snapshot): { readonly snapshot: Snapshot; readonly passes: number } {
  let current = snapshot
  for (let passes = 0; passes < 8; passes += 1) {
    const effects = reconcile(renderPlainly(decide(current)), current)
    if (effects.length === 0) return { snapshot: current, passes }
    current = applyPurely(effects, current)
  }
  throw new Error('does not settle')
}

const texts = [
  '/ack',
  '/severity SEV1',
  '/severity 3',
  '/service checkout',
  '/status identified',
  '/status monitoring',
  '/status resolved rolled back',
  '/status investigating',
  '/lead @alice',
  '/note 03:00 restarted',
  '/update better',
  '/cause pool full https://x.test',
  '/done 1-8',
  '/done 99',
  '/action @bob Fri add alert',
  '/override nothing left',
  '/postmortem',
  '/runbook runbooks/x.md',
  '/help',
  '/frobnicate',
  '/statsu resolved',
  'just words',
  '/drill',
]
const comment = fc
  .record({
    author: fc.constantFrom('alice', 'rita', 'mallory', 'wanda'),
    body: fc.constantFrom(...texts),
    at: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ author, body: text, at }) => buildComment(author, text, { createdAt: minutes(at) }))
const event = fc
  .record({
    actor: fc.constantFrom('alice', 'wanda', 'rita'),
    what: fc.constantFrom('severity:SEV1', 'status:monitoring', 'drill', 'closed', 'reopened', 'unassigned'),
    at: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ actor, what, at }): IssueEvent => {
    if (what === 'closed') return buildEvent(actor, minutes(at), { kind: 'closed', reason: 'completed' })
    if (what === 'reopened') return buildEvent(actor, minutes(at), { kind: 'reopened' })
    if (what === 'unassigned') return buildEvent(actor, minutes(at), { kind: 'unassigned', assignee: 'alice' })
    return buildEvent(actor, minutes(at), { kind: 'labeled', label: what })
  })
/** What can make people owed another call, or awake. */
const turning = fc
  .record({
    author: fc.constantFrom('wanda', 'wanda', 'bob'),
    body: fc.constantFrom('/status resolved', '/status investigating', '/severity 1', '/severity 3', 'just words'),
    at: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ author, body: text, at }) => buildComment(author, text, { createdAt: minutes(at) }))
const roles = { alice: 'write', rita: 'read', wanda: 'admin', mallory: 'none' } as const

function snapshotOf(comments: readonly Comment[], events: readonly IssueEvent[], now: number): Snapshot {
  const sorted = [...events].sort((a, b) => (a.at < b.at ? -1 : 1)).map((one, index) => ({ ...one, id: index + 1 }))
  const last = sorted.findLast(({ kind }) => kind === 'closed' || kind === 'reopened')
  const closed = last?.kind === 'closed'
  return buildSnapshot(
    {
      settings,
      comments,
      events: sorted,
      issue: {
        body,
        state: closed ? 'closed' : 'open',
        stateReason: closed ? 'completed' : undefined,
        closedAt: closed ? last.at : undefined,
      },
    },
    { roles, now: minutes(now), chat: { configured: true, sent: [], failed: [] } },
  )
}

describe('the laws of reconcile', () => {
  test('applied to its snapshot it leaves nothing to do', () => {
    fc.assert(
      fc.property(
        fc.array(comment, { maxLength: 12 }),
        fc.array(event, { maxLength: 6 }),
        // Nothing that GitHub tells happened later than now.
        fc.integer({ min: 300, max: 600 }),
        (comments, events, now) => {
          const { passes } = settle(snapshotOf(comments, events, now))
          expect(passes).toBeLessThanOrEqual(5)
        },
      ),
      { numRuns: caseCount(25) },
    )
  })

  test('one comment of each key, and nobody called twice', () => {
    fc.assert(
      fc.property(fc.array(comment, { maxLength: 12 }), fc.array(event, { maxLength: 6 }), (comments, events) => {
        const own = ownComments(settle(snapshotOf(comments, events, 300)).snapshot.record)
        const first = own.map(({ keys }) => keys[0])
        expect(new Set(first).size).toBe(first.length)
        const called = own.flatMap(({ keys }) => keys.flatMap((key) => /^call:([^:]+):/.exec(key)?.[1] ?? []))
        expect(new Set(called).size).toBe(called.length)
      }),
      { numRuns: caseCount(25) },
    )
  })

  test('of several boards the oldest stays', () => {
    const { snapshot } = settle(buildSnapshot({ settings, issue: { body } }))
    const board = snapshot.record.comments[0] as Comment
    const twice = {
      ...snapshot,
      record: { ...snapshot.record, comments: [...snapshot.record.comments, { ...board, id: board.id + 5000 }] },
    }
    expect(reconcile(renderPlainly(decide(twice)), twice)).toEqual([
      { kind: 'delete-comment', key: 'board', id: board.id + 5000 },
    ])
  })

  test('a new board is claimed before it is posted, and complete when it is', () => {
    const fresh = buildSnapshot({ settings, issue: { body } })
    const effects = reconcile(renderPlainly(decide(fresh)), fresh)
    expect(effects.slice(0, 2).map(({ kind }) => kind)).toEqual(['claim', 'create-comment'])
    expect(effects[1]).toMatchObject({ body: expect.stringContaining('call:alice:opened') })
  })

  test('however often it runs meanwhile, nobody is called twice for one turn', () => {
    fc.assert(
      fc.property(
        fc.array(turning, { maxLength: 10 }),
        fc.array(event, { maxLength: 3 }),
        // Of runs that wait, GitHub drops all but the newest.
        fc.integer({ min: 1, max: 3 }),
        (comments, events, every) => {
          const all = [...comments.map(({ createdAt }) => createdAt), ...events.map(({ at }) => at)]
          let own: readonly Comment[] = []
          const backs: string[] = []
          const last = minutes(301)
          const moments = [minutes(0), ...all.sort().filter((_, index) => index % every === 0), last]
          for (const now of new Set(moments)) {
            const said = comments.filter(({ createdAt }) => createdAt <= now)
            const done = events.filter(({ at }) => at <= now)
            const { snapshot } = settle({ ...snapshotOf([...own, ...said], done, 0), now })
            own = snapshot.record.comments.filter(({ author }) => author === ourLogin)
            backs.push(readFacts(snapshot).backAt ?? '')
          }
          const calls = own.flatMap(({ body: text, createdAt }) =>
            (readMarker(text)?.keys ?? []).flatMap((key) => {
              const login = /^call:([^:]+):/.exec(key)?.[1]
              return login ? [{ login, at: createdAt }] : []
            }),
          )
          for (const { login, at } of calls) {
            const next = calls.find((one) => one.login === login && one.at > at)
            // Called again only since it was back.
            if (next) expect(backs.some((back) => back > at && back <= next.at)).toBe(true)
            expect(calls.filter((one) => one.login === login && one.at === at)).toHaveLength(1)
          }
        },
      ),
      { numRuns: caseCount(25) },
    )
  })
})
