import type { FailureCode } from '../../domain/snapshot.ts'
import type { ApiError } from '../api-error.ts'
import { hasCode, refusalIn } from '../api-error.ts'
import { loginOf, narrowComment } from '../narrow.ts'
import { inPlace } from '../place.ts'
import { fullJson } from '../read-comments.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done, refused } from './applied.ts'
import { foldComment, foldDeletedComment, foldFailure, foldOwnLogin } from './fold.ts'
import { postComment } from './post-comment.ts'

export async function applyCreateComment(context: ApplyContext, effect: EffectOf<'create-comment'>): Promise<Applied> {
  try {
    const comment = await postComment(context, effect)
    return done(foldOwnLogin(loginOf(comment.user)), foldComment(narrowComment(comment)))
  } catch (error) {
    return refusedComment(context, error)
  }
}

/** A comment that somebody deleted meanwhile is taken out of the snapshot: the next decision posts it anew. */
export async function applyUpdateComment(
  context: ApplyContext,
  { id, body }: EffectOf<'update-comment'>,
): Promise<Applied> {
  const { client, where } = context
  try {
    const change = { ...inPlace(where), comment_id: id, body, headers: fullJson }
    const { data } = await client.rest.issues.updateComment(change)
    return done(foldComment(narrowComment(data)))
  } catch (error) {
    if (hasCode(error, 'not-found')) return done(foldDeletedComment(id))
    return refusedComment(context, error)
  }
}

export async function applyDeleteComment(context: ApplyContext, { id }: EffectOf<'delete-comment'>): Promise<Applied> {
  try {
    await context.client.rest.issues.deleteComment({ ...inPlace(context.where), comment_id: id })
  } catch (error) {
    if (!hasCode(error, 'not-found')) return refusedComment(context, error)
  }
  return done(foldDeletedComment(id))
}

/** What GitHub refused because of the issue's state or our token is a failure to show; anything else is thrown again. */
export function refusedComment({ snapshot }: ApplyContext, error: unknown): Applied {
  const refusal = refusalIn(error)
  const code = refusal && failureOf(refusal, snapshot.record.issue.locked)
  if (!code) throw error
  return refused(foldFailure(code, refusal.message))
}

/** https://docs.github.com/communities/moderating-comments-and-conversations/locking-conversations; 2,500 comments are the most an issue holds. */
function failureOf({ code, message }: ApiError, locked: boolean): FailureCode | undefined {
  if (code !== 'forbidden' && code !== 'invalid') return undefined
  if (/2,?500|too many comments|commenting is disabled/i.test(message)) return 'comments-full'
  if (locked || /locked/i.test(message)) return 'locked'
  return code === 'forbidden' ? 'comments-refused' : undefined
}
