import { stripInvisible } from '../text/invisible.ts'
import { textUnder } from './json-shape.ts'
import { isoTime } from './narrow.ts'

/** Files whose last change is to be told, on a branch or at a commit. */
export interface FilesAt {
  readonly ref: string
  readonly paths: readonly string[]
}

/** A part of a query: what it declares, what it asks for beside the repository, and what it is called with. */
export interface LastChangesQuery {
  readonly declares: string
  readonly asks: string
  readonly variables: Readonly<Record<string, string>>
  /** When each file was last changed, by path; a file that GitHub does not know there is left out. */
  readonly read: (data: unknown) => Readonly<Record<string, string>>
}

/** A board shows no more runbooks than these. */
const maxPaths = 3

/**
 * When files were last changed, as a part of the query that is made anyway: a checkout has no history, and REST would need
 * a request for each. Without files it asks for nothing.
 */
export function lastChangesQuery({ ref, paths }: FilesAt): LastChangesQuery {
  // A name with invisible signs in it is never sent as it is, not even to ask.
  const asked = paths.filter((path) => stripInvisible(path) === path).slice(0, maxPaths)
  if (asked.length === 0) return { declares: '', asks: '', variables: {}, read: () => ({}) }
  const files = asked.map((path, at) => ({ path, name: `file${at}` }))
  const fields = files.map(({ name }) => `${name}: history(first: 1, path: $${name}) { nodes { committedDate } }`)
  return {
    declares: `, $ref: String!, ${files.map(({ name }) => `$${name}: String!`).join(', ')}`,
    asks: `dated: repository(owner: $owner, name: $name) { object(expression: $ref) { ... on Commit { ${fields.join(' ')} } } }`,
    variables: { ref, ...Object.fromEntries(files.map(({ path, name }) => [name, path])) },
    read: (data) => {
      const dates = files.map(
        ({ path, name }) => [path, textUnder(data, 'dated', 'object', name, 'nodes', '0', 'committedDate')] as const,
      )
      return Object.fromEntries(dates.flatMap(([path, date]) => (date === undefined ? [] : [[path, isoTime(date)]])))
    },
  }
}
