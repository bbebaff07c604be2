import { describe, expect, test } from '@jest/globals'
import type { RunEvent } from '../../../src/action/event.ts'
import { deliveredKey } from '../../../src/domain/board-state.ts'
import { decide } from '../../../src/domain/decide.ts'
import type { Effect } from '../../../src/domain/effect.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { describeRun, outputsOf } from '../../../src/run/report.ts'
import { outcomeOf } from '../../../src/run/run.ts'
import type { IncidentRun } from '../../../src/run/run-incident.ts'
import type { Session } from '../../../src/run/session.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { buildComment, buildSnapshot, ourLogin } from '../../support/build-snapshot.ts'

type Done = Extract<IncidentRun, { kind: 'done' }>

const session = (inputs: object = {}, more: object = {}) =>
  ({
    client: { usage: () => ({ requests: 9, writes: 4, roundTrips: 3 }) },
    inputs: { dryRun: false, part: 'run', notices: ['an input was refused'], ...inputs },
    repository: { url: 'https://github.test/acme/shop' },
    settings: buildSnapshot().settings,
    problems: [],
    failures: [],
    files: { notices: [{ path: 'runbooks/a.md', message: 'is too large', help: '' }] },
    ...more,
  }) as unknown as Session
const event = { trigger: { kind: 'sweep', cause: 'schedule' }, eventName: 'schedule' } as RunEvent
const react: Effect = { kind: 'react', comment: 1, content: '+1' }

const board = buildComment(ourLogin, `text\n\n${printMarker(['board'])}`, { id: 5 })
function incident(more: Partial<Done> = {}, snapshot = buildSnapshot({ comments: [board] })): Done {
  const plan = decide(snapshot)
  return {
    kind: 'done',
    number: 7,
    first: plan,
    plan,
    snapshot,
    effects: [],
    end: 'settled',
    stop: 'failed',
    problem: undefined,
    missed: false,
    ...more,
  }
}
const gone: IncidentRun = { kind: 'gone', number: 8, reason: 'deleted' }
const plan = (changes: object) => {
  const known = decide(buildSnapshot())
  return {
    ...known,
    ...changes,
    outputs: { ...known.outputs, ...(changes as { outputs?: object }).outputs },
  } as Done['plan']
}

describe('the outcome of one incident', () => {
  test.each([
    ['gone', gone, {}, 'issue-gone'],
    ['planned in a dry run', incident({ end: 'planned' }), { dryRun: true }, 'planned'],
    ['stopped', incident({ end: 'stopped', stop: 'cancelled' }), {}, 'cancelled'],
    ['stopped in a dry run', incident({ end: 'stopped', stop: 'failed' }), { dryRun: true }, 'failed'],
    [
      'as decided first',
      incident({ first: plan({ outcome: 'close-refused' }), effects: [react] }),
      {},
      'close-refused',
    ],
    ['unchanged', incident({ first: plan({ outcome: 'incident-updated' }) }), {}, 'incident-unchanged'],
    ['updated', incident({ first: plan({ outcome: 'incident-updated' }), effects: [react] }), {}, 'incident-updated'],
    ['what else nothing was done for', incident({ first: plan({ outcome: 'close-accepted' }) }), {}, 'close-accepted'],
  ])('%s', (_, run, inputs, outcome) => {
    expect(outcomeOf(session(inputs), run)).toBe(outcome)
  })

  test.each(['locked', 'comments-full'] as const)('an issue without room (%s) is not opened', (code) => {
    const full = (first: string, outcome: string) => {
      const snapshot = { ...buildSnapshot(), failures: [{ code, detail: 'no' }] }
      expect(outcomeOf(session(), incident({ first: plan({ outcome: first }) }, snapshot))).toBe(outcome)
    }
    full('incident-opened', 'no-room')
    full('close-accepted', 'close-accepted')
  })

  test('nothing may be written: that fails the job `run`', () => {
    const snapshot = { ...buildSnapshot(), failures: [{ code: 'comments-refused', detail: 'no' }] as const }
    const mute = incident({ first: plan({ outcome: 'close-accepted' }) }, snapshot)
    expect(outcomeOf(session(), mute)).toBe('failed')
    expect(outcomeOf(session({ part: 'all' }), mute)).toBe('failed')
    expect(outcomeOf(session({ part: 'document' }), mute)).toBe('close-accepted')
    const locked = { ...buildSnapshot(), failures: [{ code: 'locked', detail: 'no' }] as const }
    expect(outcomeOf(session(), incident({ first: plan({ outcome: 'close-accepted' }) }, locked))).toBe(
      'close-accepted',
    )
  })
})

