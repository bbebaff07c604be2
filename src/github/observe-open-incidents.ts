import { readCalled } from '../domain/history/acknowledgement.ts'
import { isOurs } from '../domain/own-comments.ts'
import type { Issue } from '../domain/record.ts'
import type { RelatedIncident } from '../domain/snapshot.ts'
import { readMarker } from '../text/marker.ts'
import type { GitHubClient } from './client.ts'
import { listLabelled } from './list-labelled.ts'
import type { ApiComment } from './narrow.ts'
import { loginOf, narrowComment, narrowIssue } from './narrow.ts'
import { findOwnLogin } from './own-login.ts'
import { pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** Around which incident to look. */
export interface OpenIncidentsRequest {
  /** Its own number: it is not related to itself. */
  readonly number: number
  /** `service:<key>` as a label, in every spelling that counts; only incidents that carry one are asked whom they called. */
  readonly serviceLabels: readonly string[]
  /** The repository's open incidents, oldest first, where they were read already. */
  readonly listed: readonly ListedIncident[] | undefined
  /** The name of the incident label. */
  readonly incidentLabel: string
}

/** An incident as a list shows it. */
export type ListedIncident = Pick<Issue, 'number' | 'title' | 'url' | 'labels' | 'createdAt'>

/** Incidents on the same service whose calls are read: more than these are never open at once but by mistake. */
const maxRelated = 3

/** The repository's other open incidents, oldest first. Rejects where the list cannot be read. */
export async function observeOpenIncidents(
  client: GitHubClient,
  where: Place,
  request: OpenIncidentsRequest,
): Promise<readonly RelatedIncident[]> {
  const incidents = request.listed ?? (await listIncidents(client, where, request.incidentLabel))
  const others = incidents.filter(({ number }) => number !== request.number)
  const services = new Set(request.serviceLabels.map((label) => label.toLowerCase()))
  const related = others
    .filter(({ labels }) => labels.some((label) => services.has(label.toLowerCase())))
    .slice(-maxRelated)
  const called = new Map(
    await Promise.all(related.map(async ({ number }) => [number, await askCalled(client, where, number)] as const)),
  )
  return others.map((incident) => ({ ...incident, called: called.get(incident.number) ?? [] }))
}

async function listIncidents(client: GitHubClient, where: Place, label: string): Promise<readonly ListedIncident[]> {
  const issues = await listLabelled(client, where, { label, state: 'open' })
  return issues.map((issue) => {
    const { number, title, url, labels, createdAt } = narrowIssue(issue)
    return { number, title, url, labels, createdAt }
  })
}

/** Whom the board and the calls on the first page of comments called; nobody where that cannot be read. */
async function askCalled(client: GitHubClient, where: Place, number: number): Promise<RelatedIncident['called']> {
  try {
    const page = { ...inPlace(where), issue_number: number, per_page: pageSize }
    const [{ data }, ourLogin] = await Promise.all([client.rest.issues.listComments(page), findOwnLogin(client)])
    return calledIn(data, ourLogin)
  } catch {
    return []
  }
}

function calledIn(comments: readonly ApiComment[], ourLogin: string): RelatedIncident['called'] {
  const own = comments
    .filter((comment) => isOurs(loginOf(comment.user), { ourLogin }))
    .flatMap((comment) => {
      const marker = readMarker(comment.body ?? '')
      return marker ? [{ comment: narrowComment(comment), keys: marker.keys, text: marker.text }] : []
    })
  return readCalled(own).map(({ lastAt, ...one }) => ({ ...one, at: lastAt ?? one.at }))
}
