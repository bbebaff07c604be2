import type { GitHubClient } from './client.ts'
import { readFresh } from './look-again.ts'
import type { ApiComment } from './narrow.ts'
import { listAll, pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** With body and rendered body: only the rendered one proves that a mention resolved. */
export const fullJson = { accept: 'application/vnd.github.full+json' }

/** All comments of an issue, or those written or edited since then, oldest first. */
export async function readComments(
  client: GitHubClient,
  where: Place,
  { number, since }: { readonly number: number; readonly since?: string },
): Promise<readonly ApiComment[]> {
  const comments = await listAll((page) =>
    readFresh(client, () =>
      client.rest.issues.listComments({
        ...inPlace(where),
        issue_number: number,
        per_page: pageSize,
        page,
        headers: fullJson,
        ...(since !== undefined && { since }),
      }),
    ),
  )
  return [...comments].sort((a, b) => Number(a.id) - Number(b.id))
}
