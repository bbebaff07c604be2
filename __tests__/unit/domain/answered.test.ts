import { describe, expect, test } from '@jest/globals'
import { readChecklist } from '../../../src/domain/checklist.ts'
import type { Called, Checklist } from '../../../src/domain/facts.ts'
import type { Answering } from '../../../src/domain/history/acknowledgement.ts'
import { readAcknowledgements, readCalled, readSigns } from '../../../src/domain/history/acknowledgement.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { ownComments } from '../../../src/domain/own-comments.ts'
import type { Comment, IncidentRecord } from '../../../src/domain/record.ts'
import { buildDocument, buildOwn, buildPull, say } from '../../support/build-incident.ts'
import type { SnapshotParts } from '../../support/build-snapshot.ts'
import { buildEvent, minutes, ourLogin } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const record = (parts: SnapshotParts): IncidentRecord => buildSnapshot(parts).record

const callOf = (login: string, minute: number): Called => ({
  login,
  cause: 'opened',
  informed: false,
  at: minutes(minute),
})

describe('who has answered', () => {
  const called = [callOf('ann', 2), { ...callOf('ina', 2), informed: true }]
  const url = 'https://github.test/acme/shop/issues/7'
  const said = (by: string, at: number) => ({ by, at: minutes(at), url: `said ${at}` })
  const nothing = { acks: [], acts: [], checklist: readChecklist(record({}), undefined, []), over: undefined }
  const answered = (parts: SnapshotParts, answering: Partial<Answering> = {}) =>
    readAcknowledgements(record(parts), called, { ...nothing, ...answering }).map((one) => [one.by, one.at, one.url])
  const ticked = (by: string | undefined, at: string | undefined): Checklist => ({
    ...nothing.checklist,
    items: nothing.checklist.items.map((item, index) => (index === 0 ? { ...item, done: true, by, at } : item)),
  })

  test('is whoever was called and typed a comment since', () => {
    const comment = say(2, 'hm', 'Ann')
    expect(answered({ comments: [comment] })).toEqual([['Ann', minutes(2), comment.url]])
    expect(answered({ comments: [say(1, 'hm', 'ann'), say(3, 'hm', 'ina'), say(3, 'hm', 'zoe')] })).toEqual([])
  })

  test('is nobody who asks what can be said', () => {
    expect(answered({ comments: [say(3, '/help', 'ann'), say(4, '/HELP me', 'ann')] })).toEqual([])
    // What could not be understood shows that somebody is there.
    expect(answered({ comments: [say(3, '/helpp me', 'ann')] })).toHaveLength(1)
  })

  test('is whoever was called and had a command accepted since', () => {
    expect(answered({}, { acts: [said('ANN', 2)] })).toEqual([['ANN', minutes(2), 'said 2']])
    expect(answered({}, { acts: [said('ann', 1), said('ina', 3), said('zoe', 3)] })).toEqual([])
  })

  test('is whoever was called and ticked an item since', () => {
    expect(answered({}, { checklist: ticked('Ann', minutes(3)) })).toEqual([['Ann', minutes(3), url]])
    expect(answered({}, { checklist: ticked('ann', minutes(1)) })).toEqual([])
    for (const by of ['zoe', 'ina']) expect(answered({}, { checklist: ticked(by, minutes(3)) })).toEqual([])
    // GitHub does not tell everywhere who ticked, or when.
    expect(answered({}, { checklist: ticked(undefined, minutes(3)) })).toEqual([])
    expect(answered({}, { checklist: ticked('ann', undefined) })).toEqual([])
  })

  test('is nobody who edited the words of the issue, since that is not work on it', () => {
    expect(answered({ edits: [{ editor: 'ann', at: minutes(5), body: '' }] })).toEqual([])
  })

  test('is whoever takes it on, also without a call', () => {
    const assigned = (actor: string, assignee: string, kind: 'assigned' | 'unassigned' = 'assigned') => [
      buildEvent(actor, minutes(4), { kind, assignee }),
    ]
    for (const login of ['ann', 'zoe', 'ina'])
      expect(answered({ events: assigned(login, login) })).toEqual([[login, minutes(4), url]])
    expect(answered({ events: assigned('ann', 'bob') })).toEqual([])
    expect(answered({ events: assigned('ann', 'ann', 'unassigned') })).toEqual([])
    expect(answered({ events: assigned(ourLogin, ourLogin) })).toEqual([])
  })

  test('is whoever says so by command, also without a call', () => {
    expect(answered({}, { acks: [said('zoe', 1)] })).toEqual([['zoe', minutes(1), 'said 1']])
  })

  test('is nobody whose mail answers by itself, but whoever mails one of a few words', () => {
    const mailed = (body: string) => {
      const bodyHtml = `<div class="email-fragment"><p>${body}</p></div>`
      return answered({ comments: [{ ...say(3, body, 'ann'), bodyHtml }] })
    }
    expect(mailed('I am out of office until Monday. In urgent cases call Bob.')).toEqual([])
    expect(mailed('I am out of office and not on it')).toEqual([])
    expect(mailed('looking into the logs, give me a minute')).toEqual([])
    expect(mailed('On it.')).toHaveLength(1)
    // The same words, typed on GitHub.
    expect(answered({ comments: [say(3, 'looking into the logs, give me a minute', 'ann')] })).toHaveLength(1)
  })

  test('is no machine, and not us', () => {
    const bots = [callOf('x[bot]', 2)]
    const comments = [say(3, 'done', 'x[bot]'), say(3, 'words', ourLogin)]
    const ours = [...bots, callOf(ourLogin, 2)]
    expect(readAcknowledgements(record({ comments }), ours, nothing)).toEqual([])
  })

  test('is nobody who came when it was over', () => {
    const over = minutes(8)
    expect(answered({ comments: [say(9, 'thanks', 'ann')] }, { over })).toEqual([])
    expect(answered({ comments: [say(8, 'hm', 'ann')] }, { over })).toHaveLength(1)
    expect(answered({}, { acks: [said('zoe', 9)], acts: [said('ann', 9)], over })).toEqual([])
  })

  test('is told once, the earliest first', () => {
    const comments = [say(6, 'hm', 'ann')]
    expect(answered({ comments }, { acks: [said('zoe', 7), said('ANN', 5), said('bob', 6)] })).toEqual([
      ['ANN', minutes(5), 'said 5'],
      ['bob', minutes(6), 'said 6'],
      ['zoe', minutes(7), 'said 7'],
    ])
    expect(answered({ comments }, { acks: [said('ANN', 8)] })).toEqual([['ann', minutes(6), say(6, '').url]])
  })

  test('counts from the first call, whatever called them again', () => {
    const twice = [{ ...callOf('Ann', 9), cause: 'back:x' }, ...called].toReversed()
    const comments = [say(5, 'hm', 'ann')]
    expect(readAcknowledgements(record({ comments }), twice, nothing)).toHaveLength(1)
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
    expect(facts.called).toEqual([callOf('ann', 1), { ...callOf('ina', 1), informed: true }, callOf('acme/x', 1)])
  })

  test('is, by a command, whoever was called or may triage', () => {
    const board = buildOwn(['board', 'call:ann:opened', 'inform:ina:opened'])
    const roles = { alice: 'triage', ann: 'read', ina: 'read', rita: 'read' } as const
    const by = (login: string, body: string) => {
      const { facts } = readFacts(buildSnapshot({ comments: [board, say(3, body, login)] }, { roles }))
      return [facts.acknowledgedBy.map((one) => one.by), facts.verdicts[0]?.verdict.kind]
    }
    expect(by('ann', '/ack')).toEqual([['ann'], 'accepted'])
    expect(by('alice', '/ack')).toEqual([['alice'], 'accepted'])
    expect(by('alice', '/acknowledge')).toEqual([['alice'], 'accepted'])
    expect(by('alice', '/lead')).toEqual([['alice'], 'accepted'])
    expect(by('alice', '/lead @rita')).toEqual([[], 'accepted'])
    expect(by('alice', '/note looking')).toEqual([[], 'accepted'])
    for (const login of ['rita', 'ina']) expect(by(login, '/ack')).toEqual([[], 'refused'])
    // A report's author who notes something is not at work on it.
    expect(by('rita', '/note it is red')).toEqual([[], 'accepted'])
    // What was refused is still a comment that somebody typed who was called.
    expect(by('ann', '/severity SEV1')).toEqual([['ann'], 'refused'])
  })
})

