import { createHash } from 'node:crypto'
import { makeNodeId } from './node-id.ts'
import type { Repository } from './repository.ts'

/** The states in which GitHub starts no run of a workflow. */
export const switchedOffStates = ['disabled_inactivity', 'disabled_manually', 'disabled_fork'] as const

/** Why a workflow is switched off. */
export type SwitchedOff = (typeof switchedOffStates)[number]

/** A workflow file of the default branch, as the Actions page lists it. */
export interface WorkflowEntry {
  readonly id: number
  readonly nodeId: string
  /** For instance `.github/workflows/incident.yml`. */
  readonly path: string
  readonly state: 'active' | SwitchedOff
  /** When the state last changed. */
  readonly updatedAt: Date
}

const folder = '.github/workflows/'

/** The workflows of the default branch, by path. */
export function listWorkflows(repository: Repository): readonly WorkflowEntry[] {
  const { objects } = repository.git
  const tree = repository.git.resolve(`refs/heads/${repository.defaultBranch}`)?.tree ?? ''
  const entries = objects.readTree(objects.entryAt(tree, folder.slice(0, -1))?.oid ?? '') ?? []
  const names = entries.flatMap(({ mode, name }) => (mode !== '040000' && /\.ya?ml$/.test(name) ? [name] : []))
  return names.sort().map((name) => describe(repository, folder + name))
}

/** The workflow of this id or file name, or undefined. */
export function findWorkflow(repository: Repository, name: string): WorkflowEntry | undefined {
  return listWorkflows(repository).find(({ id, path }) => String(id) === name || path === folder + name)
}

/** Whether a workflow is switched off: no event starts it, whatever its file says. */
export function isWorkflowSwitchedOff(repository: Repository, path: string): boolean {
  return repository.switchedOff.has(path)
}

/** Switches a workflow on or off. GitHub's own rule for inactivity and the buttons of the Actions page end here. */
export function switchWorkflow(
  repository: Repository,
  path: string,
  { state, at }: Pick<WorkflowEntry, 'state'> & { readonly at: Date },
): void {
  if (state === 'active') repository.switchedOff.delete(path)
  else repository.switchedOff.set(path, { state, at })
}

/** Whether a path stands where GitHub looks for workflows. */
export function isWorkflowFile(path: string): boolean {
  return path.startsWith(folder) && !path.slice(folder.length).includes('/')
}

/** The id follows from repository and path, so that reading a list makes nothing. */
function describe(repository: Repository, path: string): WorkflowEntry {
  const off = repository.switchedOff.get(path)
  const hash = createHash('sha256').update(`${repository.id}:${path}`).digest()
  const id = hash.readUInt32BE(0)
  const state = off?.state ?? 'active'
  return { id, nodeId: makeNodeId('Workflow', id), path, state, updatedAt: off?.at ?? repository.createdAt }
}
