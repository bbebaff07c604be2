import { describe, expect, test } from '@jest/globals'
import type { Board } from '../../../src/domain/content.ts'
import { decide } from '../../../src/domain/decide.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { buildOwn, readContext, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { minutes, openedAt } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const settings = `
timezone: Europe/Berlin
services:
  checkout:
    aliases: [pay]
    call: [ann]
    dashboards:
      - { name: Payments, url: "https://graf.test/d?from={{from-iso}}&to={{to-iso}}&var={{service}}" }
      - { name: Same, url: "https://graf.test/same" }
`
const body = 'Service: pay\nSeverity: SEV2\nSince: 03:00'
const page = (name: string) =>
  `---\ndashboards: [{ name: Pool, url: "https://graf.test/pool" }, { name: Broken, url: "http://graf.test/d" }, { name: Again, url: "https://graf.test/same" }]\n---\n# ${name}\n\nPayments fail with \`ETIMEDOUT\`.\n`
const corpus = buildCorpus([
  { path: 'runbooks/pay.md', text: page('Payments fail') },
  {
    path: 'runbooks/postmortems/2026-01-02-3-x.md',
    text: '---\nincident: 3\n---\n# Payments failed\n\nPayments fail with `ETIMEDOUT`.\n',
  },
])
const roles = { alice: 'admin' } as const
const build = (comments: readonly Comment[] = [], parts: SnapshotParts = {}, changes: Partial<Snapshot> = {}) =>
  buildSnapshot({ settings, comments, ...parts, issue: { body, ...parts.issue } }, { roles, ...changes })

function boardOf(snapshot: Snapshot): Board {
  const content = decide(snapshot).comments.find(({ key }) => key === 'board')?.content
  if (content?.kind !== 'board') throw new Error('no board')
  return content
}

