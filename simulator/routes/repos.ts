import { requireRole } from '../http/authorize.ts'
import { invalid, notAccessible } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { presentFullRepository } from '../state/present/repository.ts'

const REPOSITORY = '/repos/{owner}/{repo}'
const METADATA = [{ permission: 'metadata', access: 'read' }] as const
const ADMIN_READ = [{ permission: 'administration', access: 'read' }] as const
const ADMIN_WRITE = [{ permission: 'administration', access: 'write' }] as const

/** A repository and its settings. */
export const repositoryRoutes: readonly Route[] = [
  { method: 'GET', path: REPOSITORY, needs: METADATA, handle: getRepository },
  { method: 'PATCH', path: REPOSITORY, needs: ADMIN_WRITE, role: 'admin', handle: patchRepository },
  {
    method: 'GET',
    path: `${REPOSITORY}/actions/permissions/workflow`,
    needs: ADMIN_READ,
    role: 'admin',
    handle: getWorkflowPermissions,
  },
]

function getRepository({ world, repository }: Call): Reply {
  return { status: 200, body: presentFullRepository(world, repository) }
}

function patchRepository(call: Call): Reply {
  const { body, repository, world } = call
  requireRole(call, 'admin')
  const branch = body.default_branch
  if (typeof branch === 'string') {
    if (repository.git.refs.read(`refs/heads/${branch}`) === undefined) {
      throw invalid({ resource: 'Repository', code: 'invalid', field: 'default_branch', value: branch })
    }
    repository.defaultBranch = branch
  }
  if (typeof body.private === 'boolean') repository.private = body.private
  if (typeof body.visibility === 'string') repository.private = body.visibility === 'private'
  if (typeof body.archived === 'boolean') repository.archived = body.archived
  if (typeof body.has_issues === 'boolean') repository.settings.hasIssues = body.has_issues
  if (typeof body.delete_branch_on_merge === 'boolean') {
    repository.settings.deleteBranchOnMerge = body.delete_branch_on_merge
  }
  return { status: 200, body: presentFullRepository(world, repository) }
}

/** The setting "Allow GitHub Actions to create and approve pull requests". A workflow's token never sees it. */
function getWorkflowPermissions({ caller, repository }: Call): Reply {
  if (caller.kind === 'workflow') throw notAccessible()
  const mayCreate = repository.settings.actionsMayCreatePullRequests
  return { status: 200, body: { default_workflow_permissions: 'read', can_approve_pull_request_reviews: mayCreate } }
}
