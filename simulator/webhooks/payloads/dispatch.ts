import { makeNodeId } from '../../state/node-id.ts'
import { finishPayload, type PayloadPlace } from './place.ts'

/** The payload of `repository_dispatch`. */
export function buildRepositoryDispatchPayload(
  place: PayloadPlace,
  dispatch: { readonly type: string; readonly clientPayload: Readonly<Record<string, unknown>> },
): Record<string, unknown> {
  const { repository } = place
  const installation = { id: 1, node_id: makeNodeId('IntegrationInstallation', 1) }
  const told = { branch: repository.defaultBranch, client_payload: dispatch.clientPayload, installation }
  return finishPayload(place, dispatch.type, told)
}

/** The payload of `workflow_dispatch`; `workflow` is the file's path. Inputs arrive as text. */
export function buildWorkflowDispatchPayload(
  place: PayloadPlace,
  dispatch: { readonly workflow: string; readonly inputs: Readonly<Record<string, string>>; readonly ref?: string },
): Record<string, unknown> {
  const ref = dispatch.ref ?? `refs/heads/${place.repository.defaultBranch}`
  return finishPayload(place, null, { ref, workflow: dispatch.workflow, inputs: dispatch.inputs })
}
