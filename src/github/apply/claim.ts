import type { ClaimTarget } from '../../domain/effect.ts'
import { hasCode, refusalIn } from '../api-error.ts'
import { narrowComment } from '../narrow.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done, lost, refused } from './applied.ts'
import { foldComment } from './fold.ts'
import { findOwnComments } from './post-comment.ts'
import type { OwnReaction } from './reaction.ts'
import { addReaction, removeReaction } from './reaction.ts'

/** A claim this old belongs to a run that was killed, or to another workflow. Milliseconds, by the server's clock. */
const claimLifetime = 60_000

/**
 * Wins what only one run can have: GitHub answers 201 to the one whose reaction is new and 200 to all others. All workflows
 * of a repository react as the same login, so that a reaction which stands may be anybody's: it proves nothing, and delays
 * no longer than its lifetime. Where reactions do not exist, everybody wins; markers and the sweep of duplicates stand
 * alone then.
 */
export async function applyClaim(context: ApplyContext, { on }: EffectOf<'claim'>): Promise<Applied> {
  try {
    const reaction = await addReaction(context, on, 'eyes')
    if (reaction.fresh) return done()
    return isOld(context, reaction) ? await takeOver(context, on, reaction) : lost()
  } catch (error) {
    // Nothing stands in the way, but nothing was claimed either.
    if (refusalIn(error)) return refused()
    throw error
  }
}

/** Removing the old reaction succeeds for one run only, so only one takes it over; unless the board was posted meanwhile. */
async function takeOver(context: ApplyContext, on: ClaimTarget, old: OwnReaction): Promise<Applied> {
  const [posted] = on.kind === 'issue' ? await findOwnComments(context, 'board') : []
  if (posted) return lost(foldComment(narrowComment(posted)))
  try {
    await removeReaction(context, on, old.id)
  } catch (error) {
    if (hasCode(error, 'not-found')) return lost()
    throw error
  }
  const fresh = await addReaction(context, on, 'eyes')
  return fresh.fresh ? done() : lost()
}

function isOld({ client }: ApplyContext, reaction: OwnReaction): boolean {
  return Date.parse(client.now()) - Date.parse(reaction.at) > claimLifetime
}
