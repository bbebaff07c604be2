import { type RefChange, requireNoViolation } from '../git/branch-rules.ts'
import { changeRef } from '../git/change-ref.ts'
import { ancestorsOf } from '../git/history.ts'
import { presentRef } from '../git/present/git-object.ts'
import { requireText } from '../git/read-field.ts'
import { isRefName } from '../git/ref-store.ts'
import { requireNoWorkflowChange } from '../git/workflow-rule.ts'
import { paged } from '../http/paged.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'

const GIT = '/repos/{owner}/{repo}/git'
const READ = [{ permission: 'contents', access: 'read' }] as const
const WRITE = [{ permission: 'contents', access: 'write' }] as const
const WITH_WORKFLOWS = [[...WRITE, { permission: 'workflows', access: 'write' }]] as const

/** Refs: read, list by beginning, create, move, delete. */
export const gitRefRoutes: readonly Route[] = [
  { method: 'GET', path: `${GIT}/ref/{ref}`, needs: READ, handle: getRef },
  { method: 'GET', path: `${GIT}/matching-refs/{ref}`, needs: READ, handle: listRefs },
  { method: 'POST', path: `${GIT}/refs`, needs: WRITE, combined: WITH_WORKFLOWS, handle: createRef },
  { method: 'PATCH', path: `${GIT}/refs/{ref}`, needs: WRITE, combined: WITH_WORKFLOWS, handle: updateRef },
  { method: 'DELETE', path: `${GIT}/refs/{ref}`, needs: WRITE, handle: deleteRef },
]

function getRef(call: Call): Reply {
  const name = `refs/${call.params.ref ?? ''}`
  const oid = call.repository.git.refs.read(name)
  if (oid === undefined) throw notFound()
  return { status: 200, body: presentRef(call, { name, oid }) }
}

function listRefs(call: Call): Reply {
  const refs = call.repository.git.refs.list(`refs/${call.params.ref ?? ''}`)
  return paged(refs, (ref) => presentRef(call, ref))
}

function createRef(call: Call): Reply {
  const name = requireText(call.body, 'ref')
  const oid = requireText(call.body, 'sha')
  const { git } = call.repository
  if (!/^refs\/[^/]+\/./.test(name)) throw new Problem(422, "Reference name must start with 'refs/'.")
  if (!isRefName(name)) throw new Problem(422, `${name} is not a valid ref name.`)
  if (git.refs.read(name) !== undefined) throw new Problem(422, 'Reference already exists')
  requireObject(call, name, oid)
  const change = { name, before: null, after: oid }
  requireNoViolation(call, change, 422)
  requireNoWorkflowChange(call, change)
  requireDone(call, change)
  return { status: 201, body: presentRef(call, { name, oid }) }
}

function updateRef(call: Call): Reply {
  const name = `refs/${call.params.ref ?? ''}`
  const oid = requireText(call.body, 'sha')
  const { git } = call.repository
  const before = git.refs.read(name)
  if (before === undefined) throw new Problem(422, 'Reference does not exist')
  requireObject(call, name, oid)
  const change = { name, before, after: oid }
  requireNoViolation(call, change, 422)
  const isForward = ancestorsOf(git.objects, oid).has(before)
  if (!isForward && call.body.force !== true) throw new Problem(422, 'Update is not a fast forward')
  requireNoWorkflowChange(call, change)
  if (before !== oid) requireDone(call, change)
  return { status: 200, body: presentRef(call, { name, oid }) }
}

function deleteRef(call: Call): Reply {
  const name = `refs/${call.params.ref ?? ''}`
  const before = call.repository.git.refs.read(name)
  if (before === undefined) throw new Problem(422, 'Reference does not exist')
  if (name === `refs/heads/${call.repository.defaultBranch}`) {
    throw new Problem(422, 'Cannot delete the default branch')
  }
  const change = { name, before, after: null }
  requireNoViolation(call, change, 422)
  requireDone(call, change)
  return { status: 204 }
}

/** A branch points to a commit; other refs to any object. */
function requireObject({ repository }: Call, name: string, oid: string): void {
  const type = repository.git.objects.store.read(oid)?.type
  if (type === undefined) throw new Problem(422, 'Object does not exist')
  if (name.startsWith('refs/heads/') && type !== 'commit') throw new Problem(422, 'Reference update failed')
}

function requireDone(call: Call, change: RefChange): void {
  const outcome = changeRef(call, change)
  if (outcome !== 'done') throw new Problem(422, 'Reference update failed')
}
