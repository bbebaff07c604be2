import type { Postmortem } from '../../domain/content.ts'
import type { Milestone } from '../../domain/vocabulary.ts'
import { formatDuration } from '../../text/time-format.ts'
import { localParts } from '../../text/zone.ts'

/** What went on between two milestones. Only words of our own: Mermaid has no escaping to rely on. */
const phases: readonly (readonly [Milestone, Milestone, string])[] = [
  ['started', 'detected', 'Not noticed yet'],
  ['detected', 'acknowledged', 'Waiting for an answer'],
  ['acknowledged', 'identified', 'Looking for the source'],
  ['identified', 'mitigated', 'Fixing it'],
  ['mitigated', 'resolved', 'Watching the fix'],
]

/** The incident as a Mermaid gantt whose source reads as a table, or nothing with fewer than two milestones. */
export function renderGantt({ milestones, timezone }: Postmortem): string {
  const known = phases.flatMap(([from]) => (milestones[from] === undefined ? [] : [from]))
  const points = [...known, ...(milestones.resolved === undefined ? [] : (['resolved'] as const))]
  const rows = points.slice(1).flatMap((to, index) => row(points[index], to, milestones, timezone) ?? [])
  if (rows.length === 0) return ''
  const head = [
    'gantt',
    '    dateFormat YYYY-MM-DD HH:mm',
    `    axisFormat ${isLong(milestones) ? '%d %b %H:%M' : '%H:%M'}`,
  ]
  const width = Math.max(...rows.map(([label]) => label.length))
  const lines = rows.map(([label, span]) => `    ${label.padEnd(width)} : ${span}`)
  return ['```mermaid', ...head, ...lines, '```'].join('\n')
}

type Row = readonly [string, string]

function row(
  from: Milestone | undefined,
  to: Milestone,
  milestones: Postmortem['milestones'],
  timezone: string,
): readonly Row[] | undefined {
  const [start, end] = [milestones[from ?? to], milestones[to]]
  if (from === undefined || start === undefined || end === undefined || end < start) return undefined
  const words = phases.find(([first]) => first === from)?.[2] ?? from
  const length = formatDuration(Date.parse(end) - Date.parse(start))
  return [[`${words} (${length})`, `${stamp(start, timezone)}, ${stamp(end, timezone)}`]]
}

function isLong({ started, detected, resolved }: Postmortem['milestones']): boolean {
  return Date.parse(resolved ?? '') - Date.parse(started ?? detected ?? '') > 20 * 3_600_000
}

function stamp(iso: string, timezone: string): string {
  const { year, month, day, hour, minute } = localParts(Date.parse(iso), timezone)
  const [mm, dd, hh, min] = [month, day, hour, minute].map((value) => String(value).padStart(2, '0'))
  return `${year}-${mm}-${dd} ${hh}:${min}`
}
