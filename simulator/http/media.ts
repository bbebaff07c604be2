import { Problem } from './problem.ts'
import type { Call } from './route.ts'

/** Versions of the REST API that this server speaks; the first is the one GitHub assumes. */
const VERSIONS: readonly string[] = ['2022-11-28', '2026-03-10']

/** The version asked for. Throws 400 for one that does not exist. */
export function readApiVersion(header: string | undefined): string {
  const version = header ?? '2022-11-28'
  if (!VERSIONS.includes(version)) {
    throw new Problem(400, `Unsupported API version: ${version}. Supported versions: ${VERSIONS.join(', ')}.`)
  }
  return version
}

/** The media type of the answer by GitHub's `Accept` names. */
export function readMedia(accept: string | undefined): Call['media'] {
  const match = /application\/vnd\.github\.(?:v3\.)?(raw|html|text|full)(?:\+json)?/.exec(accept ?? '')
  const name = match?.[1]
  return name === 'raw' || name === 'html' || name === 'text' || name === 'full' ? name : 'json'
}

/** Shapes an answer for the version asked for: 2026-03-10 knows no `assignee` beside `assignees`. */
export function shapeForVersion(value: unknown, version: string): unknown {
  if (version < '2026-03-10' || value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map((item) => shapeForVersion(item, version))
  const entries = Object.entries(value).filter(([key]) => key !== 'assignee' || !('assignees' in value))
  return Object.fromEntries(entries.map(([key, item]) => [key, shapeForVersion(item, version)]))
}
