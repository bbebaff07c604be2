import { describe, expect, test } from '@jest/globals'
import { judge } from '../../../src/domain/history/judge.ts'
import { openedKey, readOpening } from '../../../src/domain/history/opening.ts'
import { printJudgement, readJudgement, refusedKey } from '../../../src/domain/judgement.ts'
import { actOf, isMachine, mayDo, roleFor } from '../../../src/domain/permissions.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { KnownRole } from '../../../src/domain/vocabulary.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { readCommand } from '../../../src/text/command-line.ts'
import { fingerprint } from '../../../src/text/hash.ts'
import { say } from '../../support/build-incident.ts'
import { minutes } from '../../support/build-snapshot.ts'

const open = { settings: { declare: 'auto', override: 'maintain' }, privateRepository: false } as const

describe('what a command asks for', () => {
  test('is to work on an incident, to direct it or to override', () => {
    const by = (act: string) => Object.entries(actOf).flatMap(([name, one]) => (one === act ? [name] : []))
    expect(by('answer')).toEqual(['ack'])
    expect(by('work')).toEqual(['note', 'update', 'cause', 'done', 'action', 'runbook', 'help'])
    expect(by('direct')).toEqual(['severity', 'service', 'status', 'lead', 'milestone', 'confirm', 'drill'])
    expect(by('override')).toEqual(['override', 'postmortem'])
  })

  test('needs a role', () => {
    expect(roleFor('direct', open)).toBe('triage')
    expect(roleFor('answer', { ...open, privateRepository: true })).toBe('triage')
    expect(roleFor('override', open)).toBe('maintain')
    expect(roleFor('declare', open)).toBe('triage')
    expect(roleFor('work', { ...open, privateRepository: true })).toBeUndefined()
    expect(roleFor('work', { ...open, settings: { declare: 'anyone', override: 'write' } })).toBeUndefined()
    expect(roleFor('work', { ...open, settings: { declare: 'write', override: 'write' } })).toBe('write')
  })

  test('is denied to machines and to a deleted account', () => {
    const may = (login: string, privateRepository = false) =>
      mayDo('work', login, {
        ...open,
        privateRepository,
        roles: { ghost: 'admin', 'x[bot]': 'admin' },
        commander: 'x[bot]',
      })
    expect([may('x[bot]'), may('x[bot]', true), may('ghost'), may('ghost', true)]).toEqual([false, true, false, false])
    expect([isMachine('x[bot]'), isMachine('xbot'), isMachine('[bot]x')]).toEqual([true, false, false])
  })

  test.each<[KnownRole | undefined, boolean | 'unknown']>([
    [undefined, 'unknown'],
    ['unknown', 'unknown'],
    ['read', false],
    ['triage', true],
    ['admin', true],
  ])('is allowed by the role %s: %s', (role, allowed) => {
    for (const act of ['direct', 'answer'] as const)
      expect(mayDo(act, 'Ann', { ...open, roles: role ? { ann: role } : {}, commander: undefined })).toBe(allowed)
  })

  test('is, as an answer, allowed to whoever was called, and nothing else is', () => {
    const authority = { ...open, roles: { ann: 'none' }, commander: undefined, called: new Set(['ann']) } as const
    expect(mayDo('answer', 'ANN', authority)).toBe(true)
    for (const act of ['work', 'direct', 'override', 'declare'] as const)
      expect(mayDo(act, 'ann', authority)).toBe(false)
    const others = { ...authority, called: new Set(['x[bot]', 'ghost', 'bob']) }
    expect(['ann', 'x[bot]', 'ghost'].map((login) => mayDo('answer', login, others))).toEqual([false, false, false])
  })

  test('is, as an answer, allowed to the commander', () => {
    expect(mayDo('answer', 'Ann', { ...open, roles: { ann: 'read' }, commander: 'ann' })).toBe(true)
  })
})

