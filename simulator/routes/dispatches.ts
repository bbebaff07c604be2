import { invalid, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { readYaml, requireWorkflow } from './workflows.ts'

const MOST_BYTES = 65_536
const CONTENTS = [{ permission: 'contents', access: 'write' }] as const
const ACTIONS = [{ permission: 'actions', access: 'write' }] as const

/** What starts workflows by request. These start runs even with a workflow's own token. */
export const dispatchRoutes: readonly Route[] = [
  { method: 'POST', path: '/repos/{owner}/{repo}/dispatches', needs: CONTENTS, handle: dispatchRepository },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    needs: ACTIONS,
    handle: dispatchWorkflow,
  },
]

function dispatchRepository({ world, repository, caller, body }: Call): Reply {
  const clientPayload = body.client_payload ?? {}
  if (Buffer.byteLength(JSON.stringify(clientPayload)) > MOST_BYTES) {
    throw new Problem(422, 'client_payload is too large.')
  }
  const payload = {
    branch: repository.defaultBranch,
    client_payload: clientPayload,
    installation: { id: 1, node_id: 'MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uMQ==' },
  }
  const sender = caller.user
  world.emit({
    name: 'repository_dispatch',
    action: String(body.event_type),
    repository,
    sender,
    byToken: caller,
    payload,
  })
  return { status: 204 }
}

/** `ref` may be a branch's or tag's name, or a full ref; the workflow is named by its id or its file. */
function dispatchWorkflow(call: Call): Reply {
  const { world, repository, caller, body } = call
  const name = String(body.ref)
  const candidates = name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`]
  const ref = candidates.find((candidate) => repository.git.refs.read(candidate) !== undefined)
  if (ref === undefined) throw new Problem(422, `No ref found for: ${name}`)
  const { path: workflow, state } = requireWorkflow(call)
  if (state !== 'active') throw new Problem(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow")
  if (!takesDispatch(repository.git.readFile(ref, workflow))) {
    throw new Problem(422, "Workflow does not have 'workflow_dispatch' trigger")
  }
  if (Object.keys(Object(body.inputs ?? {})).length > 25) {
    throw invalid({ resource: 'Workflow', code: 'invalid', field: 'inputs' })
  }
  const payload = { ref, workflow, inputs: body.inputs ?? {} }
  const sender = caller.user
  world.emit({ name: 'workflow_dispatch', action: null, repository, sender, byToken: caller, payload })
  return { status: 204 }
}

/** Whether a workflow file names the trigger. One that is no YAML is for the run to complain about. */
function takesDispatch(file: Buffer | undefined): boolean {
  const { on }: { readonly on?: unknown } = Object(readYaml(file))
  if (on === undefined || on === null) return true
  const names = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(Object(on))
  return names.includes('workflow_dispatch')
}
