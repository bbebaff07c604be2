import { stripInvisible } from '../text/invisible.ts'
import type { PostmortemState, Severity, Status } from './vocabulary.ts'
import { severities, statuses } from './vocabulary.ts'

/** A label as it is made where it is missing. `color` is six hex digits without `#`; `description` ≤ 100 characters. */
export interface Label {
  readonly name: string
  readonly color: string
  readonly description: string
}

export const incidentLabel = 'incident'
export const triageLabel = 'triage'
export const drillLabel = 'drill'
/** What the form applies. Forms apply labels for anybody, so it asks for an incident and proves nothing. */
export const reportLabel = 'outage-report'

/** Marks the issues that are made of action items, so that they can be listed. */
export const actionLabel = 'action-item'

export const severityLabel = (severity: Severity): string => `severity:${severity}`
export const statusLabel = (status: Status): string => `status:${status}`
export const postmortemLabel = (state: PostmortemState): string => `postmortem:${state}`

/** No sweep looks again at a closed incident with one of these: they are set when nothing else is left to do. */
export const finalLabels: ReadonlySet<string> = new Set([postmortemLabel('published'), postmortemLabel('none')])

/** `service:<key>` on one line, cut to GitHub's 50 characters for a label's name; `service:unknown` where it shows nothing. */
export function serviceLabel(service: string): string {
  const name = stripInvisible(service).replace(/\s+/g, ' ').trim()
  return stripInvisible(`service:${name || 'unknown'}`.slice(0, 50)).trimEnd()
}

/** The severity that a label says, if it says one. */
export function severityOf(label: string): Severity | undefined {
  return severities.find((severity) => severityLabel(severity).toLowerCase() === label.toLowerCase())
}

/** The status that a label says, if it says one. */
export function statusOf(label: string): Status | undefined {
  return statuses.find((status) => statusLabel(status) === label.toLowerCase())
}

/** The service that a label names, if it names one. */
export function serviceOf(label: string): string | undefined {
  return label.toLowerCase().startsWith('service:') ? label.slice('service:'.length).trim() || undefined : undefined
}

/** Whether a label says something about an incident beside that it is one: who set it, and when, then matters. */
export function isTelling(label: string): boolean {
  const known = severityOf(label) ?? statusOf(label) ?? serviceOf(label)
  return known !== undefined || label.toLowerCase() === drillLabel
}

const severityColors: Readonly<Record<Severity, string>> = {
  SEV1: 'b60205',
  SEV2: 'd93f0b',
  SEV3: 'fbca04',
  SEV4: 'c2e0c6',
}
const severityMeanings: Readonly<Record<Severity, string>> = {
  SEV1: 'Most users cannot use it, or data is at risk',
  SEV2: 'An important part is broken, or some users are cut off',
  SEV3: 'Degraded; there is a way around',
  SEV4: 'Hardly noticed',
}
const statusColors: Readonly<Record<Status, string>> = {
  investigating: 'd93f0b',
  identified: 'fbca04',
  monitoring: '1d76db',
  resolved: '0e8a16',
}
const statusMeanings: Readonly<Record<Status, string>> = {
  investigating: 'The source of the problem is not known yet',
  identified: 'The source is known; the fix is under way',
  monitoring: 'A fix is in place and being watched',
  resolved: 'The emergency is over',
}

/** The label of that name with its colour and description; a name that Muster does not know is a service's. */
export function defineLabel(name: string): Label {
  const severity = severityOf(name)
  if (severity) return { name, color: severityColors[severity], description: severityMeanings[severity] }
  const status = statusOf(name)
  if (status) return { name, color: statusColors[status], description: statusMeanings[status] }
  return { name, ...(fixed[name] ?? { color: 'bfd4f2', description: 'The service that the incident is about' }) }
}

const fixed: Readonly<Record<string, Omit<Label, 'name'>>> = {
  [incidentLabel]: { color: 'b60205', description: 'An incident, run on this issue' },
  [triageLabel]: {
    color: 'ededed',
    description: 'Reported as an incident; somebody who may declare one has to confirm it',
  },
  [actionLabel]: { color: '0052cc', description: 'Follow-up work from a postmortem' },
  [drillLabel]: { color: '5319e7', description: 'A drill: the whole loop, nobody is called' },
  [postmortemLabel('open')]: { color: 'fbca04', description: 'The postmortem is being written' },
  [postmortemLabel('published')]: { color: '0e8a16', description: 'The postmortem is merged' },
  [postmortemLabel('none')]: { color: 'ededed', description: 'No postmortem for this incident' },
}
