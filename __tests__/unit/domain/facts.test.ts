import { describe, expect, test } from '@jest/globals'
import { readAnswers } from '../../../src/domain/answers.ts'
import { openedKey, readOpening } from '../../../src/domain/history/opening.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { buildComment, buildEvent, buildIssue, minutes } from '../../support/build-snapshot.ts'
import { buildSnapshot } from './installed.ts'

const roles = { roles: { alice: 'write', rita: 'read' } } as const

describe('the story of an incident', () => {
  const said = (at: number, body: string, by = 'alice') => buildComment(by, body, { createdAt: minutes(at), id: at })
  const comments = [
    said(1, '/ack'),
    said(2, '/severity SEV2'),
    said(3, '/service checkout'),
    said(4, '/lead @rita'),
    said(5, '/note 03:00 the pool filled'),
    said(6, '/status identified'),
    said(7, '/status monitoring watching it'),
    said(8, '/update EU works again'),
    said(9, '/cause pool full https://g.test/d'),
    said(10, '/done 1 2'),
    said(11, '/action @bob Fri add an alert'),
    said(12, '/milestone started 02:50'),
    said(13, '/runbook runbooks/x.md'),
    said(14, '/runbook runbooks/x.md'),
    said(15, '/override nothing left'),
    said(16, '/status resolved rolled back'),
    said(17, '/postmortem'),
  ]
  const read = () => readFacts(buildSnapshot({ comments }, roles))

  test('is told in order, each line by who said it', () => {
    const { facts } = read()
    const told = facts.timeline.map(({ kind, by, at, text }) => [
      kind,
      by,
      (Date.parse(at) - Date.parse(minutes(0))) / 60_000,
      text,
    ])
    expect(told).toEqual([
      ['note', 'alice', -12, 'the pool filled'],
      ['reported', 'rita', 0, 'Checkout: payments fail'],
      ['acknowledged', 'alice', 1, ''],
      ['severity', 'alice', 2, 'SEV2'],
      ['service', 'alice', 3, 'checkout'],
      ['commander', 'alice', 4, 'rita'],
      ['status', 'alice', 6, 'identified'],
      ['status', 'alice', 7, 'monitoring'],
      ['note', 'alice', 7, 'watching it'],
      ['update', 'alice', 8, 'EU works again'],
      ['cause', 'alice', 9, 'pool full https://g.test/d'],
      ['ticked', 'alice', 10, '1, 2'],
      ['action', 'alice', 11, 'add an alert'],
      ['runbook', 'alice', 13, 'runbooks/x.md'],
      ['runbook', 'alice', 14, 'runbooks/x.md'],
      ['overridden', 'alice', 15, 'nothing left'],
      ['resolved', 'alice', 16, 'resolved'],
    ])
  })

  test('ends in these facts', () => {
    const { facts } = read()
    expect(facts).toMatchObject({
      number: 7,
      title: 'Checkout: payments fail',
      reporter: 'rita',
      reported: true,
      declared: true,
      drill: false,
      severity: 'SEV2',
      service: 'checkout',
      status: 'resolved',
      commander: 'rita',
      acknowledgedBy: [{ by: 'alice', at: minutes(1) }],
      cause: { text: 'pool full https://g.test/d', confirmed: true, by: 'alice', at: minutes(9) },
      resolution: { text: 'rolled back', by: 'alice', at: minutes(16) },
      lastUpdate: { text: 'EU works again', at: minutes(8) },
      actions: [{ key: 'action:11', text: 'add an alert', owner: 'bob', due: '2026-11-27', by: 'alice' }],
      runbooksUsed: ['runbooks/x.md'],
      overrides: [{ text: 'nothing left', by: 'alice', at: minutes(15) }],
      postmortemAsked: true,
      milestones: {
        started: '2026-11-20T02:50:00.000Z',
        acknowledged: minutes(1),
        identified: minutes(6),
        mitigated: minutes(7),
        resolved: minutes(16),
      },
      closing: undefined,
      called: [],
    })
    expect(facts.checklist.items.filter(({ done }) => done).map(({ number, by, at }) => [number, by, at])).toEqual([
      [1, 'alice', minutes(10)],
      [2, 'alice', minutes(10)],
    ])
    expect(facts.verdicts).toHaveLength(17)
    expect(new Set(facts.verdicts.map(({ verdict }) => verdict.kind))).toEqual(new Set(['accepted']))
    expect(facts.verdicts[1]).toMatchObject({ comment: 2, author: 'alice', line: '/severity SEV2' })
  })

  test('remembers when what changed', () => {
    const history = read()
    expect(history).toMatchObject({
      declaredAt: minutes(0),
      changed: { severity: minutes(2), service: minutes(3) },
      postmortemAskedAt: minutes(17),
      lastClosing: undefined,
      opening: { severity: undefined, service: undefined },
    })
    expect(history.newKeys).toHaveLength(17)
    expect(history.notes.map(({ text }) => text)).toEqual(['the pool filled'])
  })
})

