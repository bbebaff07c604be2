import type { PullRequest } from '../../domain/snapshot.ts'
import { hasCode, refusalIn } from '../api-error.ts'
import { settling } from '../look-again.ts'
import { narrowPull } from '../narrow.ts'
import { inPlace } from '../place.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done, refused } from './applied.ts'
import { foldDocument, foldFailure } from './fold.ts'

/** Opens the pull request, or adopts the one that is already open from that branch. */
export async function applyOpenPullRequest(
  context: ApplyContext,
  effect: EffectOf<'open-pull-request'>,
): Promise<Applied> {
  const { branch, base, title, body } = effect
  const open = async () =>
    narrowPull(
      (await context.client.rest.pulls.create({ ...inPlace(context.where), head: branch, base, title, body })).data,
    )
  try {
    return opened(await open())
  } catch (error) {
    if (hasCode(error, 'invalid', 'ambiguous')) {
      if (hasCode(error, 'ambiguous')) await context.client.pause(settling)
      const standing = await findOpen(context, branch)
      if (standing) return opened(standing)
      if (hasCode(error, 'ambiguous')) return opened(await open())
    }
    // Also without `pull-requests: write`: the branch stands, and a compare link does the rest.
    const refusal = refusalIn(error)
    if (!refusal || !hasCode(refusal, 'forbidden', 'not-found')) throw error
    return refused(foldFailure('pull-request-forbidden', refusal.message))
  }
}

/** Brings title and body up to date. */
export async function applyUpdatePullRequest(
  context: ApplyContext,
  { number, title, body }: EffectOf<'update-pull-request'>,
): Promise<Applied> {
  const { client, where } = context
  try {
    const { data } = await client.rest.pulls.update({ ...inPlace(where), pull_number: number, title, body })
    return opened(narrowPull(data))
  } catch (error) {
    const refusal = refusalIn(error)
    if (!refusal || !hasCode(refusal, 'forbidden', 'not-found', 'invalid')) throw error
    return refused(foldFailure('pull-request-forbidden', refusal.message))
  }
}

/** Asks one person alone: one who cannot review would fail the request for all. Being no reviewer is no failure. */
export async function applyRequestReviewer(
  context: ApplyContext,
  { number, login }: EffectOf<'request-reviewer'>,
): Promise<Applied> {
  const { client, where } = context
  // Whoever cannot review is not asked again in this run.
  const asked = foldDocument(({ pull }) =>
    pull?.number === number ? { pull: { ...pull, reviewers: [...pull.reviewers, login] } } : {},
  )
  try {
    await client.rest.pulls.requestReviewers({ ...inPlace(where), pull_number: number, reviewers: [login] })
  } catch (error) {
    if (!refusalIn(error)) throw error
    return refused(asked)
  }
  return done(asked)
}

function opened(pull: PullRequest): Applied {
  return done(foldDocument(() => ({ pull })))
}

async function findOpen({ client, where }: ApplyContext, branch: string): Promise<PullRequest | undefined> {
  const { data } = await client.rest.pulls.list({ ...inPlace(where), head: `${where.owner}:${branch}`, state: 'open' })
  const found = data.find((pull) => pull.head.ref === branch)
  return found && narrowPull(found)
}
