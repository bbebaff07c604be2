import { describe, expect, test } from '@jest/globals'
import {
  addWorkingDays,
  formatDate,
  formatDuration,
  formatIsoDate,
  readDate,
  readTime,
} from '../../../src/text/time.ts'

const now = '2026-11-22T12:30:00.000Z'
const read = (text: string, timezone = 'UTC') => readTime(text, { now, timezone })
const at = (moment: string) => ({ ok: true, at: `${moment}.000Z` })
const refused = { ok: false }

describe('a time as people write it', () => {
  test.each([
    ['  03:05  ', '2026-11-22T03:05:00'],
    ['since about 03:05', '2026-11-22T03:05:00'],
    ['approx 2 hours ago', '2026-11-22T10:30:00'],
    ['approx. 2 hours ago', '2026-11-22T10:30:00'],
    ['ca 03:05', '2026-11-22T03:05:00'],
    ['ca. 03:05', '2026-11-22T03:05:00'],
    ['~03:05', '2026-11-22T03:05:00'],
    ['~ 20 min ago', '2026-11-22T12:10:00'],
    ['03:05!', '2026-11-22T03:05:00'],
    ['03:05.', '2026-11-22T03:05:00'],
    ['half a hour ago', '2026-11-22T12:00:00'],
    ['a min ago', '2026-11-22T12:29:00'],
    ['a day ago', '2026-11-21T12:30:00'],
    ['1 h 20 minutes ago', '2026-11-22T11:10:00'],
    ['1 hour and 90 secs earlier', '2026-11-22T11:28:30'],
    ['20 min  ago', '2026-11-22T12:10:00'],
    ['20 min', '2026-11-22T12:10:00'],
    ['yesterday 03:05', '2026-11-21T03:05:00'],
    ['03:05 yesterday', '2026-11-21T03:05:00'],
    ['1:00 am', '2026-11-22T01:00:00'],
    ['03:59:59', '2026-11-22T03:59:59'],
    ['2026-11-20 23:10+0200', '2026-11-20T21:10:00'],
    ['2026-11-20 10:00-05:00', '2026-11-20T15:00:00'],
    ['2000-01-01', '2000-01-01T00:00:00'],
    [`now${' '.repeat(97)}and then`, '2026-11-22T12:30:00'],
  ])('%s', (text, moment) => expect(read(text)).toEqual(at(moment)))

  test.each([
    'know',
    'nowhere',
    '1 h half an hour ago',
    '1 d an hour ago',
    '20 min ago 5 s',
    'today 23:10',
    '0:30 am',
    '24:00',
    '23:60',
    '1999-12-31 23:59',
    '2026-02-30 10:00Z',
  ])('is not guessed at: %s', (text) => expect(read(text)).toEqual(refused))

  test('may lie ten minutes ahead, as clocks do', () => {
    expect(read('12:40')).toEqual(at('2026-11-22T12:40:00'))
    expect(read('12:41')).toEqual(at('2026-11-21T12:41:00'))
    expect(read('2026-11-22 12:40')).toEqual(at('2026-11-22T12:40:00'))
    expect(read('2026-11-22 12:41')).toEqual(refused)
  })

  test('is measured by the later of when it was written and now', () => {
    const written = (text: string, reference: string) => readTime(text, { now, timezone: 'UTC', reference })
    expect(written('now', '2026-11-22T13:00:00Z')).toEqual(at('2026-11-22T13:00:00'))
    expect(written('2026-11-22 10:00', '2026-11-22T02:00:00Z')).toEqual(at('2026-11-22T10:00:00'))
    expect(written('now', 'nonsense')).toEqual(refused)
  })

  test('of today is of the day in the zone that it names', () => {
    expect(read('today 03:05Z', 'Pacific/Kiritimati')).toEqual(at('2026-11-22T03:05:00'))
    expect(read('today 00:30+14:00')).toEqual(at('2026-11-22T10:30:00'))
  })
})

describe('a day to come', () => {
  const wednesday = { now: '2026-11-25T12:00:00Z', timezone: 'UTC' }
  test.each([
    [' Fri ', '2026-11-27'],
    ['tuesday', '2026-12-01'],
    ['wed', '2026-12-02'],
    ['next  thu', '2026-11-26'],
  ])('%s', (text, date) => expect(readDate(text, wednesday)).toEqual({ ok: true, date }))

  test.each(['friday 13', 'x2026-12-01', '2026-12-01x', '2026-02-30', '1friday'])('is not guessed at: %s', (text) =>
    expect(readDate(text, wednesday)).toEqual(refused),
  )
})

describe('times are shown', () => {
  test.each([
    [60_000, '1 min'],
    [3_600_000, '1 h 00 min'],
    [48 * 3_600_000 - 1, '47 h 59 min'],
    [48 * 3_600_000, '2 d 0 h'],
  ])('%d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

  test('as they are where they are none', () => {
    expect(formatDate('nonsense', 'UTC')).toBe('nonsense')
    expect(formatIsoDate('nonsense', 'UTC')).toBe('nonsense')
  })

  test('an hour later where the clock skips the time of a working day', () => {
    // Egypt's summer time begins on a Friday: 00:30 on 24 April 2026 does not exist there.
    expect(addWorkingDays('2026-04-22T22:30:00Z', 1, 'Africa/Cairo')).toBe('2026-04-23T22:30:00.000Z')
    expect(addWorkingDays('2026-04-16T22:30:00Z', 5, 'Africa/Cairo')).toBe('2026-04-23T22:30:00.000Z')
  })
})
