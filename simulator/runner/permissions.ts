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
 * The permissions of a job's GITHUB_TOKEN: the job's own `permissions:`, else the workflow's, else the repository's
 * default. A mapping gives exactly what it names and nothing else.
 */
export function grantPermissions(job: Template | undefined, workflow: Template | undefined): TokenPermissions {
  const template = job ?? workflow
  const word = readText(template)
  if (word === 'read-all') return Object.fromEntries(permissions.map((permission) => [permission, 'read']))
  if (word === 'write-all') return Object.fromEntries(permissions.map((permission) => [permission, 'write']))
  if (template === undefined || template === null || typeof template !== 'object' || template.type !== 2) {
    return restricted
  }
  const granted: Partial<Record<Permission, Access>> = {}
  for (const { Key, Value } of template.map) {
    const permission = permissions.find((name) => name === Key)
    if (permission && (Value === 'read' || Value === 'write')) granted[permission] = Value
  }
  return granted
}
