import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  readAction,
  readItemNumbers,
  readLogin,
  readMilestone,
  readNote,
  readPath,
  readSeverity,
  readStatus,
  readText,
} from '../../../src/text/command-arguments.ts'
import { fillWith, hostilePieces, measure } from './time-budget.ts'

const readers = { readAction, readItemNumbers, readLogin, readMilestone, readNote, readPath, readSeverity, readStatus }

describe('the argument of', () => {
  test.each([
    ['SEV2', { severity: 'SEV2' }],
    ['sev 1', { severity: 'SEV1' }],
    ['3', { severity: 'SEV3' }],
    ['SEV-4: only the docs', { severity: 'SEV4', why: 'only the docs' }],
    ['2 – all of EU', { severity: 'SEV2', why: 'all of EU' }],
  ])('/severity %s', (rest, value) => expect(readSeverity(rest)).toEqual({ ok: true, value }))

  test.each(['', 'SEV5', 'SEV10', '0', 'high', '1.5', 'SEV'])('/severity is refused: "%s"', (rest) => {
    expect(readSeverity(rest)).toMatchObject({ ok: false, expected: expect.stringContaining('`SEV1`') })
  })

  test.each([
    ['monitoring', { status: 'monitoring' }],
    ['Resolved: rolled back v4.7.2', { status: 'resolved', text: 'rolled back v4.7.2' }],
    ['identified it is the pool', { status: 'identified', text: 'it is the pool' }],
  ])('/status %s', (rest, value) => expect(readStatus(rest)).toEqual({ ok: true, value }))

  test.each(['', 'fixed', 'resolvedd', '1'])('/status is refused: "%s"', (rest) => {
    expect(readStatus(rest).ok).toBe(false)
  })

  test.each([
    ['3 4', [3, 4]],
    ['3,4', [3, 4]],
    ['3-5', [3, 4, 5]],
    ['#3, 4 and 7', [3, 4, 7]],
    ['1 – 2; 2', [1, 2]],
  ])('/done %s', (rest, value) => expect(readItemNumbers(rest)).toEqual({ ok: true, value }))

  test.each(['', '0', '5-3', 'all', '3 done', '-1', '1-999', '1000', '3.5x'])('/done is refused: "%s"', (rest) => {
    expect(readItemNumbers(rest).ok).toBe(false)
  })

  test('/lead takes a login, or nobody for oneself', () => {
    expect(readLogin('@dana-lee')).toEqual({ ok: true, value: 'dana-lee' })
    expect(readLogin('mona_acme')).toEqual({ ok: true, value: 'mona_acme' })
    expect(readLogin('  ')).toEqual({ ok: true, value: undefined })
    for (const bad of ['@a b', '@acme/platform', '-a', 'a--b', 'a'.repeat(40), '[x](y)'])
      expect(readLogin(bad).ok).toBe(false)
  })

  test('/milestone takes a name and a time as written', () => {
    expect(readMilestone('Started 02:58')).toEqual({ ok: true, value: { name: 'started', time: '02:58' } })
    expect(readMilestone('detected: 20 min ago')).toEqual({ ok: true, value: { name: 'detected', time: '20 min ago' } })
    for (const bad of ['', 'started', 'published 03:00', 'began 03:00']) expect(readMilestone(bad).ok).toBe(false)
  })

  test.each([
    ['03:12 rolled back', { time: '03:12', text: 'rolled back' }],
    ['[03:12] – rolled back', { time: '03:12', text: 'rolled back' }],
    ['03:12 UTC: rolled back', { time: '03:12 UTC', text: 'rolled back' }],
    ['2026-11-20T03:12:00Z rolled back', { time: '2026-11-20T03:12:00Z', text: 'rolled back' }],
    ['yesterday 23:10 it began', { time: 'yesterday 23:10', text: 'it began' }],
    ['rolled back at 03:12', { text: 'rolled back at 03:12' }],
    ['12 pods restarted', { text: '12 pods restarted' }],
  ])('/note %s', (rest, value) => expect(readNote(rest)).toEqual({ ok: true, value }))

  test('/note needs words', () => {
    for (const bad of ['', '03:12', ' 03:12 : ']) expect(readNote(bad).ok).toBe(false)
  })

  test.each([
    ['@alice Fri add an alert', { owner: 'alice', due: 'Fri', text: 'add an alert' }],
    ['by 2026-12-01: @alice, add an alert', { owner: 'alice', due: '2026-12-01', text: 'add an alert' }],
    ['next Monday add an alert', { due: 'next Monday', text: 'add an alert' }],
    ['add @alice to the list on Friday', { text: 'add @alice to the list on Friday' }],
    ['@acme/platform decide', { text: '@acme/platform decide' }],
    ['monitor the pool', { text: 'monitor the pool' }],
    ['sunset the old API', { text: 'sunset the old API' }],
  ])('/action %s', (rest, value) => expect(readAction(rest)).toEqual({ ok: true, value }))

  test('/action needs words', () => {
    for (const bad of ['', '@alice', '@alice tomorrow']) expect(readAction(bad).ok).toBe(false)
  })

  test('/runbook takes a path that stays in the repository', () => {
    expect(readPath('`./runbooks/pool exhausted.md`')).toEqual({ ok: true, value: 'runbooks/pool exhausted.md' })
    for (const bad of ['', '/', '../x', 'a/../../b', 'a//b', 'a\\b', 'https://x/y', 'a\u0000b', 'x'.repeat(301)]) {
      expect(readPath(bad).ok).toBe(false)
    }
  })

  test('free text must be there', () => {
    expect(readText(' x ', '/update x')).toEqual({ ok: true, value: 'x' })
    expect(readText('  ', '/update We are on it')).toMatchObject({
      ok: false,
      expected: expect.stringContaining('/update'),
    })
  })

  test('every command is read in bounded time and never throws', () => {
    for (const [name, read] of Object.entries(readers)) {
      for (const piece of hostilePieces) {
        expect([name, piece, measure(() => read(`a${fillWith(piece)}b`)) < 500]).toEqual([name, piece, true])
      }
      fc.assert(fc.property(fc.string({ unit: 'binary' }), (rest) => typeof read(rest).ok === 'boolean'))
    }
  })
})
