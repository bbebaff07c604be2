import type { IncomingMessage } from 'node:http'
import { Problem } from './problem.ts'

const MAX_BYTES = 25 * 1024 * 1024

/** All bytes of a request. Throws 413 beyond 25 MiB. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += bytes.length
    if (size > MAX_BYTES) throw new Problem(413, 'Payload too large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** The body as JSON; undefined where none was sent. Throws 400 with GitHub's words. */
export function parseBody(bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  if (text.trim() === '') return undefined
  const value = parseJson(text)
  if (value === null || typeof value !== 'object') throw new Problem(400, 'Body should be a JSON object')
  return value
}

/** The fields of a body; none where it is no object. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  if (Array.isArray(body)) return {}
  return body !== null && typeof body === 'object' ? Object.fromEntries(Object.entries(body)) : {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'Problems parsing JSON')
  }
}
