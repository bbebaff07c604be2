import { isoDate, isTimezone, localParts } from './zone.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `03:05 UTC`, or `14 Aug 2026, 03:05 UTC` with the date. An unknown zone counts as UTC; a time that is none is shown as it is. */
export function formatTime(
  iso: string,
  timezone: string,
  { withDate = false }: { readonly withDate?: boolean } = {},
): string {
  const instant = Date.parse(iso)
  if (Number.isNaN(instant)) return iso
  const { hour, minute } = localParts(instant, timezone)
  const clock = `${pad(hour)}:${pad(minute)} ${zoneName(instant, timezone)}`
  return withDate ? `${formatDate(iso, timezone)}, ${clock}` : clock
}

/** `14 Aug 2026`. */
export function formatDate(iso: string, timezone: string): string {
  const instant = Date.parse(iso)
  if (Number.isNaN(instant)) return iso
  const { year, month, day } = localParts(instant, timezone)
  return `${day} ${months[month - 1] ?? ''} ${year}`
}

/** `2026-08-14`: the day in that zone, for paths and front matter. */
export function formatIsoDate(iso: string, timezone: string): string {
  const instant = Date.parse(iso)
  return Number.isNaN(instant) ? iso : isoDate(localParts(instant, timezone))
}

/** `under 1 min`, `47 min`, `2 h 05 min`, `3 d 4 h`. Whole units, rounded down; less than nothing counts as nothing. */
export function formatDuration(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000)
  const hours = Math.floor(minutes / 60)
  if (minutes < 1) return 'under 1 min'
  if (hours < 1) return `${minutes} min`
  if (hours < 48) return `${hours} h ${pad(minutes % 60)} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** Making a formatter costs far more than using it; a run knows one or two zones. */
const namers = new Map<string, readonly Intl.DateTimeFormat[]>()

/** The zone's short name where it has one (`CET`, `EST`), else its distance from UTC. Europe's names are British usage. */
function zoneName(instant: number, timezone: string): string {
  if (timezone === 'UTC') return 'UTC'
  const parts = namersOf(timezone).flatMap((namer) => namer.formatToParts(instant))
  const names = parts.filter(({ type }) => type === 'timeZoneName').map(({ value }) => value)
  return names.find((name) => !name.startsWith('GMT')) ?? names[0] ?? 'UTC'
}

function namersOf(timezone: string): readonly Intl.DateTimeFormat[] {
  const known = namers.get(timezone)
  if (known) return known
  const timeZone = isTimezone(timezone) ? timezone : 'UTC'
  const made = ['en-US', 'en-GB'].map((locale) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }))
  namers.set(timezone, made)
  return made
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
