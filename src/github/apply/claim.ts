import type { ClaimTarget } from '../../domain/effect.ts'
import { isOurs } from '../../domain/own-comments.ts'
import { hasCode, refusalIn } from '../api-error.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done, lost } from './applied.ts'
import { foldClaim } from './fold.ts'
import type { OwnReaction } from './reaction.ts'
import { addReaction, removeReaction } from './reaction.ts'

/** A claim this old belongs to a run that was killed. Milliseconds, by the server's clock. */
const claimLifetime = 60_000

/**
 * Wins what only one run can have: GitHub answers 201 to the one whose reaction is new and 200 to all others. Where
 * reactions do not exist, everybody wins; markers and the sweep of duplicates stand alone then.
 */
export async function applyClaim(context: ApplyContext, { on }: EffectOf<'claim'>): Promise<Applied> {
  try {
    const reaction = await addReaction(context, on, 'eyes')
    const fold = foldClaim(on, { eyes: reaction.at })
    if (reaction.fresh) return done(fold)
    if (isFinished(context, on) || !isOld(context, reaction)) return lost(fold)
    return await takeOver(context, on, reaction)
  } catch (error) {
    if (refusalIn(error)) return done()
    throw error
  }
}

/** Removing the old reaction succeeds for one run only, so only one takes it over. */
async function takeOver(context: ApplyContext, on: ClaimTarget, old: OwnReaction): Promise<Applied> {
  try {
    await removeReaction(context, on, old.id)
  } catch (error) {
    if (hasCode(error, 'not-found')) return lost()
    throw error
  }
  const fresh = await addReaction(context, on, 'eyes')
  const fold = foldClaim(on, { eyes: fresh.at })
  return fresh.fresh ? done(fold) : lost(fold)
}

function isOld({ client }: ApplyContext, reaction: OwnReaction): boolean {
  return Date.parse(client.now()) - Date.parse(reaction.at) > claimLifetime
}

function isFinished({ snapshot }: ApplyContext, on: ClaimTarget): boolean {
  const { issue, comments, ourLogin } = snapshot.record
  if (on.kind === 'issue') return issue.claims.rocket !== undefined
  // On a comment that somebody else wrote, the rocket may be anybody's.
  const comment = comments.find(({ id }) => id === on.id)
  return comment !== undefined && isOurs(comment.author, { ourLogin }) && comment.claims.rocket !== undefined
}

/** Says that the claimed thing stands. It only spares others a look, so a refusal is no failure. */
export async function applyMarkDone(context: ApplyContext, { on }: EffectOf<'mark-done'>): Promise<Applied> {
  try {
    const { at } = await addReaction(context, on, 'rocket')
    return done(foldClaim(on, { rocket: at }))
  } catch (error) {
    if (refusalIn(error)) return done()
    throw error
  }
}