describe('what is told of a run', () => {
  const told = (incidents: readonly IncidentRun[], outcome: 'swept' | 'failed' = 'swept', inputs: object = {}) =>
    describeRun(session(inputs), event, { run: { outcome, incidents, check: undefined }, milliseconds: 1_234 })

  test('is what it did and what that cost', () => {
    const { log, failure, summary } = told([incident({ effects: [react] }), gone])
    expect(log).toEqual(['sweep by schedule: swept (requests: 9, writes: 4, round trips: 3, 1234 ms)'])
    expect(failure).toBeUndefined()
    expect(summary).toMatchObject({
      trigger: 'sweep by schedule',
      outcome: 'swept',
      dryRun: false,
      usage: { requests: 9, writes: 4, roundTrips: 3, milliseconds: 1_234 },
      problems: [],
      failures: [],
      notices: ['an input was refused', 'runbooks/a.md: is too large'],
      check: undefined,
    })
    expect(summary.incidents).toMatchObject([
      {
        number: 7,
        title: 'Checkout: payments fail',
        url: 'https://github.test/acme/shop/issues/7',
        effects: [react],
        failures: [],
      },
      {
        number: 8,
        title: '',
        url: 'https://github.test/acme/shop/issues/8',
        outcome: 'issue-gone',
        facts: undefined,
        serviceName: undefined,
        effects: [],
        failures: [],
      },
    ])
    expect(summary.incidents[0]?.facts).toMatchObject({ declared: true })
  })

  test('names the service as the settings do', () => {
    const named = (settings: string) => {
      const title = 'Payments fail'
      const body = '### Service\n\npayments\n'
      const snapshot = buildSnapshot({ settings, issue: { title, body, labels: ['incident', 'service:payments'] } })
      const { summary } = told([incident({}, snapshot)])
      return summary.incidents[0]?.serviceName
    }
    expect(named('services:\n  checkout: { aliases: [payments] }\n')).toBe('checkout')
    expect(named('')).toBeUndefined()
  })

  test('is a failure where something stopped it; a limit and a cancel are none', () => {
    const stopped = (stop: Done['stop'], number = 7) => incident({ end: 'stopped', stop, number, problem: 'because' })
    const failed = told([stopped('failed'), stopped('cancelled', 9), incident({ problem: 'no matter' })])
    const notices = ['#7 is not finished: because', '#9 is not finished: because']
    expect(failed.log.slice(1)).toEqual(notices)
    expect(failed.failure).toBe(notices.join(' '))
    expect(failed.summary.notices.slice(1, 3)).toEqual(notices)
    for (const stop of ['cancelled', 'stopped-by-rate-limit'] as const) {
      expect(told([stopped(stop)])).toMatchObject({ failure: undefined, log: [expect.anything(), notices[0]] })
    }
    expect(told([incident({ end: 'stopped', problem: undefined })]).failure).toBe('#7 is not finished: ')
  })

  test('is a failure where somebody is owed a call, whatever stopped it', () => {
    for (const stop of ['stopped-by-rate-limit', 'failed'] as const) {
      const missed = incident({ end: 'stopped', stop, problem: 'why. Nobody was called. no channel', missed: true })
      expect(told([missed]).failure).toBe('#7 is not finished: why. Nobody was called. no channel')
    }
  })

  test('is a failure where nobody could tell whether it was declared, and a board without a call went up', () => {
    const snapshot = buildSnapshot({}, { repository: { ...buildSnapshot().repository, private: false } })
    const undecided = incident({}, snapshot)
    expect(undecided.plan.outcome).toBe('permission-unknown')
    expect(told([undecided]).failure).toBe(
      '#7: GitHub did not say whether its author may declare an incident, so nobody was called. The next run asks again.',
    )
    const waiting = buildSnapshot({ comments: [board, buildComment('zoe', '/severity 1')] })
    expect(incident({}, waiting).plan).toMatchObject({ outcome: 'permission-unknown' })
  })

  test('names what a sweep left alone', () => {
    const late = [{ number: 5, createdAt: '2026-11-10T03:12:00Z' }]
    const swept = describeRun(session(), event, {
      run: { outcome: 'swept', incidents: [], check: undefined, late },
      milliseconds: 1,
    })
    expect(swept.summary.late).toEqual([{ ...late[0], url: 'https://github.test/acme/shop/issues/5' }])
    expect(swept.failure).toBeUndefined()
    expect(told([]).summary.late).toEqual([])
  })

  test('says which permission is missing', () => {
    expect(told([incident()], 'failed').failure).toBe(
      'Muster may not write in this issue, so nobody was called. Give the job `issues: write`; see docs/security.md.',
    )
  })
})

