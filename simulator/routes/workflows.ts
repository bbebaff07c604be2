import { parse } from 'yaml'
import { paged } from '../http/paged.ts'
import { notFound } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { timestamp } from '../state/clock.ts'
import { apiUrl, webUrl } from '../state/present/repository.ts'
import { findWorkflow, listWorkflows, switchWorkflow, type WorkflowEntry } from '../state/workflows.ts'

const WORKFLOWS = '/repos/{owner}/{repo}/actions/workflows'
const WORKFLOW = `${WORKFLOWS}/{workflow_id}`
const READ = [{ permission: 'actions', access: 'read' }] as const
const WRITE = [{ permission: 'actions', access: 'write' }] as const

/** Workflows: list, get, switch on and off. */
export const workflowRoutes: readonly Route[] = [
  { method: 'GET', path: WORKFLOWS, needs: READ, handle: getWorkflows },
  { method: 'GET', path: WORKFLOW, needs: READ, handle: getWorkflow },
  { method: 'PUT', path: `${WORKFLOW}/enable`, needs: WRITE, handle: (call) => change(call, 'active') },
  { method: 'PUT', path: `${WORKFLOW}/disable`, needs: WRITE, handle: (call) => change(call, 'disabled_manually') },
]

/** The workflow that the path names by its id or its file. Throws 404. */
export function requireWorkflow({ repository, params }: Call): WorkflowEntry {
  const workflow = findWorkflow(repository, params.workflow_id ?? '')
  if (workflow === undefined) throw notFound()
  return workflow
}

function getWorkflows(call: Call): Reply {
  const wrap = (workflows: readonly unknown[], total: number) => ({ total_count: total, workflows })
  return paged(listWorkflows(call.repository), (workflow) => present(call, workflow), wrap)
}

function getWorkflow(call: Call): Reply {
  return { status: 200, body: present(call, requireWorkflow(call)) }
}

function change(call: Call, state: 'active' | 'disabled_manually'): Reply {
  const { path } = requireWorkflow(call)
  switchWorkflow(call.repository, path, { state, at: call.world.clock.now() })
  return { status: 204 }
}

function present({ world, repository }: Call, workflow: WorkflowEntry): Record<string, unknown> {
  const file = workflow.path.slice(workflow.path.lastIndexOf('/') + 1)
  return {
    id: workflow.id,
    node_id: workflow.nodeId,
    name: nameOf(repository, workflow),
    path: workflow.path,
    state: workflow.state,
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(workflow.updatedAt),
    url: `${apiUrl(world, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${webUrl(world, repository)}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${webUrl(world, repository)}/workflows/${encodeURIComponent(file)}/badge.svg`,
  }
}

/** A file that gives itself no name, or is no YAML, goes by its path. */
function nameOf({ git, defaultBranch }: Call['repository'], { path }: WorkflowEntry): string {
  const { name }: { readonly name?: unknown } = Object(readYaml(git.readFile(defaultBranch, path)))
  return typeof name === 'string' ? name : path
}

/** What a YAML file holds, or null where it is none. */
export function readYaml(file: Buffer | undefined): unknown {
  try {
    return parse(file?.toString('utf8') ?? '')
  } catch {
    return null
  }
}
