import type { Repository } from '../domain/record.ts'
import type { GitHubClient } from './client.ts'
import { narrowRepository } from './narrow.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** The repository itself, for events whose payload does not tell it. `sha` is empty: nothing was read yet. */
export async function observeRepository(client: GitHubClient, where: Place): Promise<Repository> {
  const { data } = await client.rest.repos.get(inPlace(where))
  return narrowRepository(data, '')
}
