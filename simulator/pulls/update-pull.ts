import { readText } from '../git/read-field.ts'
import type { Call } from '../http/route.ts'
import { editIssue } from '../state/issues/change-issue.ts'
import { closeIssue, reopenIssue } from '../state/issues/change-state.ts'
import { recordEvent } from '../state/issues/record-event.ts'
import { emitPull } from './change-pull.ts'
import { fault } from './create-pull.ts'
import type { PullIssue } from './pull-issue.ts'

/** Changes title, text, base or state as the call's body asks. Throws GitHub's 422. */
export function updatePull(call: Call, found: PullIssue): void {
  const { issue } = found
  requireReopenable(call, found)
  const title = readText(call.body, 'title')
  const body = readText(call.body, 'body')
  editIssue(call, issue, { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) })
  changeBase(call, found)
  if (call.body.state === 'closed') closeIssue(call, issue, { reason: null })
  if (call.body.state === 'open') reopenIssue(call, issue)
}

function changeBase(call: Call, found: PullIssue): void {
  const { pull, issue } = found
  const ref = readText(call.body, 'base')
  const from = pull.base
  if (ref === undefined || ref === from.ref) return
  const sha = call.repository.git.refs.read(`refs/heads/${ref}`)
  if (sha === undefined) throw fault({ field: 'base', code: 'invalid' })
  pull.base = { ref, sha }
  recordEvent(call, issue, { event: 'base_ref_changed' })
  emitPull(call, found, { action: 'edited', changes: { base: { ref: { from: from.ref }, sha: { from: from.sha } } } })
}

/** Merged for good, and nothing to reopen without the branch. */
function requireReopenable({ body, repository }: Call, { pull, issue }: PullIssue): void {
  if (body.state !== 'open' || issue.state === 'open') return
  const because = pull.mergedAt
    ? 'The pull request cannot be reopened.'
    : `The ${pull.head.ref} branch has been deleted.`
  if (pull.mergedAt || repository.git.refs.read(`refs/heads/${pull.head.ref}`) === undefined) {
    throw fault({ field: 'state', code: 'custom', message: `state cannot be changed. ${because}` })
  }
}