describe('what the next steps are told', () => {
  const outputs = (incidents: readonly IncidentRun[], inputs: object = {}) =>
    outputsOf(session(inputs), { outcome: 'swept', incidents, check: undefined })

  test('of one incident: all of it', () => {
    const raised = [buildComment('rita', '/severity 2', { id: 4 }), board]
    const snapshot = { ...buildSnapshot({ comments: raised }), roles: { rita: 'write' } as const }
    expect(outputs([incident({}, snapshot), gone])).toEqual({
      outcome: 'swept',
      document: false,
      incident: 7,
      severity: 'SEV2',
      status: 'investigating',
      boardUrl: board.url,
      pullRequestUrl: undefined,
      writes: 4,
    })
  })

  test('of several: how it went', () => {
    const several = outputs([incident(), incident({ number: 9 })])
    expect(several).toMatchObject({ outcome: 'swept', incident: undefined, severity: undefined, boardUrl: undefined })
    expect(outputs([])).toMatchObject({ incident: undefined, boardUrl: undefined, document: false })
    expect(outputs([incident({}, buildSnapshot())]).boardUrl).toBeUndefined()
  })

  test('that a postmortem is due, where this run changed something or none was delivered yet', () => {
    const due = plan({ outputs: { document: true } })
    const document = (more: Partial<Done>, inputs: object = {}) =>
      outputs([incident({ plan: due, ...more })], inputs).document
    expect(document({ effects: [react] })).toBe(true)
    expect(document({})).toBe(true)
    expect(document({ plan: plan({ outputs: { document: false } }), effects: [react] })).toBe(false)
    for (const inputs of [{ dryRun: true }, { part: 'all' }, { part: 'document' }]) {
      expect(document({ effects: [react] }, inputs)).toBe(false)
    }
    const bare = buildSnapshot()
    const key = deliveredKey(readFacts(bare), bare)
    const closing = buildComment(ourLogin, `text\n\n${printMarker(['closing', key])}`, { id: 6 })
    const delivered = buildSnapshot({ comments: [closing] })
    expect(deliveredKey(readFacts(delivered), delivered)).toBe(key)
    expect(outputs([incident({ plan: due }, delivered)]).document).toBe(false)
    expect(outputs([incident({ plan: due, effects: [react] }, delivered)]).document).toBe(true)
    expect(outputs([gone]).document).toBe(false)
    expect(outputs([incident(), incident({ plan: due })]).document).toBe(true)
  })
})
