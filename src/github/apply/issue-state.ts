import { refusalIn } from '../api-error.ts'
import { isoTime, loginOf } from '../narrow.ts'
import { inPlace } from '../place.ts'
import type { Applied, ApplyContext, EffectOf, Fold } from './applied.ts'
import { done, refused } from './applied.ts'
import { foldFailure, foldIssue, foldReopened } from './fold.ts'
import { addReaction } from './reaction.ts'

/** The most assignees that GitHub takes; more are ignored without a word. */
const maxAssignees = 10

/** Assigns people. GitHub leaves out, without a word, whom it cannot assign: each of them is a failure by login. */
export async function applyAssign(
  { client, where, snapshot }: ApplyContext,
  { logins }: EffectOf<'assign'>,
): Promise<Applied> {
  const asked = logins.slice(0, Math.max(0, maxAssignees - snapshot.record.issue.assignees.length))
  const issue = { ...inPlace(where), issue_number: snapshot.record.issue.number }
  try {
    const { data } = await client.rest.issues.addAssignees({ ...issue, assignees: asked })
    const assignees = (data.assignees ?? []).map(loginOf)
    const known = new Set(assignees.map((login) => login.toLowerCase()))
    const left = asked.filter((login) => !known.has(login.toLowerCase()))
    const folds = [foldIssue({ assignees }), ...left.map(refuseAssignee)]
    return left.length === asked.length ? refused(...folds) : done(...folds)
  } catch (error) {
    if (!refusalIn(error)) throw error
    return refused(...asked.map(refuseAssignee))
  }
}

function refuseAssignee(login: string): Fold {
  return foldFailure('assign-refused', login)
}

/** Reopens the issue. */
export async function applyReopen({ client, where, snapshot }: ApplyContext): Promise<Applied> {
  const issue = { ...inPlace(where), issue_number: snapshot.record.issue.number }
  try {
    const { data } = await client.rest.issues.update({ ...issue, state: 'open' })
    const change = { state: 'open', stateReason: 'reopened', closedAt: undefined } as const
    return done(foldIssue(change), foldReopened(isoTime(data.updated_at)))
  } catch (error) {
    const refusal = refusalIn(error)
    if (!refusal) throw error
    return refused(foldFailure('reopen-refused', refusal.message))
  }
}

/** Answers a command by a reaction. Its comment may be gone by now: then there is nothing to answer. */
export async function applyReact(context: ApplyContext, { comment, content }: EffectOf<'react'>): Promise<Applied> {
  try {
    await addReaction(context, { kind: 'comment', id: comment }, content)
  } catch (error) {
    if (!refusalIn(error)) throw error
    return refused()
  }
  return done()
}
