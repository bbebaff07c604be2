import type { InstallationLabel } from '../domain/installation.ts'
import type { Failure, Surroundings } from '../domain/snapshot.ts'
import type { GitHubClient } from './client.ts'
import type { ChangesRequest } from './combine-changes.ts'
import type { FilesAt } from './last-changes.ts'
import { observeChanges } from './observe-changes.ts'
import type { OpenIncidentsRequest } from './observe-open-incidents.ts'
import { observeOpenIncidents } from './observe-open-incidents.ts'
import type { Place } from './place.ts'
import { querySurroundings } from './query-surroundings.ts'

export type SurroundingsRequest = Omit<OpenIncidentsRequest, 'listed'> &
  ChangesRequest & {
    /** Runbooks that do not tell how old they are. Without GraphQL they stay undated. */
    readonly undated: FilesAt
    /** The name of the label whose description says since when Muster is installed. */
    readonly unconfirmedLabel: string
  }

/** What the API tells of an incident's surroundings; the files come from elsewhere. */
export type ObservedSurroundings = Pick<Surroundings, 'openIncidents' | 'changes' | 'lastChanges'> & {
  readonly failures: readonly Failure[]
  /** `unknown` without GraphQL. */
  readonly installation: InstallationLabel
}

/**
 * Reads what stands around an incident: by one query where GraphQL exists, else by REST, side by side. Never rejects: the
 * board goes out with what was found.
 */
export async function observeSurroundings(
  client: GitHubClient,
  where: Place,
  request: SurroundingsRequest,
): Promise<ObservedSurroundings> {
  const queried = await querySurroundings(client, where, request)
  const [open, changes] = await Promise.all([
    observeOpenIncidents(client, where, { ...request, listed: queried?.incidents }).catch(String),
    queried?.changes ?? observeChanges(client, where, request),
  ])
  const found = {
    changes,
    lastChanges: queried?.lastChanges ?? {},
    installation: queried?.installation ?? ('unknown' as const),
  }
  if (typeof open !== 'string') return { ...found, openIncidents: open, failures: [] }
  return { ...found, openIncidents: [], failures: [{ code: 'surroundings-unreadable', detail: open }] }
}
