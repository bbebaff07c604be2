import type { Repository } from '../state/repository.ts'
import type { World } from '../state/world.ts'

/** The global id of a ref, as GraphQL's `node(id:)` and the input `branch.id` take it. */
export function refNodeId(repository: Repository, name: string): string {
  return `REF_${Buffer.from(`${repository.id}:${name}`).toString('base64url')}`
}

/** The repository and full name behind a ref's global id, or null when it is none. */
export function readRefNodeId(
  world: World,
  nodeId: string,
): { readonly repository: Repository; readonly name: string } | null {
  const decoded = Buffer.from(nodeId.replace(/^REF_/, ''), 'base64url').toString('utf8')
  const [, id, name] = /^(\d+):(refs\/.+)$/.exec(decoded) ?? []
  const repository = [...world.repositories.values()].find((candidate) => String(candidate.id) === id)
  return repository && name !== undefined ? { repository, name } : null
}
