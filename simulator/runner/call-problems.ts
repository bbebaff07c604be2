import { findExcess } from './permissions.ts'
import type { Workflow } from './workflow.ts'

/**
 * What called workflows ask for and their callers do not grant. GitHub then starts no job of the run, whatever an `if:`
 * says. Looked at is the `permissions:` at the top of the called file and that of each of its jobs; the most is what the
 * calling job says, else its workflow.
 *
 * By `PermissionsHelper.ValidateEmbeddedPermissions` and `ConvertToReferencedWorkflow` of actions/runner.
 */
export function callProblems(caller: Pick<Workflow, 'path' | 'permissions' | 'jobs'>): readonly string[] {
  return caller.jobs.flatMap(({ call, permissions }) => {
    if (!call) return []
    const { workflow } = call
    const asking = [
      { who: 'The workflow', permissions: workflow.permissions },
      ...workflow.jobs.map((nested) => ({ who: `The nested job '${nested.id}'`, permissions: nested.permissions })),
    ]
    return asking.flatMap((one) => {
      const excess = findExcess(one.permissions, [permissions, caller.permissions])
      if (excess === undefined) return []
      const words = `${one.who} is requesting '${excess.requested}', but is only allowed '${excess.allowed}'.`
      return [`${caller.path}: Error calling workflow '${workflow.path}'. ${words}`]
    })
  })
}
