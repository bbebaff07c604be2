import type { CallList } from './call.ts'
import { causeOf } from './call-cause.ts'
import type { History } from './history/read-facts.ts'
import { severityOf, statusOf } from './labels.ts'
import type { Snapshot, Surroundings } from './snapshot.ts'
import type { Severity } from './vocabulary.ts'
import { severities } from './vocabulary.ts'

/** Somebody who is left out, since a running incident on the same service called them not long ago. */
export interface CalledBefore {
  readonly login: string
  readonly incident: { readonly number: number; readonly url: string }
  readonly at: string
  /** That one only informed them. */
  readonly informed: boolean
}

/** Who was called by another incident in this time before is left out. */
const recently = 3_600_000

/**
 * Whom running incidents on the same service, of the same or a higher severity, called in the hour before this call's
 * cause, or since. Only incidents on the service tell whom they called.
 */
export function calledBefore(
  history: History,
  { settings }: Snapshot,
  { openIncidents }: Surroundings,
): readonly CalledBefore[] {
  const names = settings.labels
  const rank = rankOf(history.facts.severity)
  const since = new Date(Date.parse(causeOf(history).at) - recently).toISOString()
  return openIncidents
    .filter(({ number }) => number !== history.facts.number)
    .filter(({ labels }) => labels.every((label) => statusOf(label, names) !== 'resolved'))
    .filter(({ labels }) => rankOf(labels.flatMap((label) => severityOf(label, names) ?? [])[0]) <= rank)
    .flatMap(({ number, url, called }) =>
      called
        .filter(({ at }) => at >= since)
        .map(({ login, at, informed }) => ({ login, at, informed, incident: { number, url } })),
    )
}

/** The lower, the worse; unknown counts as SEV2. */
function rankOf(severity: Severity | undefined): number {
  return severities.indexOf(severity ?? 'SEV2')
}

/** Who of the list is left out. If that would leave nobody to call, everybody is called. */
export function leaveOut(list: CallList, before: readonly CalledBefore[]): readonly CalledBefore[] {
  const find = (name: string, others: readonly CalledBefore[]) =>
    others.find(({ login }) => lower(login) === lower(name))
  const called = [...list.call, ...list.teams]
  const calls = before.filter(({ informed }) => !informed)
  if (called.length > 0 && called.every((name) => find(name, calls))) return []
  return [
    ...called.flatMap((name) => find(name, calls) ?? []),
    ...list.inform.flatMap((name) => find(name, before) ?? []),
  ]
}

function lower(text: string): string {
  return text.toLowerCase()
}
