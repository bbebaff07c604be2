import { addDays, isoDate, type LocalParts, localParts, toInstant } from './zone.ts'

export { formatDate, formatDuration, formatIsoDate, formatTime } from './time-format.ts'

/** What a time as people write it is read against. */
export interface TimeContext {
  /** The present, ISO 8601. */
  readonly now: string
  /** The zone that a time without one means. */
  readonly timezone: string
  /** When the words were written, if that is not now: `20 min ago` and `03:05` count from there. */
  readonly reference?: string
}

/** `at` is ISO 8601 UTC. */
export type TimeReading = { readonly ok: true; readonly at: string } | { readonly ok: false }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A clock that runs ahead by no more than this is no error. */
const tolerance = 10 * minute

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: minute, h: hour, d: day }

/**
 * A moment in the past as people write it: ISO, `2026-11-20 23:10`, `03:05` (the last time the clock showed it),
 * `yesterday 23:10`, `20 min ago`, `an hour ago`, `now`. What is not understood, does not exist or lies in the future is
 * not guessed at.
 */
export function readTime(text: string, { now, timezone, reference = now }: TimeContext): TimeReading {
  const from = Date.parse(reference)
  if (Number.isNaN(from)) return { ok: false }
  const words = text
    .slice(0, 100)
    .trim()
    .toLowerCase()
    .replace(/^(?:since|about|around|approx\.?|ca\.?|at|from|~|for|\s)+/, '')
    .replace(/[.!]$/, '')
  const at =
    readNow(words, from) ?? readAgo(words, from) ?? readClock(words, from, timezone) ?? readStamp(words, timezone)
  const sound = at !== undefined && at <= Math.max(from, Date.parse(now)) + tolerance && at >= Date.UTC(2000, 0)
  return sound ? { ok: true, at: new Date(at).toISOString() } : { ok: false }
}

function readNow(words: string, from: number): number | undefined {
  return /^(?:just |right )?now$/.test(words) ? from : undefined
}

function readAgo(words: string, from: number): number | undefined {
  const spelled = words
    .replace(/^half an? hour/, '30 min')
    .replace(/^an? (?=(?:min|hour|day))/, '1 ')
    .replace(/\s*(?:ago|earlier)$/, '')
  const part = String.raw`(\d{1,4})\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)`
  const [, count, unit, more, smaller] = new RegExp(String.raw`^${part}(?:\s*(?:and\s+)?${part})?$`).exec(spelled) ?? []
  if (unit === undefined) return undefined
  const msOf = (amount: string | undefined, name: string) => Number(amount ?? 0) * (unitMs[name.charAt(0)] ?? 0)
  return from - msOf(count, unit) - msOf(more, smaller ?? unit)
}

interface ClockTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Minutes east of UTC, where a zone was written. */
  readonly offset: number | undefined
}

const clockPattern = String.raw`(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?`

/** `03:05`, alone or with `today` or `yesterday` on either side. */
function readClock(words: string, from: number, timezone: string): number | undefined {
  const pattern = new RegExp(
    String.raw`^(?:(today|yesterday)(?:\s+at|,)?\s+)?${clockPattern}(?:,?\s+(today|yesterday))?$`,
  )
  const match = pattern.exec(words)
  const time = match && readClockParts(match.slice(2, 7))
  if (!time) return undefined
  const dayWord = match[1] ?? match[7]
  const today = time.offset === undefined ? localParts(from, timezone) : localParts(from + time.offset * minute, 'UTC')
  const at = (days: number) => instantOf({ ...addDays(today, days), ...time }, time.offset, timezone)
  if (dayWord) return at(dayWord === 'today' ? 0 : -1)
  const latest = at(0)
  return latest !== undefined && latest <= from + tolerance ? latest : at(-1)
}

/** A date with or without a time: ISO, or with a space between the two. */
function readStamp(words: string, timezone: string): number | undefined {
  const match = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})(?:(?:t|,?\s+)${clockPattern})?$`).exec(words)
  if (!match) return undefined
  const [year, month, date] = match.slice(1, 4).map(Number) as [number, number, number]
  const time = match[4] === undefined ? midnight : readClockParts(match.slice(4, 9))
  return time && instantOf({ year, month, day: date, ...time }, time.offset, timezone)
}

const midnight: ClockTime = { hour: 0, minute: 0, second: 0, offset: undefined }

/** An hour or a minute that no clock shows is left in: no instant has it. */
function readClockParts(parts: readonly (string | undefined)[]): ClockTime | undefined {
  const [hours, minutes, seconds, half, zone] = parts
  const onDial = Number(hours)
  if (half !== undefined && (onDial < 1 || onDial > 12)) return undefined
  const hourOfDay = half === undefined ? onDial : (onDial % 12) + (half === 'pm' ? 12 : 0)
  return { hour: hourOfDay, minute: Number(minutes), second: Number(seconds ?? 0), offset: readOffset(zone) }
}

function readOffset(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function instantOf(parts: LocalParts, offset: number | undefined, timezone: string): number | undefined {
  const instant = toInstant(parts, offset === undefined ? timezone : 'UTC')
  return instant === undefined || offset === undefined ? instant : instant - offset * minute
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/**
 * A day to come as people write it: `2026-11-27`, `today`, `tomorrow`, `Fri`, `next Friday` (the next one after today).
 * The answer is `YYYY-MM-DD` in that zone.
 */
export function readDate(
  text: string,
  { now, timezone }: TimeContext,
): { readonly ok: true; readonly date: string } | { readonly ok: false } {
  const word = text.trim().toLowerCase()
  const today = localParts(Date.parse(now), timezone)
  const [, name] = /^(?:next\s+)?([a-z]{3,})$/.exec(word) ?? []
  if (word === 'today') return { ok: true, date: isoDate(today) }
  if (word === 'tomorrow') return { ok: true, date: isoDate(addDays(today, 1)) }
  const weekday = weekdays.findIndex((known) => name !== undefined && known.startsWith(name))
  if (weekday >= 0) {
    const ahead = (weekday - weekdayOf(today) + 6) % 7
    return { ok: true, date: isoDate(addDays(today, ahead + 1)) }
  }
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word) ?? []
  const parts = { ...today, year: Number(year), month: Number(month), day: Number(date) }
  return toInstant({ ...parts, hour: 12 }, 'UTC') === undefined ? { ok: false } : { ok: true, date: isoDate(parts) }
}

/** The same time of day, that many working days (Monday to Friday in that zone) later. ISO 8601 UTC. */
export function addWorkingDays(iso: string, count: number, timezone: string): string {
  let parts = localParts(Date.parse(iso), timezone)
  for (let left = count; left > 0; ) {
    parts = addDays(parts, 1)
    if (weekdayOf(parts) % 6 !== 0) left -= 1
  }
  // A time that the clock skips that day falls an hour later, which exists.
  const instant = toInstant(parts, timezone) ?? toInstant({ ...parts, hour: parts.hour + 1 }, timezone)
  return new Date(instant ?? Date.parse(iso) + count * day).toISOString()
}

function weekdayOf(parts: LocalParts): number {
  return new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay()
}
