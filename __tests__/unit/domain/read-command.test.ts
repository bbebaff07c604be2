import { describe, expect, test } from '@jest/globals'
import type { Command } from '../../../src/domain/command.ts'
import { printJudgement, readJudgement } from '../../../src/domain/judgement.ts'
import { readArguments } from '../../../src/domain/read-command.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { readCommand } from '../../../src/text/command-line.ts'
import { buildComment, openedAt } from '../../support/build-snapshot.ts'

const at = openedAt
const named = parseSettings('services: { checkout: { aliases: [payments] } }', 'x').settings
const unnamed = parseSettings('', 'x').settings

function read(body: string, settings = named) {
  const line = readCommand(body)
  if (!line || line.name === 'unknown') throw new Error(`No command: ${body}`)
  return readArguments(line, { settings, at, items: 12 })
}

const commands: readonly (readonly [string, Command])[] = [
  ['/ack', { kind: 'ack' }],
  ['/confirm', { kind: 'confirm' }],
  ['/drill', { kind: 'drill' }],
  ['/postmortem', { kind: 'postmortem' }],
  ['/help', { kind: 'help' }],
  ['/severity SEV3', { kind: 'severity', severity: 'SEV3', why: undefined }],
  ['/severity SEV1 all of EU', { kind: 'severity', severity: 'SEV1', why: 'all of EU' }],
  ['/service Payments', { kind: 'service', service: 'checkout' }],
  ['/status monitoring', { kind: 'status', status: 'monitoring', text: undefined }],
  ['/status resolved rolled back', { kind: 'status', status: 'resolved', text: 'rolled back' }],
  ['/lead', { kind: 'lead', login: undefined }],
  ['/lead @dana', { kind: 'lead', login: 'dana' }],
  ['/note restarted', { kind: 'note', at: undefined, text: 'restarted' }],
  ['/note 03:00 restarted', { kind: 'note', at: '2026-11-20T03:00:00.000Z', text: 'restarted' }],
  ['/note 99:99 restarted', { kind: 'note', at: undefined, text: '99:99 restarted' }],
  ['/update We are on it', { kind: 'update', text: 'We are on it' }],
  ['/cause pool full', { kind: 'cause', text: 'pool full' }],
  ['/done 3 12', { kind: 'done', items: [3, 12] }],
  ['/action @bob Fri add an alert', { kind: 'action', owner: 'bob', due: '2026-11-27', text: 'add an alert' }],
  ['/action add an alert', { kind: 'action', owner: undefined, due: undefined, text: 'add an alert' }],
  ['/action 2026-02-30 look', { kind: 'action', owner: undefined, due: undefined, text: '2026-02-30 look' }],
  ['/milestone started 02:58', { kind: 'milestone', milestone: 'started', at: '2026-11-20T02:58:00.000Z' }],
  ['/runbook runbooks/x.md', { kind: 'runbook', path: 'runbooks/x.md' }],
  ['/override the provider mended it', { kind: 'override', reason: 'the provider mended it' }],
]

describe('a command is read', () => {
  test.each(commands)('%s', (body, command) => expect(read(body)).toEqual({ ok: true, command }))

  test('with any service where the settings name none, cut to forty characters', () => {
    expect(read('/service checkout', unnamed)).toEqual({ ok: true, command: { kind: 'service', service: 'checkout' } })
    expect(read(`/service ${'x'.repeat(41)}`, unnamed)).toMatchObject({ command: { service: 'x'.repeat(40) } })
  })

  test.each([
    ['/severity high', 'malformed', '`SEV1`'],
    ['/service', 'malformed', '/service checkout'],
    ['/service search', 'unknown-service', 'search'],
    ['/status fixed', 'malformed', '`resolved`'],
    ['/lead a b', 'malformed', '/lead @alice'],
    ['/note', 'malformed', '/note'],
    ['/update', 'malformed', '/update EU payments work again'],
    ['/cause', 'malformed', '/cause pool of 20 exhausted, see <link>'],
    ['/done x', 'malformed', '/done 3'],
    ['/done 13', 'unknown-item', '1 to 12'],
    ['/done 1-13', 'unknown-item', '1 to 12'],
    ['/action', 'malformed', '/action'],
    ['/milestone began 02:58', 'malformed', '`started`'],
    ['/milestone started soon', 'malformed', 'a time: `/milestone started 02:58`'],
    ['/runbook ../x', 'malformed', '/runbook runbooks/'],
    ['/override', 'malformed', '/override fixed by the provider, nothing to verify'],
  ])('%s is refused as %s', (body, reason, expected) =>
    expect(read(body)).toEqual({ ok: false, reason, expected: expect.stringContaining(expected) }),
  )
})

describe('a judgement', () => {
  const bare: Readonly<Record<string, object>> = {
    severity: { why: undefined },
    status: { text: undefined },
    note: { at: undefined, text: undefined },
    update: { text: undefined },
    cause: { text: undefined },
    action: { owner: undefined, due: undefined, text: undefined },
    override: { reason: undefined },
  }

  test.each(commands)('keeps all of %s but its free text', (body, command) => {
    const comment = buildComment('dana', body, { id: 77, createdAt: at })
    const judgement = readJudgement(printJudgement(comment, command))
    expect(judgement).toMatchObject({ comment: 77, by: 'dana', at })
    const kept = Object.entries({ ...command, ...bare[command.kind] }).filter(([, value]) => value !== undefined)
    const read = Object.entries(judgement?.command ?? {}).filter(([, value]) => value !== undefined)
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(kept))
  })

  test.each([
    'judged:77:0a:dana:zz:severity=SEV9',
    'judged:77:0a:dana:zz:status=fixed',
    'judged:77:0a:dana:zz:frobnicate',
    'judged:77:0a:dana:zz:milestone=began@2026-11-20T02:58:00.000Z',
    'judged:77:0a:dana:zz:milestone=started@soon',
    'judged:77:0a:dana:zzzzzzzzzzzz:ack',
    'judged:x:0a:dana:zz:ack',
    'judged:77:0g:dana:zz:ack',
    'judged:77:0a::zz:ack',
    'xjudged:77:0a:dana:zz:ack',
    'board',
  ])('is none: %s', (key) => expect(readJudgement(key)).toBeUndefined())
})
