import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import { isAskingCommand, isFiledWith, listAsks } from '../../../src/domain/history/asking.ts'
import { commandsFrom, countsFrom, declaredKey, readDeclaration } from '../../../src/domain/history/declaration.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { defaultWord, nameLabels } from '../../../src/domain/label-names.ts'
import type { Comment, IssueEvent } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { commandNames } from '../../../src/text/command-line.ts'
import { buildClosed, buildOwn, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildComment, buildEvent, buildSnapshot, minutes, openedAt, ourLogin } from '../../support/build-snapshot.ts'

const names = nameLabels(defaultWord, {})
const labelled = (by: string, minute: number, label = 'incident') =>
  buildEvent(by, minutes(minute), { kind: 'labeled', label })
/** The second after the opening, as a form sets its labels. */
const atFiling = (label: string, by = 'rita'): IssueEvent => ({
  ...labelled(by, 0, label),
  at: '2026-11-20T03:12:01.000Z',
})

describe('an issue asks to be an incident', () => {
  const asks = (parts: SnapshotParts, byForm = false) =>
    listAsks(buildSnapshot({ ...parts, issue: { labels: [], ...parts.issue } }).record, { names, byForm })
  const filed = { kind: 'filed', by: 'rita', at: openedAt }

  test('not by itself', () => {
    expect(asks({})).toEqual([])
    expect(asks({ issue: { labels: ['bug', 'triage', 'drill', 'severity:SEV1', 'incidents'] } })).toEqual([])
  })

  test('when it is filed with the form', () => expect(asks({}, true)).toEqual([filed]))

  test.each(['incident', 'Incident', 'incident:unconfirmed', 'outage-report'])('when it is filed with %s', (label) => {
    expect(asks({ issue: { labels: [label] }, events: [atFiling(label)] })).toEqual([filed])
    // Also where no list shows yet who set it, and after somebody took it off.
    expect(asks({ issue: { labels: [label] } })).toEqual([filed])
    expect(asks({ events: [atFiling(label)] })).toEqual([filed])
  })

  test.each([
    ['/severity 1', true],
    ['It is down.\n\n/sev SEV2 payments', true],
    ['/confirm\nIt is down', true],
    ['/ack', false],
    ['/status identified', false],
    ['`/confirm`', false],
    ['> /confirm', false],
    ['```\n/confirm\n```', false],
    ['see /severity', false],
  ])('when it is filed with the words %j: %s', (body, is) =>
    expect(asks({ issue: { body } })).toEqual(is ? [filed] : []),
  )

  test.each(['incident', 'incident:unconfirmed', 'Outage-Report'])('when somebody labels it %s', (label) => {
    expect(asks({ events: [labelled('tom', 3, label)] })).toEqual([{ kind: 'labelled', by: 'tom', at: minutes(3) }])
  })

  test('by another label in no way, nor by one that we set', () => {
    expect(asks({ events: [labelled('tom', 3, 'triage'), labelled('tom', 3, 'severity:SEV1')] })).toEqual([])
    expect(asks({ events: [labelled(ourLogin, 3)], issue: { labels: ['incident'] } })).toEqual([])
    expect(asks({ events: [buildEvent('tom', minutes(3), { kind: 'unlabeled', label: 'incident' })] })).toEqual([])
  })

  test('under the names that its repository gave the labels', () => {
    const renamed = nameLabels('vorfall', { report: 'vorfall-meldung' })
    const of = (label: string) =>
      listAsks(buildSnapshot({ issue: { labels: [label] } }).record, { names: renamed, byForm: false })
    for (const label of ['Vorfall', 'vorfall:unconfirmed', 'vorfall-meldung']) expect(of(label)).toEqual([filed])
    for (const label of ['incident', 'outage-report']) expect(of(label)).toEqual([])
  })

  test('by a command, where it carries one of our labels', () => {
    const comments = [say(3, '/confirm', 'tom'), say(4, '/sev 1', 'ann'), say(5, '/ack', 'ann'), say(6, '/service a')]
    const commanded = [
      { kind: 'commanded', by: 'tom', at: minutes(3) },
      { kind: 'commanded', by: 'ann', at: minutes(4) },
    ]
    for (const label of ['incident', 'incident:unconfirmed', 'outage-report'])
      expect(asks({ comments, issue: { labels: [label] }, events: [labelled(ourLogin, 2, label)] })).toEqual(commanded)
    expect(asks({ comments })).toEqual([])
    expect(asks({ comments, issue: { labels: ['triage', 'bug'] } })).toEqual([])
  })

  test('by no command of a bot, nor of another workflow with our login', () => {
    const comments = [buildComment('x[bot]', '/confirm'), buildComment(ourLogin, '/severity 1')]
    const user = buildComment('other-ci', '/confirm', { authorIsBot: true })
    expect(
      asks({ comments: [...comments, user], issue: { labels: ['incident'] }, events: [labelled(ourLogin, 2)] }),
    ).toEqual([])
  })

  test('by these commands and no others', () => {
    expect(commandNames.filter(isAskingCommand)).toEqual(['severity', 'confirm'])
  })
})

