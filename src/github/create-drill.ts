import type { Label } from '../domain/labels.ts'
import { readMarker } from '../text/marker.ts'
import { hasCode } from './api-error.ts'
import type { GitHubClient } from './client.ts'
import { listLabelled } from './list-labelled.ts'
import { lookAgain, settling } from './look-again.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** A drill's issue. The key stands in the marker at the end of the body. */
export interface DrillIssue {
  readonly key: string
  readonly title: string
  readonly body: string
  readonly labels: readonly Label[]
  /** The label that drills are listed by. */
  readonly drillLabel: string
}

/** Makes the drill's issue, once for its key, and tells its number. Rejects with an `ApiError` where GitHub refuses it. */
export async function createDrill(client: GitHubClient, where: Place, drill: DrillIssue): Promise<number> {
  // A run that is started again after it was killed may come before lists show what it made.
  const find = () => findDrill(client, where, drill)
  const existing = await lookAgain(client, find, (number) => number !== undefined)
  if (existing !== undefined) return existing
  const { title, body } = drill
  const issue = { ...inPlace(where), title, body, labels: drill.labels.map(({ name }) => name) }
  const create = async () => (await client.rest.issues.create(issue)).data.number
  try {
    return await create()
  } catch (error) {
    if (!hasCode(error, 'ambiguous')) throw error
    await client.pause(settling)
    return (await find()) ?? (await create())
  }
}

async function findDrill(
  client: GitHubClient,
  where: Place,
  { key, drillLabel }: DrillIssue,
): Promise<number | undefined> {
  const issues = await listLabelled(client, where, { label: drillLabel, state: 'all' })
  return issues.find((issue) => readMarker(issue.body ?? '')?.keys[0] === key)?.number
}
