import { findOwn, ownComments } from '../../domain/own-comments.ts'
import type { Comment } from '../../domain/record.ts'
import { readMarker } from '../../text/marker.ts'
import { hasCode } from '../api-error.ts'
import { narrowComment } from '../narrow.ts'
import { inPlace } from '../place.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done, lost } from './applied.ts'
import { applyClaim } from './claim.ts'
import { applyUpdateComment, refusedComment } from './comment.ts'
import { foldComment, foldOwnLogin } from './fold.ts'
import { findOwnComments, postComment } from './post-comment.ts'

/**
 * Calls people exactly once, even with two runs side by side: each posts the comment without live mentions, both elect
 * the oldest, and only who claims that one edits the mentions in (an edit notifies too). One that an earlier run left
 * without mentions is elected as it stands.
 */
export async function applyCreateClaimedComment(
  context: ApplyContext,
  effect: EffectOf<'create-claimed-comment'>,
): Promise<Applied> {
  try {
    const elected = await electComment(context, effect)
    const known = [foldOwnLogin(elected.author), foldComment(elected)]
    if (holdsCall(elected, effect.body)) return done(...known)
    const { id } = elected
    const claim = await applyClaim(context, { kind: 'claim', on: { kind: 'comment', id } })
    if (claim.kind === 'lost') return lost(...known)
    const edited = await applyUpdateComment(context, { kind: 'update-comment', key: effect.key, id, body: effect.body })
    return done(...known, edited.fold)
  } catch (error) {
    return refusedComment(context, error)
  }
}

/** The comment that will carry the call: the oldest of that key, after ours was posted where there was none. */
async function electComment(
  context: ApplyContext,
  { key, silent }: EffectOf<'create-claimed-comment'>,
): Promise<Comment> {
  const standing = findOwn(ownComments(context.snapshot.record), key)
  if (standing) return standing.comment
  const posted = await postComment(context, { key, body: silent })
  const listed = await findOwnComments(context, key)
  // The list may not show the fresh comment yet.
  const elected = [posted, ...listed].reduce((oldest, one) => (Number(one.id) < Number(oldest.id) ? one : oldest))
  if (elected.id !== posted.id) await removeOwn(context, Number(posted.id))
  return narrowComment(elected)
}

/** Another run was faster and has edited the mentions in: their keys stand in the marker. */
function holdsCall({ body }: Comment, wanted: string): boolean {
  const keys = readMarker(body)?.keys ?? []
  const calls = (readMarker(wanted)?.keys ?? []).filter((key) => key.startsWith('call:'))
  return calls.every((key) => keys.includes(key))
}

async function removeOwn({ client, where }: ApplyContext, id: number): Promise<void> {
  try {
    await client.rest.issues.deleteComment({ ...inPlace(where), comment_id: id })
  } catch (error) {
    if (!hasCode(error, 'not-found')) throw error
  }
}
