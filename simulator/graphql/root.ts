import { findRepository } from '../http/authorize.ts'
import type { Limits } from '../http/limits.ts'
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { timestamp } from '../state/clock.ts'
import type { Repository } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import { findNode } from './find-node.ts'
import { GraphqlProblem } from './graphql-problem.ts'
import { mutationRoot } from './mutations.ts'
import type { Arguments, GraphNode } from './node.ts'
import { actorNode, viewerNode } from './nodes/actor.ts'
import { repositoryNode } from './nodes/repository.ts'

/** Who asks, and what the answer comes from. */
export interface GraphqlCall {
  readonly world: World
  readonly caller: Caller
  readonly limits: Limits
  /** The repository as the answer shows it: with a stale answer, as it was some writes ago. */
  readonly asOf: (repository: Repository) => Repository
}

/** The fields of the query and mutation types that this server covers. */
export function rootFor(call: GraphqlCall, operation: 'query' | 'mutation'): Record<string, unknown> {
  return operation === 'mutation' ? mutationRoot(call) : queryRoot(call)
}

function queryRoot({ world, caller, limits, asOf }: GraphqlCall): Record<string, unknown> {
  return {
    viewer: () => viewerNode(world, caller.user),
    repository: (args: Arguments) => findByName({ world, caller, asOf }, `${String(args.owner)}/${String(args.name)}`),
    node: (args: Arguments) => findNode(world, caller, String(args.id)),
    nodes: (args: Arguments) => (Array.isArray(args.ids) ? args.ids : []).map((id) => tryNode({ world, caller }, id)),
    user: (args: Arguments) => findUser(world, String(args.login)),
    rateLimit: () => rateLimitNode(limits, caller),
  }
}

function findByName({ world, caller, asOf }: Pick<GraphqlCall, 'world' | 'caller' | 'asOf'>, name: string): GraphNode {
  try {
    return repositoryNode({ world, caller, repository: asOf(findRepository(world, caller, name)) })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new GraphqlProblem('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`)
  }
}

/** One id of `nodes` that leads nowhere is an error beside the others: null at its place. */
function tryNode({ world, caller }: Pick<GraphqlCall, 'world' | 'caller'>, id: unknown): GraphNode | Error {
  try {
    return findNode(world, caller, String(id))
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function findUser(world: World, login: string): GraphNode {
  const user = world.user(login)
  const node = user?.type === 'User' ? actorNode(world, user) : null
  if (node) return node
  throw new GraphqlProblem('NOT_FOUND', `Could not resolve to a User with the login of '${login}'.`)
}

function rateLimitNode(limits: Limits, caller: Caller): GraphNode {
  const { limit, remaining, used, reset } = limits.budget(caller, 'graphql')
  const resetAt = timestamp(new Date(reset * 1000))
  return { __typename: 'RateLimit', limit, remaining, used, resetAt, cost: 1, nodeCount: 0 }
}