describe('what events do', () => {
  const facts = (...events: readonly ReturnType<typeof buildEvent>[]) =>
    readFacts(
      buildSnapshot({ events, comments: [buildComment('alice', '/override done', { createdAt: minutes(1) })] }, roles),
    ).facts
  const label = (at: number, kind: 'labeled' | 'unlabeled', name: string) =>
    buildEvent('alice', minutes(at), { kind, label: name })

  test('labels set by hand are the severity, the status, the service and a drill', () => {
    expect(
      facts(
        label(2, 'labeled', 'severity:SEV3'),
        label(3, 'labeled', 'status:monitoring'),
        label(4, 'labeled', 'service:Search'),
        label(5, 'labeled', 'drill'),
        label(6, 'labeled', 'bug'),
      ),
    ).toMatchObject({ severity: 'SEV3', status: 'monitoring', service: 'Search', drill: true })
  })

  test('taken off again they are not, unless another stands', () => {
    expect(
      facts(
        label(2, 'labeled', 'severity:SEV3'),
        label(3, 'unlabeled', 'severity:SEV3'),
        label(4, 'labeled', 'service:search'),
        label(5, 'unlabeled', 'service:Search'),
        label(6, 'labeled', 'drill'),
        label(7, 'unlabeled', 'drill'),
      ),
    ).toMatchObject({ severity: undefined, service: undefined, drill: false })
    expect(
      facts(
        label(2, 'labeled', 'severity:SEV3'),
        label(3, 'labeled', 'severity:SEV1'),
        label(4, 'unlabeled', 'severity:SEV3'),
        label(5, 'labeled', 'service:search'),
        label(6, 'unlabeled', 'service:checkout'),
      ),
    ).toMatchObject({ severity: 'SEV1', service: 'search' })
  })

  test('closing and reopening are told, and a reopening ends an override', () => {
    const closed = buildEvent('alice', minutes(5), { kind: 'closed', reason: 'not_planned' })
    const again = buildEvent('alice', minutes(6), { kind: 'reopened' })
    expect(facts(closed).overrides).toHaveLength(1)
    expect(facts(closed, again).overrides).toEqual([])
    expect(facts(closed, again).timeline.slice(-2)).toMatchObject([
      { kind: 'closed', by: 'alice', at: minutes(5), text: 'not_planned' },
      { kind: 'reopened', by: 'alice', at: minutes(6), text: '' },
    ])
  })
})

describe('what an incident is opened with', () => {
  const settings = parseSettings('services: { checkout: { aliases: [payments, pay-now] }, search: {} }', 'x').settings
  const open = (severity: string | undefined, service: string | undefined, title = '', keys: readonly string[] = []) =>
    readOpening({ ...(severity && { severity }), ...(service && { service }) }, title, {
      settings,
      keys: new Set(keys),
    })

  test.each([
    ['SEV1 – all', 'SEV1'],
    ['sev 2', 'SEV2'],
    ['SEV-3', 'SEV3'],
    ['SEV5', undefined],
    ['Critical', 'SEV1'],
    ['urgent', 'SEV1'],
    ['P0', 'SEV1'],
    ['High (many)', 'SEV2'],
    ['major', 'SEV2'],
    ['p1', 'SEV2'],
    ['medium', 'SEV3'],
    ['normal', 'SEV3'],
    ['P2', 'SEV3'],
    [' low ', 'SEV4'],
    ['cosmetic', 'SEV4'],
    ['P4', 'SEV4'],
    ['not high', undefined],
    ['highly', undefined],
    [undefined, undefined],
  ])('the severity %s is %s', (answer, severity) => expect(open(answer, undefined).severity).toBe(severity))

  test.each([
    ['Payments', '', 'checkout'],
    ['other', 'search is down', 'search'],
    [undefined, 'Pay now: fails', 'checkout'],
    [undefined, 'searching', undefined],
    [undefined, 'search and checkout', undefined],
  ])('the service %s, in “%s”, is %s', (answer, title, service) =>
    expect(open(undefined, answer, title).service).toBe(service),
  )

  test.each([
    ['billing', 'billing'],
    [' billing ', 'billing'],
    ['unknown', undefined],
    ['?', undefined],
    ['n/a', undefined],
    ['-', undefined],
    ['None', undefined],
    ['not sure', undefined],
    ['a\nb', undefined],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['x'.repeat(41), undefined],
    [undefined, undefined],
  ])('the service %j is %j where the settings name none', (answer, service) => {
    const context = { settings: parseSettings('', 'x').settings, keys: new Set<string>() }
    expect(readOpening(answer === undefined ? {} : { service: answer }, '', context).service).toBe(service)
  })

  test('stands by its key, whatever the form says later', () => {
    const key = openedKey({ severity: 'SEV3', service: 'a:b' })
    expect(key).toBe('opened:SEV3:a:b')
    expect(open('SEV1', 'search', '', [key])).toEqual({ severity: 'SEV3', service: 'a:b' })
    const unknown = openedKey({ severity: undefined, service: undefined })
    expect(unknown).toBe('opened::')
    expect(open('SEV1', 'search', '', [unknown])).toEqual({ severity: 'SEV1', service: 'search' })
  })
})

describe('a plain issue', () => {
  const answers = (title: string, body: string) => readAnswers(buildIssue({ title, body }), undefined)
  test('says what is in its words', () => {
    expect(answers('SEV-1: down', 'It is down since about 03:05 UTC')).toEqual({
      byForm: false,
      answers: { happening: 'It is down since about 03:05 UTC', severity: 'SEV-1', since: 'about 03:05 UTC' },
    })
    expect(answers('down', '')).toEqual({ byForm: false, answers: {} })
    expect(answers('SEV1', 'Severity: SEV3\nSince: 02:00\nnot since 03:05').answers).toMatchObject({
      severity: 'SEV3',
      since: '02:00',
    })
  })
})