describe('who gave a sign of life', () => {
  const nothing = { acks: [], acts: [], checklist: readChecklist(record({}), undefined, []), over: undefined }
  test('is whoever did anything at all since then, but whose mail answered by itself', () => {
    const mailed = { ...say(5, 'I am out of office', 'out'), bodyHtml: '<div class="email-fragment">x</div>' }
    const parts = {
      comments: [say(4, 'early', 'eve'), say(5, 'hm', 'Ann'), mailed, say(6, 'x', 'x[bot]')],
      events: [buildEvent('lou', minutes(5), { kind: 'labeled', label: 'bug' })],
      edits: [{ editor: 'Edi', at: minutes(7), body: '' }],
    }
    const answering = { ...nothing, acts: [{ by: 'Act', at: minutes(5), url: '' }] }
    expect([...readSigns(record(parts), answering, minutes(5))].sort()).toEqual(['act', 'ann', 'edi', 'lou'])
    expect(readSigns(record(parts), answering, '')).toContain('eve')
  })
})

describe('who was called', () => {
  test('is read from the keys of our comments, each once for a turn, with the time of the comment', () => {
    const comments = [
      buildOwn(['board', 'call:ann:opened', 'inform:ina:opened', 'call:acme/x:opened', 'call:', 'xcall:bo:opened']),
      buildOwn(['called:severity:SEV1', 'call:ANN:severity:SEV1', 'call:ina:severity:SEV1'], {
        id: 501,
        createdAt: minutes(5),
      }),
      buildOwn(['called:back:k', 'call:ann:back:k'], { id: 502, createdAt: minutes(90) }),
      say(6, buildOwn(['board', 'call:mallory:opened']).body, 'mallory'),
    ]
    const told = readCalled(ownComments(record({ comments }))).map(({ login, cause, informed, at }) =>
      [login, cause, informed ? 'informed' : 'called', at].join(' '),
    )
    expect(told.sort()).toEqual(
      [
        `ann opened called ${minutes(1)}`,
        `acme/x opened called ${minutes(1)}`,
        `ina opened informed ${minutes(1)}`,
        `ina severity:SEV1 called ${minutes(5)}`,
        `ann back:k called ${minutes(90)}`,
      ].sort(),
    )
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