describe('the judgement on a command', () => {
  const settings = parseSettings('', 'x').settings
  const judged = (body: string, roles: Readonly<Record<string, KnownRole>>, change: Partial<Comment> = {}) => {
    const comment = { ...say(4, body), ...change }
    const line = readCommand(body)
    if (!line) throw new Error('no command')
    const authority = { ...open, roles, commander: undefined }
    return judge(comment, line, { settings, at: comment.createdAt, items: 13, authority })
  }
  const refused = (reason: string, expected?: string) => ({
    verdict: { kind: 'refused', reason, ...(expected !== undefined && { expected }) },
    command: undefined,
    key: 'refused:4',
  })

  test('is one of these', () => {
    expect(judged('/ack', {})).toEqual({ verdict: { kind: 'postponed' }, command: undefined, key: undefined })
    expect(judged('/ack', { alice: 'read' })).toEqual(refused('not-allowed'))
    expect(judged('/statsu x', { alice: 'read' })).toEqual(refused('not-allowed'))
    expect(judged('/ack', { alice: 'write' }, { updatedAt: minutes(5) })).toEqual(refused('edited'))
    expect(judged('/statsu x', { alice: 'write' })).toEqual(refused('unknown-command', 'status'))
    expect(judged('/done 14', { alice: 'write' })).toEqual(refused('unknown-item', '1 to 13'))
    expect(judged('/lead @Zoe', { alice: 'write', zoe: 'none' })).toEqual(refused('unknown-person'))
    const lead = { kind: 'lead', login: 'Zoe' } as const
    for (const role of ['read', 'unknown'] as const)
      expect(judged('/lead @Zoe', { alice: 'write', zoe: role })).toEqual({
        verdict: { kind: 'accepted' },
        command: lead,
        key: printJudgement(say(4, '/lead @Zoe'), lead),
      })
    expect(judged('/lead', { alice: 'write', undefined: 'none' }).verdict.kind).toBe('accepted')
    expect(judged('/runbook none', { alice: 'write', none: 'none' }).verdict.kind).toBe('accepted')
  })

  test('is a key', () => {
    expect(refusedKey(12)).toBe('refused:12')
    const comment = say(4, '/lead')
    const time = (Date.parse(minutes(4)) / 1000).toString(36)
    const print = fingerprint('/lead')
    const key = (tail: string) => `judged:4:${print}:alice:${time}:${tail}`
    expect(printJudgement(comment, { kind: 'lead', login: undefined })).toBe(key('lead'))
    expect(printJudgement(comment, { kind: 'lead', login: 'zoe' })).toBe(key('lead=zoe'))
    expect(printJudgement(comment, { kind: 'done', items: [1, 12] })).toBe(key('done=1+12'))
    expect(printJudgement(comment, { kind: 'milestone', milestone: 'started', at: minutes(0) })).toBe(
      key(`milestone=started@${minutes(0)}`),
    )
    expect(printJudgement(comment, { kind: 'runbook', path: 'a=b.md' })).toBe(key('runbook=a=b.md'))
    expect(readJudgement(key('runbook=a=b.md'))).toEqual({
      comment: 4,
      bodyPrint: print,
      by: 'alice',
      at: minutes(4),
      command: { kind: 'runbook', path: 'a=b.md' },
    })
    expect(readJudgement(key('lead='))?.command).toEqual({ kind: 'lead', login: undefined })
    expect(readJudgement(key('done=1+x+2'))?.command).toEqual({ kind: 'done', items: [1, 2] })
    expect(readJudgement(key('service=a=b'))?.command).toEqual({ kind: 'service', service: 'a=b' })
    expect(readJudgement(key('milestone=started'))).toBeUndefined()
    expect(readJudgement(`${key('ack')}\nx`)).toBeUndefined()
    for (const kind of ['ack', 'confirm', 'drill', 'postmortem', 'help'])
      expect(readJudgement(key(kind))?.command).toEqual({ kind })
  })

  test('holds a time as long as there are dates', () => {
    const at = (seconds: number) => readJudgement(`judged:4:0a:alice:${seconds.toString(36)}:ack`)?.at
    expect(at(8.64e12)).toBe('+275760-09-13T00:00:00.000Z')
    expect(at(8.64e12 + 1)).toBeUndefined()
  })
})

describe('the opening', () => {
  const settings = parseSettings('services: { checkout: { aliases: ["pay (now)"] }, search: {} }', 'x').settings
  const read = (answers: object, title = '', keys: readonly string[] = []) =>
    readOpening(answers, title, { settings, keys: new Set(keys) })
  test('is what was said, or what the key holds', () => {
    expect(read({ severity: 'critical', service: 'search' })).toEqual({ severity: 'SEV1', service: 'search' })
    expect(read({}, 'It is (search)!')).toEqual({ severity: undefined, service: 'search' })
    expect(read({}, 'PAY NOW: fails')).toEqual({ severity: undefined, service: 'checkout' })
    expect(read({ severity: 'SEV2' }, '', ['opened:SEV4:'])).toEqual({ severity: 'SEV4', service: undefined })
    expect(read({ service: 'search' }, '', ['opened:nonsense:other', 'opened:SEV1:'])).toEqual({
      severity: undefined,
      service: 'other',
    })
    expect(openedKey({ severity: 'SEV1', service: undefined })).toBe('opened:SEV1:')
  })
})
