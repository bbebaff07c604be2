import { presentDeployment, presentDeploymentStatus } from '../git/present/deployment.ts'
import { readText, requireText } from '../git/read-field.ts'
import { paged } from '../http/paged.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import type { Deployment, DeploymentStatus } from '../state/deployment.ts'

const DEPLOYMENTS = '/repos/{owner}/{repo}/deployments'
const DEPLOYMENT = `${DEPLOYMENTS}/{deployment_id}`
const READ = [{ permission: 'deployments', access: 'read' }] as const
const WRITE = [{ permission: 'deployments', access: 'write' }] as const

/** Deployments and their statuses. */
export const deploymentRoutes: readonly Route[] = [
  { method: 'GET', path: DEPLOYMENTS, needs: READ, handle: listDeployments },
  { method: 'POST', path: DEPLOYMENTS, needs: WRITE, handle: createDeployment },
  { method: 'GET', path: DEPLOYMENT, needs: READ, handle: getDeployment },
  { method: 'GET', path: `${DEPLOYMENT}/statuses`, needs: READ, handle: listStatuses },
  { method: 'POST', path: `${DEPLOYMENT}/statuses`, needs: WRITE, handle: createStatus },
]

function listDeployments(call: Call): Reply {
  const filters = ['sha', 'ref', 'task', 'environment'] as const
  const wanted = filters.flatMap((name) => {
    const value = call.query.get(name)
    return value === null || value === 'none' ? [] : [{ name, value }]
  })
  const shown = [...call.repository.deployments.values()]
    .filter((deployment) => wanted.every(({ name, value }) => deployment[name] === value))
    .toSorted((a, b) => b.id - a.id)
  return paged(shown, (deployment) => presentDeployment(call, deployment))
}

function createDeployment(call: Call): Reply {
  const { world, repository, caller, body } = call
  const ref = requireText(body, 'ref')
  const commit = repository.git.resolve(ref)
  if (!commit) throw new Problem(422, `No ref found for: ${ref}`)
  const now = world.clock.now()
  const deployment: Deployment = {
    ...world.nextIdentity('Deployment'),
    sha: commit.oid,
    ref,
    task: readText(body, 'task') ?? 'deploy',
    environment: readText(body, 'environment') ?? 'production',
    description: readText(body, 'description') ?? null,
    payload: body.payload ?? {},
    creator: caller.user,
    createdAt: now,
    updatedAt: now,
    statuses: [],
  }
  repository.deployments.set(deployment.id, deployment)
  const presented = presentDeployment(call, deployment)
  emit(call, 'deployment', { deployment: presented, workflow: null, workflow_run: null })
  return { status: 201, body: presented }
}

function getDeployment(call: Call): Reply {
  return { status: 200, body: presentDeployment(call, requireDeployment(call)) }
}

function listStatuses(call: Call): Reply {
  const deployment = requireDeployment(call)
  return paged(deployment.statuses.toReversed(), (status) => presentDeploymentStatus(call, deployment, status))
}

function createStatus(call: Call): Reply {
  const { world, caller, body } = call
  const deployment = requireDeployment(call)
  const now = world.clock.now()
  const status: DeploymentStatus = {
    ...world.nextIdentity('DeploymentStatus'),
    state: requireText(body, 'state'),
    creator: caller.user,
    description: readText(body, 'description') ?? '',
    environmentUrl: readText(body, 'environment_url') ?? '',
    logUrl: readText(body, 'log_url') ?? readText(body, 'target_url') ?? '',
    createdAt: now,
  }
  deployment.statuses.push(status)
  deployment.updatedAt = now
  const presented = presentDeploymentStatus(call, deployment, status)
  const more = { deployment: presentDeployment(call, deployment), workflow: null, workflow_run: null }
  emit(call, 'deployment_status', { deployment_status: presented, check_run: null, ...more })
  return { status: 201, body: presented }
}

function requireDeployment({ params, repository }: Call): Deployment {
  const deployment = repository.deployments.get(Number(params.deployment_id))
  if (!deployment) throw notFound()
  return deployment
}

function emit({ world, repository, caller }: Call, name: string, payload: Readonly<Record<string, unknown>>): void {
  world.emit({ name, action: 'created', repository, sender: caller.user, byToken: caller, payload })
}
