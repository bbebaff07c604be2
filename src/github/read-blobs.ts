import type { TextFile } from '../files/repository-files.ts'
import type { GitHubClient } from './client.ts'
import { textUnder, under } from './json-shape.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'
import type { TreeFile } from './read-tree.ts'

/** The texts that were read, and the files that hold none or could not be read. */
export interface ReadBlobs {
  readonly texts: readonly TextFile[]
  readonly unreadable: readonly string[]
}

/** Not a round hundred: with these, 5,000 runbooks and all else that a new incident asks stay within 60 requests. */
const blobsPerQuery = 110
/** GitHub gives up on answers that take it longer than ten seconds: a megabyte takes it about one. */
const bytesPerQuery = 1_000_000
/** Files read one by one where GraphQL does not answer, over all queries: a third of a workflow's hourly budget. */
const maxSingle = 300
const parallel = 8

/** Reads the contents of files, about a hundred a request. Rejects only where GitHub answers nothing at all. */
export async function readBlobs(client: GitHubClient, where: Place, files: readonly TreeFile[]): Promise<ReadBlobs> {
  const answers = await mapParallel(makeBatches(files), (batch) => queryBatch(client, where, batch))
  const rest = await readSingly(
    client,
    where,
    answers.flatMap((one) => one.unanswered),
  )
  return {
    texts: [...answers.flatMap((one) => one.texts), ...rest.texts],
    unreadable: [...answers.flatMap((one) => one.unreadable), ...rest.unreadable],
  }
}

function makeBatches(files: readonly TreeFile[]): readonly (readonly TreeFile[])[] {
  const batches: TreeFile[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const file of files) {
    const current = batches.at(-1)
    if (!current || current.length >= blobsPerQuery || bytes + file.size > bytesPerQuery) {
      batches.push([file])
      bytes = file.size
    } else {
      current.push(file)
      bytes += file.size
    }
  }
  return batches
}

interface Answered extends ReadBlobs {
  /** What GraphQL cut short or did not tell. */
  readonly unanswered: readonly TreeFile[]
}

async function queryBatch(client: GitHubClient, where: Place, files: readonly TreeFile[]): Promise<Answered> {
  const aliases = files.map(
    (file, index) => `b${index}: object(oid: "${file.sha}") { ... on Blob { text isBinary isTruncated } }`,
  )
  const query = `query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${aliases.join(' ')} } }`
  const data = await client.query(query, { owner: where.owner, name: where.name }).catch(() => undefined)
  const found = files.map((file, index) => ({ file, blob: under(data, 'repository', `b${index}`) }))
  const texts = found.flatMap(({ file, blob }) => {
    const text = under(blob, 'isTruncated') === true ? undefined : textUnder(blob, 'text')
    return text === undefined ? [] : [{ path: file.path, text }]
  })
  const unreadable = found.filter(({ blob }) => under(blob, 'isBinary') === true).map(({ file }) => file.path)
  const done = new Set([...texts.map((file) => file.path), ...unreadable])
  return { texts, unreadable, unanswered: files.filter((file) => !done.has(file.path)) }
}

async function readSingly(client: GitHubClient, where: Place, files: readonly TreeFile[]): Promise<ReadBlobs> {
  const results = await mapParallel(files.slice(0, maxSingle), async (file) => {
    const { data } = await client.rest.git.getBlob({ ...inPlace(where), file_sha: file.sha })
    const bytes = Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8')
    return { path: file.path, text: decode(bytes) }
  })
  const texts = results.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]))
  const read = new Set(texts.map((file) => file.path))
  return { texts, unreadable: files.map((file) => file.path).filter((path) => !read.has(path)) }
}

/** The text, if these bytes are one. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

async function mapParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  const waiting = items.entries()
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker))
  return results
}
