import type { BodyEdit } from '../domain/record.ts'
import { ghost } from '../domain/vocabulary.ts'
import type { GitHubClient } from './client.ts'
import { listUnder, textUnder, under } from './json-shape.ts'
import { isoTime } from './narrow.ts'
import type { Place } from './place.ts'

/** Edits by issue number, oldest first; an issue that is missing could not be read. */
export type EditHistory = ReadonlyMap<number, readonly BodyEdit[]>

/** Issues in one query: 100 edits of each stay far below GitHub's limit of 500,000 nodes. */
const issuesPerQuery = 20
const maxPages = 10

const editFields = 'pageInfo { hasNextPage endCursor } nodes { editedAt diff editor { __typename login } }'

/**
 * Reads the edits of these issues' bodies and learns our own login on the way, 20 issues a request. An issue without
 * an answer is left out (GHES, no GraphQL): the incident goes on without it.
 */
export async function readEditHistory(
  client: GitHubClient,
  where: Place,
  numbers: readonly number[],
): Promise<EditHistory> {
  const chunks = Array.from({ length: Math.ceil(numbers.length / issuesPerQuery) }, (_, index) =>
    numbers.slice(index * issuesPerQuery, (index + 1) * issuesPerQuery),
  )
  const read = await Promise.all(chunks.map((chunk) => readChunk(client, where, chunk)))
  return new Map(read.flatMap((chunk) => [...chunk]))
}

async function readChunk(client: GitHubClient, where: Place, numbers: readonly number[]): Promise<EditHistory> {
  const issues = numbers.map(
    (number) => `i${number}: issue(number: ${number}) { userContentEdits(first: 100) { ${editFields} } }`,
  )
  const text = `query($owner: String!, $name: String!) { viewer { login } repository(owner: $owner, name: $name) { ${issues.join(' ')} } }`
  try {
    const data = await client.query(text, { owner: where.owner, name: where.name })
    learnLogin(client, data)
    const read = await Promise.all(numbers.map((number) => narrowIssueEdits(client, where, { number, data })))
    return new Map(read.flatMap((entry) => (entry ? [entry] : [])))
  } catch {
    return new Map()
  }
}

async function narrowIssueEdits(
  client: GitHubClient,
  where: Place,
  { number, data }: { readonly number: number; readonly data: unknown },
): Promise<readonly [number, readonly BodyEdit[]] | undefined> {
  const issue = under(data, 'repository', `i${number}`)
  if (typeof issue !== 'object' || issue === null) return undefined
  const first = under(issue, 'userContentEdits')
  const nodes = [...listUnder(first, 'nodes'), ...(await readFurther(client, where, { number, connection: first }))]
  return [number, oldestFirst(nodes.flatMap(narrowEdit))]
}

/** GitHub lists the newest edit first; within a second only that order tells which came before. */
function oldestFirst(edits: readonly BodyEdit[]): readonly BodyEdit[] {
  const newestFirst = (edits[0]?.at ?? '') >= (edits.at(-1)?.at ?? '')
  return (newestFirst ? edits.toReversed() : [...edits]).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** The pages after the first: GitHub hands out cursors, so one after the other. */
async function readFurther(
  client: GitHubClient,
  where: Place,
  { number, connection }: { readonly number: number; readonly connection: unknown },
): Promise<readonly unknown[]> {
  const text = `query($owner: String!, $name: String!, $number: Int!, $after: String!) { repository(owner: $owner, name: $name) {
    issue(number: $number) { userContentEdits(first: 100, after: $after) { ${editFields} } } } }`
  const nodes: unknown[] = []
  let current = connection
  for (let page = 1; page < maxPages && under(current, 'pageInfo', 'hasNextPage') === true; page += 1) {
    const after = textUnder(current, 'pageInfo', 'endCursor')
    const data = await client.query(text, { owner: where.owner, name: where.name, number, after })
    current = under(data, 'repository', 'issue', 'userContentEdits')
    nodes.push(...listUnder(current, 'nodes'))
  }
  return nodes
}

/** An edit whose text was deleted from the history by hand has no `diff` and tells nothing. */
function narrowEdit(node: unknown): readonly BodyEdit[] {
  const at = textUnder(node, 'editedAt')
  const body = textUnder(node, 'diff')
  if (at === undefined || body === undefined) return []
  const login = textUnder(node, 'editor', 'login') ?? ghost
  const bot = textUnder(node, 'editor', '__typename') === 'Bot' && !login.endsWith('[bot]')
  return [{ at: isoTime(at), editor: bot ? `${login}[bot]` : login, body }]
}

function learnLogin(client: GitHubClient, data: unknown): void {
  const login = textUnder(data, 'viewer', 'login')
  if (login !== undefined) client.ownLogin.learn(login)
}
