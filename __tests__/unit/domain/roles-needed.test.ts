import { describe, expect, test } from '@jest/globals'
import { printJudgement } from '../../../src/domain/judgement.ts'
import { rolesNeeded } from '../../../src/domain/roles-needed.ts'
import { buildOwn, close, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, buildSnapshot, minutes, ourLogin } from '../../support/build-snapshot.ts'

const { repository } = buildSnapshot()
const needed = (parts: SnapshotParts, open = false) =>
  rolesNeeded(buildSnapshot(parts, { repository: { ...repository, private: !open } }))
const labelled = (actor: string, label = 'incident', kind: 'labeled' | 'unlabeled' = 'labeled') =>
  buildEvent(actor, minutes(3), { kind, label })

describe('whose role is looked up', () => {
  test('is nobody where anyone may declare and nobody said anything', () => expect(needed({})).toEqual([]))

  test('is the author, until the board or the word on the report stands', () => {
    expect(needed({}, true)).toEqual(['rita'])
    expect(needed({ comments: [buildOwn(['board'])] }, true)).toEqual([])
    expect(needed({ comments: [buildOwn(['triage'])] }, true)).toEqual([])
  })

  test('is whoever set the label, where only people with write may', () => {
    const events = [labelled('tom'), labelled('ann', 'bug'), labelled('bob', 'incident', 'unlabeled')]
    // The author did not set it, and triage is enough to set one.
    expect(needed({ events }, true)).toEqual([])
    expect(needed({ events, settings: 'declare: write' })).toEqual(['tom'])
    const filed = [{ ...labelled('rita'), at: minutes(0) }, ...events]
    expect(needed({ events: filed, settings: 'declare: write' })).toEqual(['rita', 'tom'])
    expect(needed({ events, settings: 'declare: write', comments: [buildOwn(['triage'])] })).toEqual(['tom'])
    expect(needed({ events, settings: 'declare: write', comments: [buildOwn(['board'])] })).toEqual([])
    const other = [buildEvent('zoe', minutes(4), { kind: 'reopened' })]
    expect(needed({ events: other, settings: 'declare: write' })).toEqual(['rita'])
  })

  test('is nobody for a label or an issue of before Muster, or of another house', () => {
    const issue = { labels: ['triage', 'bug'] }
    expect(needed({ issue }, true)).toEqual([])
    const old = { installation: { kind: 'known', since: minutes(1) } } as const
    const since = (parts: SnapshotParts) =>
      rolesNeeded(buildSnapshot(parts, { repository: { ...repository, private: false }, ...old }))
    expect(since({})).toEqual([])
    expect(since({ comments: [say(2, '/confirm', 'ann')] })).toEqual(['ann'])
    expect(since({ comments: [{ ...say(3, '/confirm', 'ann'), createdAt: minutes(0) }] })).toEqual([])
  })

  test('is the author who reopened it, since GitHub lets them whatever their role is', () => {
    const reopened = (by: string) => [{ ...buildEvent(by, minutes(70), { kind: 'reopened' }), id: 901 }]
    const judged = (...keys: readonly string[]) => [buildOwn(['board', ...keys])]
    expect(needed({ events: reopened('rita'), comments: judged() })).toEqual(['rita'])
    expect(needed({ events: reopened('tom'), comments: judged() })).toEqual([])
    for (const key of ['back:901', 'kept:901'])
      expect(needed({ events: reopened('rita'), comments: judged(key) })).toEqual([])
    expect(needed({ events: reopened('rita') })).toEqual([])
  })

  test('is whoever wrote a command that was not judged yet, and whoever is to command', () => {
    const judged = say(5, '/ack', 'old')
    const key = printJudgement(judged, { kind: 'ack' })
    const comments = [
      buildOwn(['board', key, 'refused:6']),
      judged,
      say(6, '/ack', 'refused'),
      say(7, '/ack', 'ann'),
      say(8, 'just words', 'talker'),
      say(9, '/lead @zoe', 'bob'),
      say(10, '/lead', 'cara'),
      say(11, '/note @nobody', 'ann'),
      say(12, '/lead two words', 'dan'),
    ]
    expect(needed({ comments })).toEqual(['ann', 'bob', 'zoe', 'cara', 'dan'])
  })

  test('is whoever closed it, unless that was answered', () => {
    const events = [close(60, { by: 'zoe' })]
    expect(needed({ events })).toEqual(['zoe'])
    expect(needed({ events, comments: [buildOwn(['board', 'closed:900'])] })).toEqual([])
    expect(needed({ events, comments: [buildOwn(['refusal', 'reopened:900'])] })).toEqual([])
    expect(needed({ events, comments: [buildOwn(['refusal', 'reopened:800', 'closed:700'])] })).toEqual(['zoe'])
  })

  test('is no bot, and not our own', () => {
    expect(needed({ issue: { author: 'alerts[bot]' } }, true)).toEqual([])
    expect(needed({ issue: { author: ourLogin } }, true)).toEqual([])
    const own = buildSnapshot({ issue: { author: 'Muster-User' } }, { repository: { ...repository, private: false } })
    expect(rolesNeeded({ ...own, record: { ...own.record, ourLogin: 'muster-user' } })).toEqual([])
  })
})
