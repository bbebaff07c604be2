import { stripInvisible } from '../text/invisible.ts'
import type { GitHubClient } from './client.ts'
import { textUnder, under } from './json-shape.ts'
import { isoTime } from './narrow.ts'
import type { Place } from './place.ts'

/** A board shows no more runbooks than these. */
const maxPaths = 3

/**
 * When each file was last changed on a branch or at a commit, by path: one request for all of them, since a checkout
 * has no history. What cannot be read is left out (no GraphQL, a path of another branch). Never rejects.
 */
export async function observeLastChanges(
  client: GitHubClient,
  where: Place,
  { ref, paths }: { readonly ref: string; readonly paths: readonly string[] },
): Promise<Readonly<Record<string, string>>> {
  // A name with invisible signs in it is never sent as it is, not even to ask.
  const asked = paths.filter((path) => stripInvisible(path) === path).slice(0, maxPaths)
  if (asked.length === 0) return {}
  const names = asked.map((_, at) => `$p${at}: String!`).join(', ')
  const fields = asked.map((_, at) => `p${at}: history(first: 1, path: $p${at}) { nodes { committedDate } }`).join(' ')
  const text = `query($owner: String!, $name: String!, $ref: String!, ${names}) { repository(owner: $owner, name: $name) {
    object(expression: $ref) { ... on Commit { ${fields} } } } }`
  const values = Object.fromEntries(asked.map((path, at) => [`p${at}`, path]))
  try {
    const data = await client.query(text, { owner: where.owner, name: where.name, ref, ...values })
    const commit = under(data, 'repository', 'object')
    return Object.fromEntries(
      asked.flatMap((path, at) => {
        const date = textUnder(commit, `p${at}`, 'nodes', '0', 'committedDate')
        return date === undefined ? [] : [[path, isoTime(date)]]
      }),
    )
  } catch {
    return {}
  }
}
