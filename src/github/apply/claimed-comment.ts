import { hasCode } from '../api-error.ts'
import { loginOf, narrowComment } from '../narrow.ts'
import { inPlace } from '../place.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done, lost } from './applied.ts'
import { applyClaim } from './claim.ts'
import { applyUpdateComment, refusedComment } from './comment.ts'
import { foldComment, foldOwnLogin } from './fold.ts'
import { findOwnComments, postComment } from './post-comment.ts'

/**
 * Calls people exactly once, even with two runs side by side: each posts the comment without live mentions, both elect
 * the oldest, and only who claims that one edits the mentions in (an edit notifies too).
 */
export async function applyCreateClaimedComment(
  context: ApplyContext,
  { key, silent, body }: EffectOf<'create-claimed-comment'>,
): Promise<Applied> {
  try {
    const posted = await postComment(context, { key, body: silent })
    const listed = await findOwnComments(context, key)
    // The list may not show the fresh comment yet.
    const elected = [posted, ...listed].reduce((oldest, one) => (Number(one.id) < Number(oldest.id) ? one : oldest))
    if (elected.id !== posted.id) await removeOwn(context, Number(posted.id))
    const { id } = narrowComment(elected, {})
    const known = [foldOwnLogin(loginOf(posted.user)), foldComment(narrowComment(elected, {}))]
    const claim = await applyClaim(context, { kind: 'claim', on: { kind: 'comment', id } })
    if (claim.kind === 'lost') return lost(...known, claim.fold)
    const edited = await applyUpdateComment(context, { kind: 'update-comment', key, id, body })
    return done(...known, edited.fold, claim.fold)
  } catch (error) {
    return refusedComment(context, error)
  }
}

async function removeOwn({ client, where }: ApplyContext, id: number): Promise<void> {
  try {
    await client.rest.issues.deleteComment({ ...inPlace(where), comment_id: id })
  } catch (error) {
    if (!hasCode(error, 'not-found')) throw error
  }
}
