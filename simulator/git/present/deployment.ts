import type { View } from '../../state/act.ts'
import { timestamp } from '../../state/clock.ts'
import type { Deployment, DeploymentStatus } from '../../state/deployment.ts'
import { apiUrl } from '../../state/present/repository.ts'
import { presentUser } from '../../state/present/user.ts'

/** A deployment. */
export function presentDeployment(view: View, deployment: Deployment): Record<string, unknown> {
  const { world, repository } = view
  const url = urlOf(view, deployment)
  return {
    url,
    id: deployment.id,
    node_id: deployment.nodeId,
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: presentUser(world, deployment.creator),
    created_at: timestamp(deployment.createdAt),
    updated_at: timestamp(deployment.updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: apiUrl(world, repository),
    transient_environment: false,
    production_environment: deployment.environment === 'production',
    performed_via_github_app: null,
  }
}

/** One status of a deployment. */
export function presentDeploymentStatus(
  view: View,
  deployment: Deployment,
  status: DeploymentStatus,
): Record<string, unknown> {
  const { world, repository } = view
  return {
    url: `${urlOf(view, deployment)}/statuses/${status.id}`,
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    creator: presentUser(world, status.creator),
    description: status.description,
    environment: deployment.environment,
    target_url: status.logUrl,
    log_url: status.logUrl,
    environment_url: status.environmentUrl,
    created_at: timestamp(status.createdAt),
    updated_at: timestamp(status.createdAt),
    deployment_url: urlOf(view, deployment),
    repository_url: apiUrl(world, repository),
    performed_via_github_app: null,
  }
}

function urlOf({ world, repository }: View, { id }: Deployment): string {
  return `${apiUrl(world, repository)}/deployments/${id}`
}
