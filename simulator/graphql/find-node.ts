import { findRepository } from '../http/authorize.ts'
import type { Caller } from '../http/route.ts'
import { readNodeId } from '../state/node-id.ts'
import { fullName } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import { GraphqlProblem } from './graphql-problem.ts'
import type { GraphNode, Sight } from './node.ts'
import { actorNode } from './nodes/actor.ts'
import { commentNode, issueNode } from './nodes/issue.ts'
import { repositoryNode } from './nodes/repository.ts'
import { requireIssueRead } from './require-read.ts'

/** The object behind a global id that the caller may see. Throws `NOT_FOUND`. */
export function findNode(world: World, caller: Caller, nodeId: string): GraphNode {
  const known = readNodeId(nodeId)
  const found = known && (findUser(world, known.id) ?? findInRepositories(world, caller, known.id))
  if (found) return found
  throw new GraphqlProblem('NOT_FOUND', `Could not resolve to a node with the global id of '${nodeId}'`)
}

function findUser(world: World, id: number): GraphNode | null {
  const user = [...world.users.values()].find((one) => one.id === id)
  return user ? actorNode(world, user) : null
}

function findInRepositories(world: World, caller: Caller, id: number): GraphNode | null {
  for (const repository of world.repositories.values()) {
    const sight: Sight = { world, caller, repository }
    const comment = repository.comments.get(id)
    const issue = [...repository.issues.values()].find((one) => one.id === id)
    const pull = [...repository.pulls.values()].find((one) => one.id === id)
    const subject = issue ?? (pull && repository.issues.get(pull.number))
    if (!comment && !subject && repository.id !== id) continue
    if (!isVisible(sight)) return null
    if (repository.id === id) return repositoryNode(sight)
    const about = subject ?? (comment && repository.issues.get(comment.issueNumber))
    if (about) requireIssueRead(sight, about)
    if (comment) return commentNode(sight, comment)
    return subject ? issueNode(sight, subject) : null
  }
  return null
}

function isVisible({ world, caller, repository }: Sight): boolean {
  try {
    findRepository(world, caller, fullName(repository))
    return true
  } catch {
    return false
  }
}
