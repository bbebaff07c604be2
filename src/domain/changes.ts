import type { Settings } from '../settings/types.ts'
import { byTime } from './by-time.ts'
import { isCallOpen } from './call-state.ts'
import type { History } from './history/read-facts.ts'
import { defaultRenames } from './label-names.ts'
import { serviceLabel } from './labels.ts'
import { serviceOfIncident } from './services.ts'
import type { Change, Snapshot } from './snapshot.ts'

/** Where and when to look for what stands around an incident. */
export interface SurroundingsWanted {
  readonly number: number
  /** Labels of incidents on the same service; none where nobody is left to be called. */
  readonly serviceLabels: readonly string[]
  /** The day before it began, to its beginning. ISO 8601. */
  readonly window: { readonly from: string; readonly to: string }
  /** Static prefixes of the service's globs. */
  readonly paths: readonly string[]
}

const day = 86_400_000
/** How many changes a board has room for on a phone. */
const shownChanges = 5

/** What to look for: changes of the day before it began, in the service's paths; incidents on the same service. */
export function wantSurroundings(
  history: History,
  snapshot: Snapshot,
  codeowners: string | undefined,
): SurroundingsWanted {
  const { facts } = history
  const { settings, record } = snapshot
  const { service = '' } = facts
  const calls = facts.service !== undefined && isCallOpen(history, snapshot, codeowners)
  const began = facts.milestones.started ?? record.issue.createdAt
  return {
    number: facts.number,
    // Running incidents carry the names from before a rename.
    serviceLabels: calls
      ? [
          ...new Set(
            [settings.labels.service, defaultRenames.service].map((prefix) =>
              serviceLabel(service, { ...settings.labels, service: prefix }),
            ),
          ),
        ]
      : [],
    window: { from: new Date(Date.parse(began) - day).toISOString(), to: began },
    paths: pathPrefixes(settings, facts.service),
  }
}

/** `services/checkout/**` → `services/checkout`; a glob that begins with a wildcard has no prefix to ask for. */
function pathPrefixes(settings: Settings, service: string | undefined): readonly string[] {
  const globs = serviceOfIncident(settings, service)?.paths ?? []
  const prefixes = globs.map((glob) => /[^*?[\]{}!]*/.exec(glob)?.[0] ?? '')
  const folders = prefixes
    .map((prefix, index) => (prefix === globs[index] ? prefix : prefix.replace(/[^/]*$/, '')))
    .map((prefix) => prefix.replace(/^\/+|\/+$/g, ''))
  return [...new Set(folders)].filter((folder) => folder !== '')
}

/**
 * The changes that the board lists: those that touch the service's paths before others, newest first. A place of its own,
 * so that a better ranking has a room to move into. A merge that is also a commit of the window is said once.
 */
export function chooseChanges(changes: readonly Change[]): readonly Change[] {
  const rank = (change: Change): number => (change.touchesService === true ? 0 : 1)
  return [...changes].sort((a, b) => rank(a) - rank(b) || byTime(b, a)).slice(0, shownChanges)
}
