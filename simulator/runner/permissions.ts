import type { Access, Permission } from '../http/route.ts'
import type { TokenPermissions } from '../state/token.ts'
import { readText, type Template } from './template.ts'

const permissions: readonly Permission[] = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'issues',
  'pull-requests',
  'statuses',
]

/** What GITHUB_TOKEN may do where a workflow says nothing, by GitHub's default setting for new repositories. */
const restricted: TokenPermissions = { contents: 'read' }

/**
 * The permissions of a job's GITHUB_TOKEN: the first `permissions:` of the chain that is there (the job's own, its
 * workflow's, those of its callers), else the repository's default. A mapping gives exactly what it names and nothing else.
 */
export function grantPermissions(chain: readonly (Template | undefined)[]): TokenPermissions {
  const granted: Partial<Record<Permission, Access>> = {}
  for (const [key, level] of readLevels(chain.find((template) => template !== undefined))) {
    const permission = permissions.find((name) => name === key)
    if (permission && level !== 'none') granted[permission] = level
  }
  return granted
}

/** What of it a caller did not grant, in GitHub's words for it; empty where all of it is granted. */
export function findExcess(
  requested: Template | undefined,
  allowed: readonly (Template | undefined)[],
): { readonly requested: string; readonly allowed: string } | undefined {
  if (requested === undefined) return undefined
  const most = readLevels(allowed.find((template) => template !== undefined))
  const excess = [...readLevels(requested)].filter(([key, level]) => weight(level) > weight(most.get(key)))
  if (excess.length === 0) return undefined
  return {
    requested: excess.map(([key, level]) => `${key}: ${level}`).join(', '),
    allowed: excess.map(([key]) => `${key}: ${most.get(key) ?? 'none'}`).join(', '),
  }
}

type Level = Access | 'none'

/** Everything that a `permissions:` says, also of what this server does not know. */
function readLevels(template: Template | undefined): ReadonlyMap<string, Level> {
  const word = readText(template)
  if (word === 'read-all') return new Map(permissions.map((permission) => [permission, 'read']))
  if (word === 'write-all') return new Map(permissions.map((permission) => [permission, 'write']))
  if (template === undefined || template === null || typeof template !== 'object' || template.type !== 2) {
    return new Map(Object.entries(restricted))
  }
  return new Map(template.map.map(({ Key, Value }) => [readText(Key) ?? '', readLevel(readText(Value))]))
}

function readLevel(word: string | undefined): Level {
  return word === 'read' || word === 'write' ? word : 'none'
}

function weight(level: Level | undefined): number {
  return level === 'write' ? 2 : level === 'read' ? 1 : 0
}
