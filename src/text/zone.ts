/** A moment as the clocks of a zone show it; `month` counts from 1. */
export interface LocalParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Making a formatter costs more than all that is done with it; a run knows one or two zones. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** Whether that is a zone of the IANA database (or an offset such as `+02:00`), as this runtime knows it. */
export function isTimezone(timezone: string): boolean {
  if (timezone === 'UTC') return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }) !== undefined
  } catch {
    return false
  }
}

/** What the clocks of the zone show at that moment (milliseconds since 1970). An unknown zone counts as UTC. */
export function localParts(instant: number, timezone: string): LocalParts {
  // The default needs no table of zones, whose loading a short run would notice.
  if (timezone === 'UTC') return utcParts(new Date(instant))
  const parts = new Map(
    formatterOf(timezone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  )
  const get = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return {
    year: get('year'),
    month: get('month'),
    day: get('day'),
    hour: get('hour'),
    minute: get('minute'),
    second: get('second'),
  }
}

/**
 * The moment at which the clocks of the zone show that, the earlier one where they show it twice: that of the offset
 * before they are put back, which is the larger one. Nothing, where they never do: on 30 February, or in the hour that
 * summer time skips.
 */
export function toInstant(parts: LocalParts, timezone: string): number | undefined {
  const asUtc = utcOf(parts)
  if (Number.isNaN(asUtc)) return undefined
  // No zone is more than a day away from UTC, and none changes its clocks twice within two days.
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => utcOf(localParts(near, timezone)) - near)
  return offsets.map((offset) => asUtc - offset).find((instant) => isSame(localParts(instant, timezone), parts))
}

/** The calendar day that many days later, at the same time on the clock. */
export function addDays(parts: LocalParts, days: number): LocalParts {
  const moved = new Date(Date.UTC(parts.year, parts.month - 1, parts.day + days))
  return { ...parts, year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

/** `YYYY-MM-DD`. */
export function isoDate(parts: LocalParts): string {
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return `${pad(parts.year, 4)}-${pad(parts.month, 2)}-${pad(parts.day, 2)}`
}

function utcParts(moment: Date): LocalParts {
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    hour: moment.getUTCHours(),
    minute: moment.getUTCMinutes(),
    second: moment.getUTCSeconds(),
  }
}

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: isTimezone(timezone) ? timezone : 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timezone, formatter)
  return formatter
}

function utcOf(parts: LocalParts): number {
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second)
}

function isSame(one: LocalParts, other: LocalParts): boolean {
  return (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).every((name) => one[name] === other[name])
}
