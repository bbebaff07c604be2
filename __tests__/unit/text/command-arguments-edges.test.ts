import { describe, expect, test } from '@jest/globals'
import {
  readAction,
  readItemNumbers,
  readLogin,
  readMilestone,
  readNote,
  readPath,
  readSeverity,
  readStatus,
} from '../../../src/text/command-arguments.ts'

const refused = { ok: false }
const accepted = (value: unknown) => ({ ok: true, value })

describe('spaces around an argument do not matter', () => {
  test.each([
    [readSeverity('  SEV2  only EU  '), { severity: 'SEV2', why: 'only EU' }],
    [readStatus('  resolved  rolled back  '), { status: 'resolved', text: 'rolled back' }],
    [readMilestone('  started at  02:58  '), { name: 'started', time: '02:58' }],
    [readNote('  pods restarted  '), { text: 'pods restarted' }],
    [readNote('  03:12  pods restarted  '), { time: '03:12', text: 'pods restarted' }],
    [readAction('  @alice  add an alert  '), { owner: 'alice', text: 'add an alert' }],
    [readPath('  runbooks/x.md  '), 'runbooks/x.md'],
    [readPath('` runbooks/x.md `'), 'runbooks/x.md'],
  ])('%j', (reading, value) => expect(reading).toEqual(accepted(value)))
})

describe('a word that stands behind another is no argument', () => {
  test.each([
    [readSeverity('about SEV2')],
    [readStatus('1resolved')],
    [readMilestone('1started 02:58')],
    [readItemNumbers('x3')],
  ])('%j', (reading) => expect(reading).toMatchObject(refused))
})

describe('a refusal shows the form of its own command', () => {
  test.each([
    [readStatus('x'), ['`investigating`', '`/status resolved rolled back v4.7.2`']],
    [readItemNumbers('x'), ['`/done 3 4`', '`/done 3-5`']],
    [readItemNumbers(''), ['`/done 3 4`']],
    [readLogin('a b'), ['`/lead @alice`', '`/lead`']],
    [readMilestone('x'), ['`started`, `detected`, `acknowledged`', '`/milestone started 02:58`']],
    [readNote(''), ['`/note 03:12 rolled back v4.7.2`']],
    [readAction(''), ['`/action @alice Fri add an alert on pool size`']],
    [readPath(''), ['`/runbook runbooks/pool-exhausted.md`']],
  ])('%j', (reading, parts) => {
    for (const part of parts) expect(reading).toMatchObject({ ...refused, expected: expect.stringContaining(part) })
  })
})

describe('item numbers', () => {
  test.each([
    ['12', [12]],
    ['9-11', [9, 10, 11]],
    ['60-62', [60, 61, 62]],
    ['3- 5', [3, 4, 5]],
    ['3 -5', [3, 4, 5]],
    ['998-999', [998, 999]],
  ])('%s', (rest, numbers) => expect(readItemNumbers(rest)).toEqual(accepted(numbers)))

  test.each(['1 5-3', '0-2', '1 0', '1-1000'])('none in %s', (rest) =>
    expect(readItemNumbers(rest)).toMatchObject(refused),
  )

  test('are at most a hundred', () => {
    const hundred = readItemNumbers('1-60, 61-100')
    expect(hundred.ok && hundred.value).toHaveLength(100)
    expect(readItemNumbers('1-60, 61-101')).toMatchObject(refused)
    expect(readItemNumbers('1-101')).toMatchObject(refused)
  })

  test('are read from at most 500 characters', () => {
    expect(readItemNumbers('3'.padEnd(500))).toEqual(accepted([3]))
    expect(readItemNumbers('3'.padEnd(501))).toMatchObject(refused)
  })
})

test('a time of a milestone has at most 60 characters', () => {
  expect(readMilestone(`started ${'x'.repeat(60)}`).ok).toBe(true)
  expect(readMilestone(`started ${'x'.repeat(61)}`).ok).toBe(false)
})

describe('an action', () => {
  test.each([
    ['@alice @bob decide', { owner: 'alice', text: '@bob decide' }],
    ['Fri Mon are both free', { due: 'Fri', text: 'Mon are both free' }],
    ['@a:b decide', { text: '@a:b decide' }],
    ['@alice: decide', { owner: 'alice', text: 'decide' }],
  ])('%s', (rest, value) => expect(readAction(rest)).toEqual(accepted(value)))
})

describe('a path', () => {
  test.each([
    ['.//./runbooks/x.md', 'runbooks/x.md'],
    ['/runbooks/x.md', 'runbooks/x.md'],
    ['a`b`', 'a`b`'],
    ['`a`b', '`a`b'],
    ['x'.repeat(300), 'x'.repeat(300)],
  ])('%s', (rest, path) => expect(readPath(rest)).toEqual(accepted(path)))

  test('with a step that leads nowhere is refused', () => {
    expect(readPath('a/./b')).toMatchObject(refused)
  })
})

test('a managed user’s login ends in letters and digits after one underscore', () => {
  expect(readLogin('mona_1')).toEqual(accepted('mona_1'))
  expect(readLogin('mona_a-b')).toMatchObject(refused)
})
