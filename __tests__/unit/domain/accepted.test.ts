import { describe, expect, test } from '@jest/globals'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { printJudgement } from '../../../src/domain/judgement.ts'
import { readArguments } from '../../../src/domain/read-command.ts'
import type { Comment, IssueEvent } from '../../../src/domain/record.ts'
import { readCommand } from '../../../src/text/command-line.ts'
import { buildOwn, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, minutes } from '../../support/build-snapshot.ts'
import { buildSnapshot } from './installed.ts'

const roles = { roles: { alice: 'admin', rita: 'read' } } as const
const lost = '(its comment was changed or deleted later)'
const facts = (comments: readonly Comment[], events: readonly IssueEvent[] = [], parts: SnapshotParts = {}) =>
  readFacts(buildSnapshot({ comments, events, ...parts }, roles)).facts
const told = (comments: readonly Comment[]) =>
  facts(comments)
    .timeline.slice(1)
    .map(({ kind, at, text }) => [kind, at, text])
const label = (at: number, name: string, by = 'alice', kind: 'labeled' | 'unlabeled' = 'labeled') =>
  buildEvent(by, minutes(at), { kind, label: name })

describe('an accepted command', () => {
  test('says who, when and where', () => {
    const { url } = say(3, '')
    const said = { by: 'alice', at: minutes(3), url }
    expect(facts([say(3, '/update better')])).toMatchObject({ lastUpdate: { ...said, text: 'better' } })
    expect(facts([say(3, '/status resolved over')]).resolution).toEqual({ ...said, comment: 3, text: 'over' })
    expect(facts([say(3, '/cause pool')]).cause).toEqual({ ...said, comment: 3, text: 'pool', confirmed: false })
    expect(facts([say(3, '/override why')]).overrides).toEqual([{ ...said, comment: 3, text: 'why' }])
    expect(facts([say(3, '/action write')]).actions).toEqual([
      { ...said, comment: 3, key: 'action:3', text: 'write', owner: undefined, due: undefined },
    ])
    expect(facts([say(3, '/note x')]).timeline.at(-1)).toEqual({ kind: 'note', ...said, text: 'x' })
  })

  test.each([
    ['see https://x.test', true],
    ['see http://x', true],
    ['see https:// x', false],
    ['see ftp://x.test', false],
    ['no link', false],
  ])('names a cause; %j confirms it: %s', (text, confirmed) =>
    expect(facts([say(3, `/cause ${text}`)]).cause?.confirmed).toBe(confirmed),
  )

  test('changes severity and service only where they differ', () => {
    expect(
      told([say(3, '/severity SEV1'), say(4, '/severity SEV1'), say(5, '/service a'), say(6, '/service a')]),
    ).toEqual([
      ['severity', minutes(3), 'SEV1'],
      ['service', minutes(5), 'a'],
    ])
    const { changed } = readFacts(
      buildSnapshot({ comments: [say(3, '/severity SEV1'), say(4, '/severity SEV1')] }, roles),
    )
    expect(changed).toEqual({ severity: minutes(3), service: undefined })
  })

  test('says resolved again after more work, and takes it back', () => {
    const again = [say(3, '/status resolved one'), say(5, '/status resolved')]
    expect(facts(again)).toMatchObject({
      milestones: { resolved: minutes(5) },
      resolution: { text: 'one' },
      status: 'resolved',
    })
    expect(facts([...again, say(6, '/status monitoring')])).toMatchObject({
      status: 'monitoring',
      resolution: undefined,
    })
    expect(facts([...again, say(6, '/status monitoring')]).milestones).toEqual({
      detected: minutes(0),
      mitigated: minutes(6),
    })
    expect(told(again)).toEqual([['resolved', minutes(3), 'resolved']])
    const twice = [
      say(3, '/status identified'),
      say(4, '/status identified'),
      say(5, '/status resolved'),
      say(6, '/status identified'),
    ]
    expect(facts(twice).milestones).toEqual({ detected: minutes(0), identified: minutes(3) })
    expect(facts([say(3, '/status investigating')]).timeline).toHaveLength(1)
  })

  test('notes what was said with a status, and nothing where nothing was', () => {
    expect(told([say(3, '/status identified the pool'), say(4, '/status monitoring')])).toEqual([
      ['status', minutes(3), 'identified'],
      ['note', minutes(3), 'the pool'],
      ['status', minutes(4), 'monitoring'],
    ])
  })

  test('sets a commander, oneself where nobody is named', () => {
    expect(facts([say(3, '/lead')])).toMatchObject({ commander: 'alice' })
    expect(told([say(3, '/lead')])).toEqual([
      ['commander', minutes(3), 'alice'],
      ['acknowledged', minutes(3), ''],
    ])
    expect(told([say(3, '/lead @rita')])).toEqual([['commander', minutes(3), 'rita']])
  })

  test('states a milestone, which outweighs what was observed', () => {
    const { milestones } = facts([
      say(3, '/milestone detected 03:00'),
      say(4, '/milestone mitigated 03:20'),
      say(5, '/status monitoring'),
    ])
    expect(milestones).toEqual({ detected: '2026-11-20T03:00:00.000Z', mitigated: '2026-11-20T03:20:00.000Z' })
  })

  test('confirms, once', () => {
    const open = { repository: { ...buildSnapshot().repository, private: false }, ...roles }
    const read = readFacts(buildSnapshot({ comments: [say(3, '/confirm'), say(4, '/confirm')] }, open))
    expect(read.declaredAt).toBe(minutes(3))
    expect(read.facts.timeline.map(({ kind, at }) => [kind, at]).slice(1)).toEqual([
      ['declared', minutes(3)],
      ['declared', minutes(4)],
    ])
  })

  test('keeps what is in its key when its comment is gone, without the words', () => {
    const gone = (body: string) => {
      const comment = say(3, body)
      const line = readCommand(body)
      if (!line || line.name === 'unknown') throw new Error('no command')
      const { settings } = buildSnapshot()
      const read = readArguments(line, { settings, at: comment.createdAt, items: 13 })
      if (!read.ok) throw new Error('not read')
      return facts([buildOwn(['board', printJudgement(comment, read.command)])])
    }
    const said = { by: 'alice', at: minutes(3), url: 'https://github.test/acme/shop/issues/7#issuecomment-3' }
    expect(gone('/note x').timeline.at(-1)).toEqual({ kind: 'note', ...said, text: lost })
    expect(gone('/update x')).toMatchObject({ lastUpdate: { text: lost }, timeline: [{}, { text: lost }] })
    expect(gone('/cause https://x.test')).toMatchObject({
      cause: { text: lost, confirmed: false },
      timeline: [{}, { text: lost }],
    })
    expect(gone('/action @bob Fri x')).toMatchObject({
      actions: [{ text: lost, owner: undefined, due: undefined }],
      timeline: [{}, { text: lost }],
    })
    expect(gone('/override x')).toMatchObject({ overrides: [{ text: lost }], timeline: [{}, { text: lost }] })
    expect(gone('/status resolved x')).toMatchObject({ status: 'resolved', resolution: undefined })
    expect(
      gone('/done 1 2')
        .checklist.items.slice(0, 3)
        .map(({ done }) => done),
    ).toEqual([true, true, false])
    expect(gone('/runbook x.md').runbooksUsed).toEqual(['x.md'])
  })

  test('keeps its words while its comment stands as it was judged', () => {
    const comment = say(3, '/note 03:00 the pool')
    const key = printJudgement(comment, { kind: 'note', at: undefined, text: undefined })
    const { timeline } = facts([buildOwn(['board', key]), comment])
    expect(timeline[0]).toEqual({
      kind: 'note',
      by: 'alice',
      at: '2026-11-20T03:00:00.000Z',
      url: comment.url,
      text: 'the pool',
    })
    const unread = { ...comment, body: '/frobnicate', id: 4 }
    const other = printJudgement(unread, { kind: 'ack' })
    expect(facts([buildOwn(['board', other]), unread]).acknowledgedBy.map(({ by }) => by)).toEqual(['alice'])
    const bad = { ...comment, body: '/done 99', id: 4 }
    const judged = printJudgement(bad, { kind: 'done', items: [2] })
    expect(facts([buildOwn(['board', judged]), bad]).checklist.items[1]).toMatchObject({
      done: true,
      by: 'alice',
      at: minutes(3),
    })
  })
})