describe('a label is one that an issue was filed with', () => {
  const filed = (...events: readonly IssueEvent[]) =>
    isFiledWith(buildSnapshot({ issue: { labels: ['incident'] }, events }).record, 'incident')
  test('where its author set it within ten seconds', () => {
    const at = (seconds: number) => ({
      ...labelled('rita', 0),
      at: new Date(Date.parse(openedAt) + seconds * 1000).toISOString(),
    })
    expect([filed(), filed(at(0)), filed(at(9)), filed(at(10))]).toEqual([true, true, true, false])
    expect(filed({ ...at(1), actor: 'tom' })).toBe(false)
    expect(filed(at(60), at(1))).toBe(false)
  })
})

describe('an issue without a comment of ours is an incident', () => {
  const known = (minute: number) => ({ installation: { kind: 'known', since: minutes(minute) } }) as const
  const read = (parts: SnapshotParts, changes: Partial<Snapshot> = {}) => {
    const { facts, declaredAt, declaredBy } = readFacts(
      buildSnapshot(parts, { roles: { alice: 'triage', rita: 'read' }, ...known(-60), ...changes }),
    )
    return [facts.reported, facts.declared, declaredBy, declaredAt]
  }
  const yes = (by: string, minute: number) => [true, true, by, minutes(minute)]
  const no = [false, false, undefined, undefined]
  const bare = { issue: { labels: [] } }

  test('by an act after the installation, and by nothing before', () => {
    expect(read({})).toEqual(yes('rita', 0))
    expect(read({}, known(1))).toEqual(no)
    expect(read({ events: [labelled('tom', 3)] }, known(1))).toEqual(yes('tom', 3))
    expect(read({ events: [labelled('tom', 3)] }, known(4))).toEqual(no)
    expect(read({ comments: [say(5, '/confirm')], events: [labelled('tom', 3)] }, known(4))).toEqual(yes('alice', 5))
    expect(read({ comments: [say(5, '/severity 1')], events: [labelled('tom', 3)] }, known(4))).toEqual(yes('alice', 5))
    expect(read({ comments: [say(3, '/confirm')], events: [labelled('tom', 3)] }, known(4))).toEqual(no)
  })

  test('for a day', () => {
    const day = 24 * 60
    expect(read({}, { now: minutes(day) })).toEqual(yes('rita', 0))
    expect(read({}, { now: minutes(day + 1) })).toEqual(no)
    expect(read({ events: [labelled('tom', 3)] }, { now: minutes(day + 3) })).toEqual(yes('tom', 3))
    expect(read({ events: [labelled('tom', 3)] }, { now: minutes(day + 4) })).toEqual(no)
  })

  test('where nobody knows the installation, by an act of the last ten minutes', () => {
    const unknown = { installation: { kind: 'unknown' } } as const
    expect(read({}, { ...unknown, now: minutes(10) })).toEqual(yes('rita', 0))
    expect(read({}, { ...unknown, now: minutes(11) })).toEqual(no)
  })

  test('not by an old label and a new word, a new label and old words, or words without a label', () => {
    expect(read({ comments: [say(5, 'still down')], events: [labelled('tom', 3)] }, known(4))).toEqual(no)
    const relabelled = { comments: [say(3, '/confirm')], events: [labelled('tom', 5, 'bug')] }
    expect(read(relabelled, known(4))).toEqual(no)
    expect(read({ ...bare, comments: [say(5, '/confirm')] })[0]).toBe(false)
    expect(decide(buildSnapshot({ ...bare, comments: [say(5, '/confirm')] })).outcome).toBe('not-an-incident')
  })

  test('by a severity only of somebody who may set it', () => {
    const reported = { ...bare, issue: { labels: ['outage-report'] }, events: [labelled('tom', 1, 'outage-report')] }
    const said = (by: string) =>
      read({ ...reported, comments: [say(3, '/severity 1', by)] }, { repository: publicRepository })
    expect(said('alice')).toEqual(yes('alice', 3))
    expect(said('rita')).toEqual([true, false, undefined, undefined])
  })

  test('in a public repository by no words of somebody who may not declare', () => {
    const changes = { repository: publicRepository }
    const body = '/severity 1\n\nIt is down'
    expect(read({ issue: { labels: [], body } }, changes)).toEqual([true, false, undefined, undefined])
    expect(read({ issue: { labels: [], body, author: 'alice' } }, changes)).toEqual(yes('alice', 0))
  })

  test('with the severity that its words say', () => {
    const { facts } = readFacts(buildSnapshot({ issue: { labels: [], body: '/severity 1\nIt is down' } }, known(-60)))
    expect([facts.severity, facts.answers.happening]).toEqual(['SEV1', 'It is down'])
  })

  test('not because another workflow with our login labels it', () => {
    expect(read({ ...bare, events: [labelled(ourLogin, 3)] })).toEqual(no)
    expect(read({ issue: { labels: ['incident'] }, events: [labelled(ourLogin, 3)] })).toEqual(no)
  })
})

