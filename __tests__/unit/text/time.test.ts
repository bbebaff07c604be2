import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  addWorkingDays,
  formatDate,
  formatDuration,
  formatIsoDate,
  formatTime,
  readDate,
  readTime,
} from '../../../src/text/time.ts'
import { isTimezone, localParts, toInstant } from '../../../src/text/zone.ts'

const now = '2026-11-22T12:30:00.000Z'
const read = (text: string, timezone = 'UTC') => {
  const reading = readTime(text, { now, timezone })
  return reading.ok ? reading.at : undefined
}

describe('a time as people write it', () => {
  test.each([
    ['now', '2026-11-22T12:30:00.000Z'],
    ['just now', '2026-11-22T12:30:00.000Z'],
    ['03:05', '2026-11-22T03:05:00.000Z'],
    ['3:05 am', '2026-11-22T03:05:00.000Z'],
    ['since 03:05', '2026-11-22T03:05:00.000Z'],
    ['12:35', '2026-11-22T12:35:00.000Z'],
    ['23:10', '2026-11-21T23:10:00.000Z'],
    ['12:00 am', '2026-11-22T00:00:00.000Z'],
    ['12:15 pm', '2026-11-22T12:15:00.000Z'],
    ['yesterday 23:10', '2026-11-21T23:10:00.000Z'],
    ['23:10 yesterday', '2026-11-21T23:10:00.000Z'],
    ['today at 03:05', '2026-11-22T03:05:00.000Z'],
    ['20 min ago', '2026-11-22T12:10:00.000Z'],
    ['about 2 hours ago', '2026-11-22T10:30:00.000Z'],
    ['1h 20m ago', '2026-11-22T11:10:00.000Z'],
    ['an hour ago', '2026-11-22T11:30:00.000Z'],
    ['half an hour ago', '2026-11-22T12:00:00.000Z'],
    ['2026-11-20 23:10', '2026-11-20T23:10:00.000Z'],
    ['2026-11-20T23:10:05Z', '2026-11-20T23:10:05.000Z'],
    ['2026-11-20T23:10:05.123+02:00', '2026-11-20T21:10:05.000Z'],
    ['2026-11-20 23:10 UTC', '2026-11-20T23:10:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
  ])('%s', (text, at) => expect(read(text)).toBe(at))

  test.each([
    '',
    'soon',
    '25:00',
    '12:60',
    '13:00 pm',
    '2026-02-30 10:00',
    '2026-13-01',
    '2027-01-01 10:00',
    'tomorrow',
    '1999-01-01',
    'this morning',
    '99999 min ago',
    '03',
    '12:30:99',
    'x'.repeat(10_000),
  ])('is not guessed at: %s', (text) => expect(read(text)).toBeUndefined())

  test('means the zone of the settings, unless it names its own', () => {
    expect(read('03:05', 'Europe/Berlin')).toBe('2026-11-22T02:05:00.000Z')
    expect(read('03:05 UTC', 'Europe/Berlin')).toBe('2026-11-22T03:05:00.000Z')
    expect(read('2026-07-01 03:05', 'Europe/Berlin')).toBe('2026-07-01T01:05:00.000Z')
    expect(read('22:00', 'Asia/Kolkata')).toBe('2026-11-21T16:30:00.000Z')
    expect(read('03:05+05:30', 'America/New_York')).toBe('2026-11-21T21:35:00.000Z')
  })

  test('that the clock skips does not exist, and one that it shows twice is the first', () => {
    expect(read('2026-03-29 02:30', 'Europe/Berlin')).toBeUndefined()
    expect(read('2026-10-25 02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  })

  test('counts from when it was written', () => {
    const reference = '2026-11-22T02:00:00Z'
    expect(readTime('20 min ago', { now, timezone: 'UTC', reference })).toEqual({
      ok: true,
      at: '2026-11-22T01:40:00.000Z',
    })
    expect(readTime('03:05', { now, timezone: 'UTC', reference })).toEqual({ ok: true, at: '2026-11-21T03:05:00.000Z' })
  })

  test('comes back from what is shown, in any zone', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu']
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2001, 0), max: Date.parse(now) }),
        fc.constantFrom(...zones),
        (instant, zone) => {
          const parts = localParts(instant, zone)
          const back = toInstant(parts, zone) ?? 0
          expect(localParts(back, zone)).toEqual(parts)
          expect(Math.floor(instant / 1000) * 1000 - back).toBeLessThanOrEqual(3_600_000)
        },
      ),
    )
  })
})

describe('a day to come', () => {
  const date = (text: string) => {
    const reading = readDate(text, { now, timezone: 'UTC' })
    return reading.ok ? reading.date : undefined
  }
  test.each([
    ['2026-12-01', '2026-12-01'],
    ['today', '2026-11-22'],
    ['Tomorrow', '2026-11-23'],
    ['Fri', '2026-11-27'],
    ['next friday', '2026-11-27'],
    ['Sunday', '2026-11-29'],
    ['Mon', '2026-11-23'],
  ])('%s', (text, expected) => expect(date(text)).toBe(expected))

  test.each(['2026-02-30', 'someday', '', 'fr', 'March 3'])('is not guessed at: %s', (text) =>
    expect(date(text)).toBeUndefined(),
  )
})

describe('times are shown', () => {
  test('with their zone', () => {
    expect(formatTime('2026-11-22T03:05:00Z', 'UTC')).toBe('03:05 UTC')
    expect(formatTime('2026-11-22T03:05:00Z', 'Europe/Berlin')).toBe('04:05 CET')
    expect(formatTime('2026-11-22T03:05:00Z', 'America/New_York', { withDate: true })).toBe('21 Nov 2026, 22:05 EST')
    expect(formatTime('2026-11-22T03:05:00Z', 'Nowhere/At_All')).toBe('03:05 UTC')
    expect(formatTime('nonsense', 'UTC')).toBe('nonsense')
    expect(formatDate('2026-08-14T23:30:00Z', 'Asia/Tokyo')).toBe('15 Aug 2026')
    expect(formatIsoDate('2026-08-14T23:30:00Z', 'Asia/Tokyo')).toBe('2026-08-15')
  })

  test.each([
    [0, 'under 1 min'],
    [-5, 'under 1 min'],
    [59_999, 'under 1 min'],
    [47 * 60_000, '47 min'],
    [125 * 60_000, '2 h 05 min'],
    [47 * 3_600_000, '47 h 00 min'],
    [76 * 3_600_000, '3 d 4 h'],
  ])('%d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

  test('working days leave out the weekend of the zone and keep the time on the clock', () => {
    expect(addWorkingDays('2026-11-20T10:00:00Z', 1, 'UTC')).toBe('2026-11-23T10:00:00.000Z')
    expect(addWorkingDays('2026-11-22T10:00:00Z', 5, 'UTC')).toBe('2026-11-27T10:00:00.000Z')
    expect(addWorkingDays('2026-03-27T10:00:00Z', 1, 'Europe/Berlin')).toBe('2026-03-30T09:00:00.000Z')
    expect(addWorkingDays('2026-11-20T20:00:00Z', 1, 'Asia/Tokyo')).toBe('2026-11-22T20:00:00.000Z')
    expect(addWorkingDays('2026-11-20T10:00:00Z', 0, 'UTC')).toBe('2026-11-20T10:00:00.000Z')
  })

  test('zones are known or not', () => {
    expect(['UTC', 'Europe/Berlin', 'Mars', '', 'Europe/Berln'].map(isTimezone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