describe('a label', () => {
  const service = 'services: { checkout: { aliases: [pay] } }'
  test('set by hand means what the settings know by it', () => {
    expect(facts([], [label(3, 'service:PAY')], { settings: service }).service).toBe('checkout')
    expect(facts([], [label(3, 'service:other')], { settings: service }).service).toBe('other')
    expect(facts([], [label(3, 'severity:SEV1')]).drill).toBe(false)
    expect(facts([], [label(3, 'severity:SEV1')]).timeline.at(-1)).toMatchObject({
      kind: 'severity',
      by: 'alice',
      at: minutes(3),
      url: 'https://github.test/acme/shop/issues/7',
    })
  })

  test('set by a bot counts only while it opens the issue', () => {
    const bot = 'alerts[bot]'
    expect(facts([], [label(3, 'severity:SEV1', bot)]).severity).toBeUndefined()
    const own = { issue: { author: bot, authorIsBot: true } }
    expect(facts([], [label(0, 'severity:SEV1', bot)], own).severity).toBe('SEV1')
    expect(facts([], [label(3, 'severity:SEV1', bot)], own).severity).toBeUndefined()
    expect(facts([], [label(3, 'drill'), label(4, 'drill', bot, 'unlabeled')]).drill).toBe(true)
    expect(facts([], [label(3, 'drill', bot)]).drill).toBe(false)
  })

  test('that a form applies counts as far as its author', () => {
    const open = { repository: { ...buildSnapshot().repository, private: false } }
    const read = (at: number, role: 'read' | 'triage') => {
      const event = { ...label(0, 'severity:SEV1', 'rita'), at: new Date(Date.parse(minutes(0)) + at).toISOString() }
      const confirm = say(5, '/confirm')
      return readFacts(
        buildSnapshot({ events: [event], comments: [confirm] }, { ...open, roles: { rita: role, alice: 'admin' } }),
      ).facts.severity
    }
    expect(read(9_999, 'read')).toBeUndefined()
    expect(read(10_000, 'read')).toBe('SEV1')
    expect(read(0, 'triage')).toBe('SEV1')
  })

  test('taken off says what no longer is', () => {
    expect(facts([], [label(3, 'severity:SEV1'), label(4, 'bug', 'alice', 'unlabeled')]).severity).toBe('SEV1')
    expect(facts([], [label(3, 'service:a'), label(4, 'service:A', 'alice', 'unlabeled')]).service).toBeUndefined()
    expect(facts([], [label(4, 'service:a', 'alice', 'unlabeled')], { issue: { body: 'Service: b' } }).service).toBe(
      'b',
    )
    expect(facts([], [label(4, 'bug', 'alice', 'unlabeled')], { issue: { body: 'Service: undefined' } }).service).toBe(
      'undefined',
    )
  })

  test('incident taken off withdraws it, until it is set again', () => {
    const off = label(3, 'incident', 'alice', 'unlabeled')
    const form = { issue: { labels: ['outage-report'] } }
    expect(facts([], [off], form).reported).toBe(false)
    expect(facts([], [off], { issue: { labels: ['incident'] } }).reported).toBe(true)
    expect(facts([], [off, label(4, 'incident')], form).reported).toBe(true)
    expect(facts([], [label(3, 'bug', 'alice', 'unlabeled')], form).reported).toBe(true)
    expect(facts([], [label(3, 'incident', 'alerts[bot]', 'unlabeled')], form).reported).toBe(true)
  })
})
