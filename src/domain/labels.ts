import { stripInvisible } from '../text/invisible.ts'
import type { LabelNames } from './label-names.ts'
import { defaultRenames } from './label-names.ts'
import type { PostmortemState, Severity, Status } from './vocabulary.ts'
import { severities, statuses } from './vocabulary.ts'

/** A label as it is made where it is missing. `color` is six hex digits without `#`; `description` ≤ 100 characters. */
export interface Label {
  readonly name: string
  readonly color: string
  readonly description: string
}

export const severityLabel = (severity: Severity, names: LabelNames): string => `${names.severity}${severity}`
export const statusLabel = (status: Status, names: LabelNames): string => `${names.status}${status}`
export const postmortemLabel = (state: PostmortemState, names: LabelNames): string => `${names.postmortem}${state}`

/** The prefix and the service's key on one line, cut to GitHub's 50 characters; `unknown` where it shows nothing. */
export function serviceLabel(service: string, names: LabelNames): string {
  const name = stripInvisible(service).replace(/\s+/g, ' ').trim()
  return stripInvisible(`${names.service}${name || 'unknown'}`.slice(0, 50)).trimEnd()
}

/** Whether a label is among those of an issue. GitHub keeps one label for all spellings in upper and lower case. */
export function hasLabel(labels: readonly string[], name: string): boolean {
  return labels.some((label) => isLabel(label, name))
}

/** Whether two names are of the same label. */
export function isLabel(label: string, name: string): boolean {
  return label.toLowerCase() === name.toLowerCase()
}

/** The severity that a label says, if it says one. What was labelled before a rename still counts. */
export function severityOf(label: string, names: LabelNames): Severity | undefined {
  const ending = endingOf(label, 'severity', names)
  return severities.find((severity) => severity.toLowerCase() === ending)
}

/** The status that a label says, if it says one. */
export function statusOf(label: string, names: LabelNames): Status | undefined {
  const ending = endingOf(label, 'status', names)
  return statuses.find((status) => status === ending)
}

/** Where the postmortem stands by a label, if it says so. */
export function postmortemOf(label: string, names: LabelNames): PostmortemState | undefined {
  const ending = endingOf(label, 'postmortem', names)
  return (['open', 'published', 'none'] as const).find((state) => state === ending)
}

/** The service that a label names, if it names one. */
export function serviceOf(label: string, names: LabelNames): string | undefined {
  const ending = endingOf(label, 'service', names)
  return ending === undefined ? undefined : label.slice(label.length - ending.length).trim() || undefined
}

/** What follows the prefix, in lower case: the one of the settings, or the usual one, which stays on running incidents. */
function endingOf(
  label: string,
  family: 'severity' | 'service' | 'status' | 'postmortem',
  names: LabelNames,
): string | undefined {
  const lower = label.toLowerCase()
  const prefixes = [names[family], defaultRenames[family]].sort((a, b) => b.length - a.length)
  const prefix = prefixes.find((one) => lower.startsWith(one.toLowerCase()))
  return prefix === undefined ? undefined : lower.slice(prefix.length)
}

/** Whether a label says something about an incident beside that it is one: who set it, and when, then matters. */
export function isTelling(label: string, names: LabelNames): boolean {
  const known = severityOf(label, names) ?? statusOf(label, names) ?? serviceOf(label, names)
  return known !== undefined || isLabel(label, names.drill)
}

/** Whether a label says that an incident has ended: it is set when nothing else is left to do, and no sweep looks again. */
export function isFinal(label: string, names: LabelNames): boolean {
  const state = postmortemOf(label, names)
  return state === 'published' || state === 'none'
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
  SEV3: 'Degraded; there is a workaround',
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
const postmortemLooks: Readonly<Record<PostmortemState, Omit<Label, 'name'>>> = {
  open: { color: 'fbca04', description: 'The postmortem is being written' },
  published: { color: '0e8a16', description: 'The postmortem is merged' },
  none: { color: 'ededed', description: 'No postmortem for this incident' },
}

/** What a severity means, as its label says it. */
export function meaningOf(severity: Severity): string {
  return severityMeanings[severity]
}

/** The label of that name with its colour and description; a name that Muster does not know is a service's. */
export function defineLabel(name: string, names: LabelNames): Label {
  const severity = severityOf(name, names)
  if (severity) return { name, color: severityColors[severity], description: severityMeanings[severity] }
  const status = statusOf(name, names)
  if (status) return { name, color: statusColors[status], description: statusMeanings[status] }
  const postmortem = postmortemOf(name, names)
  if (postmortem) return { name, ...postmortemLooks[postmortem] }
  const fixed = looksOf(names).find(([one]) => isLabel(one, name))?.[1]
  return { name, ...(fixed ?? { color: 'bfd4f2', description: 'The service that the incident is about' }) }
}

function looksOf(names: LabelNames): readonly (readonly [string, Omit<Label, 'name'>])[] {
  return [
    [names.incident, { color: 'b60205', description: 'An incident, run on this issue' }],
    [names.unconfirmed, { color: 'fef2c0', description: waitsFor }],
    [names.report, { color: 'fef2c0', description: 'Filed with the incident form' }],
    [names.action, { color: '0052cc', description: 'Follow-up work from a postmortem' }],
    [names.drill, { color: '5319e7', description: 'A drill: the whole loop, nobody is called' }],
  ]
}

/** What the label of unconfirmed reports says first; behind it stands since when Muster is installed. */
export const waitsFor = 'Waits for /confirm'
