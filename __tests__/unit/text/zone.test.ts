import { describe, expect, test } from '@jest/globals'
import { addWorkingDays, formatDate, formatTime, readDate, readTime } from '../../../src/text/time.ts'
import { addDays, localParts, toInstant } from '../../../src/text/zone.ts'

const parts = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number)
  return { year, month, day, hour, minute, second }
}
const instantOf = (text: string, timezone: string) => {
  const instant = toInstant(parts(text), timezone)
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

describe('the moment at which the clocks show a time', () => {
  test.each([
    ['2026-03-29 01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59.000Z'],
    ['2026-03-29 02:30:00', 'Europe/Berlin', undefined],
    ['2026-03-29 12:00:00', 'Europe/Berlin', '2026-03-29T10:00:00.000Z'],
    ['2026-10-25 01:00:00', 'Europe/Berlin', '2026-10-24T23:00:00.000Z'],
    ['2026-10-25 02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25 12:00:00', 'Europe/Berlin', '2026-10-25T11:00:00.000Z'],
    ['2026-11-01 01:30:00', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-11-20 03:05:07', 'Pacific/Kiritimati', '2026-11-19T13:05:07.000Z'],
    ['2026-11-20 03:05:07', 'Pacific/Pago_Pago', '2026-11-20T14:05:07.000Z'],
    ['2011-12-30 12:00:00', 'Pacific/Apia', undefined],
    ['2026-02-30 12:00:00', 'UTC', undefined],
    ['2026-02-28 12:00:60', 'UTC', undefined],
  ])('%s in %s is %s', (text, timezone, instant) => expect(instantOf(text, timezone)).toBe(instant))

  test('is none for what is no time', () => {
    expect(toInstant({ ...parts('2026-11-20 03:05:07'), day: Number.NaN }, 'Europe/Berlin')).toBeUndefined()
  })

  test('is found again by what they show then, to the second', () => {
    const instant = Date.parse('2026-11-20T03:05:07Z')
    expect(localParts(instant, 'UTC')).toEqual(parts('2026-11-20 03:05:07'))
    expect(localParts(instant, 'Asia/Kathmandu')).toEqual(parts('2026-11-20 08:50:07'))
    expect(localParts(instant, 'Nowhere/City')).toEqual(parts('2026-11-20 03:05:07'))
  })

  test('days later is at the same time, over the ends of months and years', () => {
    expect(addDays(parts('2026-12-30 03:05:07'), 3)).toEqual(parts('2027-01-02 03:05:07'))
    expect(addDays(parts('2026-03-01 03:05:07'), -1)).toEqual(parts('2026-02-28 03:05:07'))
  })
})

describe('times are read in the zone', () => {
  const now = '2026-11-25T12:30:00Z'
  const read = (text: string, timezone: string, reference = now) => readTime(text, { now, timezone, reference })

  test('to the second', () => {
    expect(read('03:59:59', 'Europe/Berlin')).toEqual({ ok: true, at: '2026-11-25T02:59:59.000Z' })
  })

  test.each(['03:05', 'now', '20 min ago', 'yesterday 03:05'])('or not at all: %s of nobody knows when', (text) => {
    expect(read(text, 'Europe/Berlin', 'nonsense')).toEqual({ ok: false })
  })

  test.each([
    ['03:05+05:45', '2026-11-24T21:20:00.000Z'],
    ['03:05-0330', '2026-11-25T06:35:00.000Z'],
    ['2026-11-24 03:05 GMT', '2026-11-24T03:05:00.000Z'],
  ])('unless they name another: %s', (text, at) => expect(read(text, 'Europe/Berlin')).toEqual({ ok: true, at }))
})

describe('a weekday', () => {
  const wednesday = { now: '2026-11-25T12:00:00Z', timezone: 'UTC' }
  test.each([
    ['Thu', '2026-11-26'],
    ['Fri', '2026-11-27'],
    ['Sat', '2026-11-28'],
    ['Sun', '2026-11-29'],
    ['Mon', '2026-11-30'],
    ['Tues', '2026-12-01'],
    ['Wednesday', '2026-12-02'],
  ])('%s is the next one after today', (text, date) => expect(readDate(text, wednesday)).toEqual({ ok: true, date }))

  test.each(['monitor', 'fr', 'the next fri', 'nextfri', 'next', 'friday, 5'])('is not guessed at: %s', (text) => {
    expect(readDate(text, wednesday)).toEqual({ ok: false })
  })
})

describe('a deadline in working days', () => {
  test.each([
    ['2026-11-27T10:00:00Z', 1, 'UTC', '2026-11-30T10:00:00.000Z'],
    ['2026-11-28T10:00:00Z', 1, 'UTC', '2026-11-30T10:00:00.000Z'],
    ['2026-11-25T10:00:00Z', 5, 'UTC', '2026-12-02T10:00:00.000Z'],
    ['2026-03-27T11:00:00Z', 1, 'Europe/Berlin', '2026-03-30T10:00:00.000Z'],
    ['2026-11-25T10:00:00Z', 0, 'UTC', '2026-11-25T10:00:00.000Z'],
  ])('%s and %d in %s: %s', (from, count, timezone, at) => expect(addWorkingDays(from, count, timezone)).toBe(at))

  test('is so many whole days later where the calendar left the day out', () => {
    // Samoa went over the date line: after Thursday 29 December 2011 came Saturday.
    expect(addWorkingDays('2011-12-29T22:00:00Z', 1, 'Pacific/Apia')).toBe('2011-12-30T22:00:00.000Z')
  })
})

describe('times are shown', () => {
  test.each(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'])('in %s', (month) => {
    const number = String(new Date(`1 ${month} 2026 UTC`).getUTCMonth() + 1).padStart(2, '0')
    expect(formatDate(`2026-${number}-14T12:00:00Z`, 'UTC')).toBe(`14 ${month} 2026`)
  })

  test.each([
    ['UTC', '03:05 UTC'],
    ['Europe/Berlin', '05:05 CEST'],
    ['America/New_York', '23:05 EDT'],
    ['Asia/Tokyo', '12:05 GMT+9'],
    ['Nowhere/City', '03:05 UTC'],
  ])('with the short name of %s, or its distance', (timezone, text) => {
    expect(formatTime('2026-08-14T03:05:00Z', timezone)).toBe(text)
  })
})