const publicRepository = { ...buildSnapshot().repository, private: false }

describe('what our comments remember of a declaration', () => {
  const key = declaredKey({ by: 'tom', at: minutes(3) })
  const read = (...comments: readonly Comment[]) => readDeclaration(buildSnapshot({ comments }).record)

  test('is who and when', () => {
    expect(key).toMatch(/^declared:tom:[0-9a-z]+$/)
    expect(read(buildOwn(['board', key]))).toEqual({ by: 'tom', at: minutes(3) })
    expect(read(buildOwn(['unseen', key]))).toEqual({ by: 'tom', at: minutes(3) })
  })

  test('is, on a board of before that, the author', () => {
    expect(read(buildOwn(['board']))).toEqual({ by: 'rita', at: openedAt })
    for (const broken of ['declared:', 'declared:tom', 'declared:tom:', 'declared::abc', 'declared:tom:zzzzzzzzzzzz'])
      expect(read(buildOwn(['board', broken]))).toEqual({ by: 'rita', at: openedAt })
  })

  test('is nothing where nobody knew, or no board stands', () => {
    expect(read(buildOwn(['board', 'unsure']))).toBeUndefined()
    expect(read(buildOwn(['triage']))).toBeUndefined()
    expect(read()).toBeUndefined()
    expect(read(say(3, buildOwn(['board', key]).body, 'mallory'))).toBeUndefined()
  })

  test('keeps it declared, whatever becomes of roles, labels and settings', () => {
    const board = buildOwn(['board', key])
    const { facts, declaredBy, declaredAt } = readFacts(
      buildSnapshot(
        { comments: [board], issue: { labels: [] }, settings: 'declare: write' },
        { roles: { rita: 'none', tom: 'none' }, repository: publicRepository, now: minutes(99_999) },
      ),
    )
    expect([facts.reported, facts.declared, declaredBy, declaredAt]).toEqual([true, true, 'tom', minutes(3)])
  })

  test('is withdrawn where the label is taken off and is not there', () => {
    const events = [buildEvent('alice', minutes(5), { kind: 'unlabeled', label: 'Incident' })]
    const reported = (labels: readonly string[]) =>
      readFacts(buildSnapshot({ comments: [buildOwn(['board', key])], events, issue: { labels } })).facts.reported
    expect([reported([]), reported(['incident'])]).toEqual([false, true])
  })
})