describe('the board', () => {
  test('says all that is known', () => {
    const snapshot = build()
    const { facts } = readFacts(snapshot)
    const { call, missing, document, ...board } = boardOf(snapshot)
    expect(board).toEqual({
      kind: 'board',
      facts,
      phase: 'running',
      timezone: 'Europe/Berlin',
      serviceName: 'checkout',
      runbook: undefined,
      moreRunbooks: [],
      happenedBefore: [],
      runbookCount: 0,
      notReached: [],
      related: [],
      next: facts.checklist.items[0],
      doneRequired: 0,
      required: 8,
      updateDue: minutes(60),
      updateOverdue: false,
      changes: [],
      looks: [
        {
          name: 'Payments',
          url: 'https://graf.test/d?from=2026-11-20T01%3A30%3A00.000Z&to=2026-11-20T05%3A27%3A00.000Z&var=checkout',
        },
        { name: 'Same', url: 'https://graf.test/same' },
      ],
      asks: [],
      publicRepository: false,
      undecided: false,
      postedAgain: false,
      secrets: [],
      problems: [],
      failures: [],
      endedAs: undefined,
    })
    expect(call.mentions).toEqual(['ann'])
    expect(missing).toHaveLength(10)
    expect(document).toEqual(readContext(snapshot).document.view)
  })

  test('asks for what is unknown', () => {
    const unknown = build([], { issue: { title: 'Down', body: 'It is down' } })
    expect(boardOf(unknown)).toMatchObject({
      asks: ['severity', 'service', 'started'],
      serviceName: undefined,
      looks: [],
    })
    expect(boardOf(build([], { issue: { body: 'Service: pay' } })).asks).toEqual(['severity', 'started'])
  })

  test('names a service that the settings do not know as it was typed', () => {
    expect(boardOf(build([], { settings: '', issue: { body: 'Service: Billing' } })).serviceName).toBe('Billing')
  })

  test('counts what is done of what is required', () => {
    expect(boardOf(build([say(3, '/done 1-3')]))).toMatchObject({ doneRequired: 2, required: 8, next: { number: 4 } })
  })

  test('is running, resolved or ended', () => {
    const closed = (comments: readonly Comment[]) =>
      boardOf(
        buildClosed({ settings, comments: [buildOwn(['board']), ...comments], issue: { body } }, {}, 'not_planned'),
      )
    expect(boardOf(build([say(3, '/status resolved')])).phase).toBe('resolved')
    expect(boardOf(build([say(3, '/status monitoring')])).phase).toBe('running')
    expect(closed([say(3, '/override over')])).toMatchObject({ phase: 'ended', endedAs: 'not_planned' })
    expect(closed([])).toMatchObject({ phase: 'running', endedAs: 'not_planned' })
  })

  test('tells the first call once, and later ones in the timeline', () => {
    const keys = ['called:severity:SEV1', 'call:bob:severity:SEV1']
    const { facts } = boardOf(build([buildOwn(['board', 'call:ann:opened']), buildOwn(keys, { id: 501 })]))
    expect(facts.timeline.map(({ kind, text }) => [kind, text])).toEqual([
      ['reported', 'Checkout: payments fail'],
      ['called', 'severity:SEV1'],
    ])
    const noted = boardOf(build([say(3, '/note opened')])).facts.timeline
    expect(noted.map(({ kind, text }) => [kind, text])).toContainEqual(['note', 'opened'])
  })

  test('says who was not reached', () => {
    const late = (now: string) => boardOf(build([buildOwn(['board'])], {}, { now })).notReached
    expect(late(minutes(24 * 60))).toEqual([])
    expect(late(minutes(24 * 60 + 1))).toEqual([{ name: 'ann', reason: 'too-late' }])
  })

  test('links the runbook, its dashboards after those of the service, and what happened before', () => {
    const board = boardOf(build([], { surroundings: { corpus } }))
    expect(board.runbook?.match.runbook.path).toBe('runbooks/pay.md')
    expect(board.happenedBefore.map(({ match }) => match.runbook.path)).toEqual([
      'runbooks/postmortems/2026-01-02-3-x.md',
    ])
    expect(board.runbookCount).toBe(1)
    expect(board.looks.map(({ name }) => name)).toEqual(['Payments', 'Again', 'Pool'])
  })

  test('fills a runbook’s dashboards without a service, too, and leaves out what cannot be followed', () => {
    const text =
      '---\ndashboards: [{ name: All, url: "https://graf.test/d?var={{service}}" }, { name: Broken, url: "http://graf.test/d" }]\n---\n# Disk full\n\nFree it.\n'
    const pages = buildCorpus([{ path: 'runbooks/disk.md', text }])
    const parts = { issue: { title: 'Disk full', body: 'Disk full' }, surroundings: { corpus: pages } }
    expect(boardOf(build([], parts)).looks).toEqual([{ name: 'All', url: 'https://graf.test/d?var=' }])
  })

  test('opens dashboards on the time that the incident took, and on two hours while it runs', () => {
    const looks = (snapshot: Snapshot) =>
      boardOf(snapshot)
        .looks[0]?.url.match(/from=(.*)&to=(.*)&/)
        ?.slice(1)
        .map(decodeURIComponent)
    expect(looks(build([say(48, '/status resolved')]))).toEqual([
      '2026-11-20T01:30:00.000Z',
      '2026-11-20T04:15:00.000Z',
    ])
    expect(looks(build([], { issue: { body: 'Service: pay' } }))).toEqual([
      '2026-11-20T02:42:00.000Z',
      '2026-11-20T05:27:00.000Z',
    ])
  })

  test('lists open incidents on the same service', () => {
    const incident = (number: number, labels: readonly string[]) => ({
      number,
      title: 'x',
      url: 'u',
      labels,
      createdAt: openedAt,
      called: [],
    })
    const openIncidents = [
      incident(7, ['service:checkout']),
      incident(5, ['bug', 'Service:Checkout']),
      incident(6, ['service:search']),
      incident(8, []),
      incident(9, ['service:undefined']),
    ]
    const related = (snapshot: Snapshot) => boardOf(snapshot).related.map(({ number }) => number)
    expect(related(build([], { surroundings: { openIncidents } }))).toEqual([5])
    const unknown = build([], { issue: { title: 'Down', body: 'Down' }, surroundings: { openIncidents } })
    expect(boardOf(unknown).related).toEqual([])
    const renamed = { settings: `${settings}\nlabels: { service: "team=" }` }
    const theirs = [incident(4, ['Team=Checkout']), incident(5, ['service:checkout']), incident(6, ['team=search'])]
    expect(related(build([], { ...renamed, surroundings: { openIncidents: theirs } }))).toEqual([4, 5])
  })

  test('lists the changes before it', () => {
    const change = { kind: 'merge', title: 'x', url: 'u', at: openedAt, number: 3, touchesService: true } as const
    expect(boardOf(build([], { surroundings: { changes: [change] } })).changes).toEqual([change])
  })

  test('says what GitHub refused, but for what is told elsewhere, and how little room is left', () => {
    const failures = (
      ['locked', 'assign-refused', 'pull-request-forbidden', 'branch-forbidden', 'chat-failed'] as const
    ).map((code) => ({ code, detail: 'no' }))
    const board = boardOf(build([], { issue: { commentCount: 2400 } }, { failures }))
    expect(board.failures).toEqual([
      { code: 'locked', detail: 'no' },
      { code: 'chat-failed', detail: 'no' },
      { code: 'comments-nearly-full', detail: 'more than 2,400 of about 2,500' },
    ])
  })

  test('says that everybody can read it, which secrets stand in it and what is wrong with the settings', () => {
    const secrets = [{ what: 'AWS access key', url: 'u' }]
    const snapshot = build([], { settings: 'nonsense: 1' }, { secrets })
    const board = boardOf({
      ...snapshot,
      roles: { rita: 'admin' },
      repository: { ...snapshot.repository, private: false },
    })
    expect(board).toMatchObject({ publicRepository: true, secrets, problems: snapshot.problems })
    expect(board.problems).toHaveLength(1)
  })

  test('says that an update is overdue', () => {
    expect(boardOf(build([], {}, { now: minutes(61) }))).toMatchObject({ updateDue: minutes(60), updateOverdue: true })
  })
})
