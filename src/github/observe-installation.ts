import type { InstallationLabel } from '../domain/installation.ts'
import { hasCode } from './api-error.ts'
import type { GitHubClient } from './client.ts'
import { textUnder, under } from './json-shape.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** The fields of a label that tell since when Muster is installed, in a GraphQL query. */
export const installationFields = '{ description createdAt }'

/** Reads the label whose description says since when Muster is installed. Never rejects. */
export async function observeInstallation(
  client: GitHubClient,
  where: Place,
  name: string,
): Promise<InstallationLabel> {
  const text = `query($owner: String!, $name: String!, $label: String!) {
    installed: repository(owner: $owner, name: $name) { label(name: $label) ${installationFields} } }`
  const data = await client.query(text, { owner: where.owner, name: where.name, label: name }).catch(() => undefined)
  const queried = readInstalled(data)
  return queried === 'unknown' ? await askRest(client, where, name) : queried
}

/** What a query with the field `installed` told of the label. */
export function readInstalled(data: unknown): InstallationLabel {
  const repository = under(data, 'installed')
  if (typeof repository !== 'object' || repository === null) return 'unknown'
  const label = under(repository, 'label')
  if (label === null) return 'absent'
  if (label === undefined) return 'unknown'
  return { description: textUnder(label, 'description') ?? '', createdAt: textUnder(label, 'createdAt') }
}

async function askRest(client: GitHubClient, where: Place, name: string): Promise<InstallationLabel> {
  return await client.rest.issues.getLabel({ ...inPlace(where), name }).then(
    ({ data }): InstallationLabel => ({ description: data.description ?? '', createdAt: undefined }),
    (error: unknown): InstallationLabel => (hasCode(error, 'not-found') ? 'absent' : 'unknown'),
  )
}