describe('from when on acts count', () => {
  const board = buildOwn(['board'], { createdAt: minutes(30) })
  const since = { kind: 'known', since: minutes(-60) } as const
  const now = minutes(99_999)
  const dayBefore = (minute: number) => minutes(minute - 24 * 60)

  test('is, once we wrote something, what counted then', () => {
    const { record } = buildSnapshot({ comments: [buildOwn(['triage'], { createdAt: minutes(40), id: 501 }), board] })
    expect(countsFrom({ record, installation: since, now })).toBe(dayBefore(30))
    expect(countsFrom({ record: buildSnapshot().record, installation: since, now: minutes(5) })).toBe(minutes(-60))
  })

  test('is, for commands, a day before it was declared', () => {
    const declared = buildOwn(['board', declaredKey({ by: 'tom', at: minutes(3) })])
    const from = (...comments: readonly (typeof board)[]) =>
      commandsFrom({ record: buildSnapshot({ comments }).record, installation: since, now })
    expect(from(declared)).toBe(dayBefore(3))
    expect(from(board)).toBe(dayBefore(0))
    expect(from(buildOwn(['triage'], { createdAt: minutes(40) }))).toBe(dayBefore(40))
    expect(commandsFrom({ record: buildSnapshot().record, installation: undefined, now: minutes(5) })).toBe(
      dayBefore(5),
    )
  })

  test('makes no command of what was said long before', () => {
    const old = { ...say(2, '/override', 'alice'), createdAt: minutes(-25 * 60), updatedAt: minutes(-25 * 60) }
    const parts = { issue: { createdAt: minutes(-100 * 60) }, comments: [old], events: [labelled('alice', 3)] }
    const { facts } = readFacts(buildSnapshot(parts, { installation: since, roles: { alice: 'admin' } }))
    expect([facts.declared, facts.verdicts, facts.overrides]).toEqual([true, [], []])
  })
})

describe('a drill', () => {
  const read = (events: readonly IssueEvent[], changes: Partial<Snapshot> = {}) =>
    readFacts(
      buildSnapshot(
        { events, issue: { createdAt: minutes(-9_999) }, comments: [] },
        { installation: { kind: 'known', since: minutes(-60) }, ...changes },
      ),
    ).facts
  test('is one by a label that was set when it was made an incident, or later', () => {
    expect(read([labelled('tom', 3), labelled('tom', 4, 'drill')])).toMatchObject({ declared: true, drill: true })
    expect(read([labelled('tom', 3, 'Drill'), labelled('tom', 4)])).toMatchObject({ declared: true, drill: true })
  })
  test('is none by a label of long before, which means something else', () => {
    expect(read([labelled('tom', -2_000, 'drill'), labelled('tom', 4)])).toMatchObject({ declared: true, drill: false })
  })
})

test('who declares a closed issue is known as for an open one', () => {
  const { facts, declaredBy } = readFacts(buildClosed({}, { installation: { kind: 'known', since: minutes(-60) } }))
  expect([facts.declared, declaredBy]).toEqual([true, 'rita'])
})
