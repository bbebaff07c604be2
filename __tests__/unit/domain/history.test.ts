import { describe, expect, test } from '@jest/globals'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { printJudgement } from '../../../src/domain/judgement.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { buildComment, buildEvent, minutes, ourLogin } from '../../support/build-snapshot.ts'
import { buildSnapshot } from './installed.ts'

const triage = { roles: { tina: 'triage', rita: 'read', wanda: 'write' } } as const
const board = (keys: readonly string[] = []) =>
  buildComment(ourLogin, `The board\n\n${printMarker(['board', ...keys])}`, { id: 1 })

describe('severity, service and status', () => {
  test('of a command and a label set by hand the later stays', () => {
    const command = buildComment('tina', '/severity SEV1', { createdAt: minutes(5) })
    const label = (at: number) => buildEvent('tina', minutes(at), { kind: 'labeled', label: 'severity:SEV3' })
    const settle = (at: number) =>
      readFacts(buildSnapshot({ comments: [command], events: [label(at)] }, triage)).facts.severity
    expect(settle(4)).toBe('SEV1')
    expect(settle(6)).toBe('SEV3')
  })

  test('a label event by our own login is no fact', () => {
    const own = buildEvent(ourLogin, minutes(6), { kind: 'labeled', label: 'severity:SEV4' })
    expect(readFacts(buildSnapshot({ events: [own] })).facts.severity).toBeUndefined()
  })

  test('a judged command stands when its comment is deleted', () => {
    const command = buildComment('tina', '/severity SEV1')
    const key = printJudgement(command, { kind: 'severity', severity: 'SEV1', why: undefined })
    expect(readFacts(buildSnapshot({ comments: [board([key])] })).facts.severity).toBe('SEV1')
  })

  test('a judged command counts as judged after its comment became another command', () => {
    const command = buildComment('tina', '/ack')
    const key = printJudgement(command, { kind: 'ack' })
    const rewritten = { ...command, body: '/override because', updatedAt: minutes(9) }
    const { facts } = readFacts(buildSnapshot({ comments: [board([key]), rewritten] }, triage))
    expect(facts.overrides).toEqual([])
    expect(facts.acknowledgedBy.map(({ by }) => by)).toEqual(['tina'])
    expect(facts.verdicts).toEqual([])
  })

  test('identified is the first time, mitigated the last monitoring before resolved, resolved the last', () => {
    const say = (at: number, status: string) => buildComment('tina', `/status ${status}`, { createdAt: minutes(at) })
    const comments = [
      say(1, 'identified'),
      say(2, 'monitoring'),
      say(3, 'identified'),
      say(4, 'monitoring'),
      say(6, 'resolved it works'),
    ]
    const { milestones, resolution } = readFacts(buildSnapshot({ comments }, triage)).facts
    expect(milestones).toMatchObject({ identified: minutes(1), mitigated: minutes(4), resolved: minutes(6) })
    expect(resolution?.text).toBe('it works')
  })
})

describe('commands are judged once', () => {
  const verdictOf = (body: string, changes: Parameters<typeof buildComment>[2] = {}, roles: object = triage) =>
    readFacts(buildSnapshot({ comments: [buildComment('rita', body, changes)] }, roles)).facts.verdicts[0]?.verdict

  test('only if never edited', () => {
    expect(verdictOf('/note hm', { updatedAt: minutes(30) })).toEqual({ kind: 'refused', reason: 'edited' })
  })
  test('a role that is too low is refused', () => {
    expect(verdictOf('/severity SEV1')).toEqual({ kind: 'refused', reason: 'not-allowed' })
    expect(verdictOf('/ack')).toEqual({ kind: 'refused', reason: 'not-allowed' })
    expect(verdictOf('/ack', { updatedAt: minutes(30) })).toEqual({ kind: 'refused', reason: 'not-allowed' })
  })
  test('a role that GitHub did not tell refuses nothing', () => {
    expect(verdictOf('/severity SEV1', {}, { roles: { rita: 'unknown' } })).toEqual({ kind: 'postponed' })
  })
  test('a role that was not looked up allows nothing', () => {
    expect(verdictOf('/override now', {}, { roles: {} })).toEqual({ kind: 'postponed' })
  })
  test('a verdict lasts once it is one', () => {
    const keys = (roles: Snapshot['roles']) =>
      readFacts(buildSnapshot({ comments: [buildComment('rita', '/override now')] }, { roles })).newKeys
    expect(keys({ rita: 'admin' })).toEqual([expect.stringMatching(/^judged:/)])
    expect(keys({ rita: 'none' })).toEqual([expect.stringMatching(/^refused:/)])
    expect(keys({ rita: 'unknown' })).toHaveLength(0)
  })
  test('a refused command stays refused when its author is promoted', () => {
    const command = buildComment('rita', '/severity SEV1')
    const { facts } = readFacts(
      buildSnapshot({ comments: [board([`refused:${command.id}`]), command] }, { roles: { rita: 'admin' } }),
    )
    expect(facts.severity).toBeUndefined()
    expect(facts.verdicts).toEqual([])
  })
  test('the commander may direct and override', () => {
    const comments = [
      buildComment('tina', '/lead @rita', { createdAt: minutes(1) }),
      buildComment('rita', '/override provider fixed it', { createdAt: minutes(2) }),
    ]
    expect(readFacts(buildSnapshot({ comments }, triage)).facts.overrides).toHaveLength(1)
  })
})

describe('declaring', () => {
  const open = { repository: { ...buildSnapshot().repository, private: false } }
  test('anyone in a private repository', () => {
    expect(readFacts(buildSnapshot()).facts.declared).toBe(true)
  })
  test('triage and up in a public one', () => {
    const declared = (role: 'read' | 'triage' | 'unknown') =>
      readFacts(buildSnapshot({}, { ...open, roles: { rita: role } })).facts.declared
    expect(declared('read')).toBe(false)
    expect(declared('triage')).toBe(true)
    expect(declared('unknown')).toBe('unknown')
  })
  test('the label of a form is no authorisation, the same label set by hand later is', () => {
    const label = (actor: string, at: string) => buildEvent(actor, at, { kind: 'labeled', label: 'incident' })
    const roles = { roles: { rita: 'read' } } as const
    const byForm = buildSnapshot({ events: [label('rita', minutes(0))] }, { ...open, ...roles })
    const byHand = buildSnapshot({ events: [label('tina', minutes(2))] }, { ...open, ...roles })
    expect(readFacts(byForm).facts.declared).toBe(false)
    expect(readFacts(byHand).facts.declared).toBe(true)
  })
  test('before it nothing that is said counts, but /confirm by triage and up', () => {
    const comments = [buildComment('rita', '/ack'), buildComment('tina', '/confirm')]
    const { facts } = readFacts(buildSnapshot({ comments }, { ...open, ...triage }))
    expect(facts.declared).toBe(true)
    expect(facts.verdicts.map(({ author }) => author)).toEqual(['tina'])
  })
  test('an issue that nobody calls an incident is none', () => {
    expect(readFacts(buildSnapshot({ issue: { labels: ['bug'] } })).facts.reported).toBe(false)
  })
})
