import { timestamp } from '../../state/clock.ts'
import type { Deployment } from '../../state/deployment.ts'
import { connect } from '../connection.ts'
import type { Arguments, GraphNode, Sight } from '../node.ts'
import { requireRead } from '../require-read.ts'
import { sortByCreation } from '../sort-by-creation.ts'
import { actorNode } from './actor.ts'
import { findObject, refNode } from './git-object.ts'

/** The repository's deployments. */
export function listDeployments(sight: Sight, args: Arguments): Record<string, unknown> {
  requireRead(sight, ['deployments'])
  const { environments } = args
  const all = [...sight.repository.deployments.values()]
  const wanted = all.filter(({ environment }) => !Array.isArray(environments) || environments.includes(environment))
  const deployments = sortByCreation('deployments', wanted, args.orderBy)
  return connect('deployments', deployments, { args, show: (deployment) => deploymentNode(sight, deployment) })
}

/** What was deployed by its commit alone has no `ref`. */
function deploymentNode(sight: Sight, deployment: Deployment): GraphNode {
  return {
    __typename: 'Deployment',
    id: deployment.nodeId,
    databaseId: deployment.id,
    commitOid: deployment.sha,
    commit: () => findObject(sight, { oid: deployment.sha }),
    ref: () => refNode(sight, deployment.ref),
    task: deployment.task,
    description: deployment.description,
    environment: deployment.environment,
    originalEnvironment: deployment.environment,
    creator: actorNode(sight.world, deployment.creator),
    createdAt: timestamp(deployment.createdAt),
    updatedAt: timestamp(deployment.updatedAt),
  }
}
