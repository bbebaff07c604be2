/** The minutes, hours, days, months and weekdays of a POSIX cron expression, which GitHub reads in UTC. */
interface CronFields {
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly weekdays: ReadonlySet<number>
  readonly anyDay: boolean
  readonly anyWeekday: boolean
}

const MINUTE = 60_000

/** Whether a cron expression fell due in the half-open interval after `from` up to and including `to`. */
export function isDueBetween(cron: string, from: Date, to: Date): boolean {
  const fields = parseCron(cron)
  const first = Math.floor(from.getTime() / MINUTE) + 1
  const last = Math.floor(to.getTime() / MINUTE)
  for (let minute = first; minute <= last; minute += 1) {
    if (matches(fields, new Date(minute * MINUTE))) return true
  }
  return false
}

function parseCron(cron: string): CronFields {
  const parts = cron.trim().split(/\s+/)
  const [minute, hour, day, month, weekday] = parts
  if (parts.length !== 5 || !minute || !hour || !day || !month || !weekday) {
    throw new Error(`Not a cron expression: ${cron}`)
  }
  const weekdays = parseField(weekday, [0, 7], 'SUN MON TUE WED THU FRI SAT')
  return {
    minutes: parseField(minute, [0, 59]),
    hours: parseField(hour, [0, 23]),
    days: parseField(day, [1, 31]),
    months: parseField(month, [1, 12], '_ JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'),
    weekdays: new Set([...weekdays].map((value) => value % 7)),
    anyDay: day.startsWith('*'),
    anyWeekday: weekday.startsWith('*'),
  }
}

function parseField(field: string, [low, high]: readonly [number, number], names = ''): ReadonlySet<number> {
  const values = new Set<number>()
  for (const item of field.split(',')) {
    const [range = '*', step = '1'] = item.split('/')
    const [from, to] = range === '*' ? [low, high] : range.split('-').map((text) => parseValue(text, names))
    const last = to ?? (item.includes('/') ? high : from)
    for (let value = from ?? low; value <= (last ?? high); value += Math.max(1, Number(step))) values.add(value)
  }
  return values
}

function parseValue(text: string, names: string): number {
  const index = names.split(' ').indexOf(text.toUpperCase())
  return index >= 0 ? index : Number(text)
}

function matches(fields: CronFields, at: Date): boolean {
  if (!fields.minutes.has(at.getUTCMinutes()) || !fields.hours.has(at.getUTCHours())) return false
  if (!fields.months.has(at.getUTCMonth() + 1)) return false
  const day = fields.days.has(at.getUTCDate())
  const weekday = fields.weekdays.has(at.getUTCDay())
  // With both restricted, POSIX cron runs when either matches.
  return fields.anyDay || fields.anyWeekday ? day && weekday : day || weekday
}
