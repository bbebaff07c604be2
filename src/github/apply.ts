import type { Effect } from '../domain/effect.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { ApiError } from './api-error.ts'
import type { Applied, ApplyContext, GitHubEffect } from './apply/applied.ts'
import { applyClaim } from './apply/claim.ts'
import { applyCreateClaimedComment } from './apply/claimed-comment.ts'
import { applyCreateComment, applyDeleteComment, applyUpdateComment } from './apply/comment.ts'
import { applyCommit } from './apply/commit.ts'
import { applyCreateIssue } from './apply/create-issue.ts'
import { applyAssign, applyReact, applyReopen } from './apply/issue-state.ts'
import { applyAddLabels, applyMakeLabel, applyRemoveLabel } from './apply/label.ts'
import { applyOpenPullRequest, applyRequestReviewer, applyUpdatePullRequest } from './apply/pull-request.ts'
import type { GitHubClient } from './client.ts'
import type { Place } from './place.ts'

/** How a pass ended, and the snapshot as it is after all that was done. */
export interface ApplyResult {
  readonly snapshot: Snapshot
  /** `claim-lost`: another run is at it. `stopped`: what was left is for the next run. */
  readonly result: 'done' | 'claim-lost' | 'stopped'
  /** What was carried out and not refused. */
  readonly applied: readonly GitHubEffect[]
  /** Changes that GitHub answered with success. */
  readonly writes: number
  /** Why it stopped. */
  readonly error?: ApiError
}

/** Whether an effect is GitHub's to carry out. */
export function isForGitHub(effect: Effect): effect is GitHubEffect {
  return effect.kind !== 'send-chat'
}

/**
 * Carries out effects in their order; neighbours whose order does not matter go side by side. What GitHub refuses for
 * good becomes a failure in the snapshot and the rest goes on; anything else ends the pass with what was done. Rejects
 * for bugs only.
 */
export async function applyEffects(
  client: GitHubClient,
  where: Place,
  { effects, snapshot }: { readonly effects: readonly GitHubEffect[]; readonly snapshot: Snapshot },
): Promise<ApplyResult> {
  const writesBefore = client.usage().writes
  let current = snapshot
  const applied: GitHubEffect[] = []
  const end = (result: ApplyResult['result'], error?: ApiError): ApplyResult => {
    const writes = client.usage().writes - writesBefore
    return { snapshot: current, result, applied, writes, ...(error && { error }) }
  }
  for (const group of groupEffects(effects)) {
    const outcomes = await Promise.allSettled(
      group.map((effect) => perform({ client, where, snapshot: current }, effect)),
    )
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'rejected') return
      current = outcome.value.fold(current)
      const effect = group[index]
      if (effect && outcome.value.kind === 'done') applied.push(effect)
    })
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed && !(failed.reason instanceof ApiError)) throw failed.reason
    if (failed) return end('stopped', failed.reason)
    if (outcomes.some((outcome) => outcome.status === 'fulfilled' && outcome.value.kind === 'lost'))
      return end('claim-lost')
  }
  return end('done')
}

/** Changes that no other change waits for. */
const independent: ReadonlySet<GitHubEffect['kind']> = new Set([
  'update-comment',
  'delete-comment',
  'add-labels',
  'remove-label',
  'make-label',
  'assign',
  'react',
  'request-reviewer',
])

/**
 * Neighbouring independent effects as one group, every other effect as a group of its own. The board remembers what was
 * done: it is written after all else, so that a run killed before leaves nothing undone that the board calls done.
 */
export function groupEffects(effects: readonly GitHubEffect[]): readonly (readonly GitHubEffect[])[] {
  const groups: GitHubEffect[][] = []
  for (const effect of effects) {
    const last = groups.at(-1)?.at(-1)
    if (last && independent.has(last.kind) && independent.has(effect.kind) && !isBoard(effect))
      groups.at(-1)?.push(effect)
    else groups.push([effect])
  }
  return groups
}

function isBoard(effect: GitHubEffect): boolean {
  return effect.kind === 'update-comment' && effect.key === 'board'
}

/** Every kind of effect has its one place. */
async function perform(context: ApplyContext, effect: GitHubEffect): Promise<Applied> {
  switch (effect.kind) {
    case 'claim':
      return await applyClaim(context, effect)
    case 'create-comment':
      return await applyCreateComment(context, effect)
    case 'create-claimed-comment':
      return await applyCreateClaimedComment(context, effect)
    case 'update-comment':
      return await applyUpdateComment(context, effect)
    case 'delete-comment':
      return await applyDeleteComment(context, effect)
    case 'add-labels':
      return await applyAddLabels(context, effect)
    case 'remove-label':
      return await applyRemoveLabel(context, effect)
    case 'make-label':
      return await applyMakeLabel(context, effect)
    case 'assign':
      return await applyAssign(context, effect)
    case 'react':
      return await applyReact(context, effect)
    case 'reopen':
      return await applyReopen(context)
    case 'commit':
      return await applyCommit(context, effect)
    case 'open-pull-request':
      return await applyOpenPullRequest(context, effect)
    case 'update-pull-request':
      return await applyUpdatePullRequest(context, effect)
    case 'request-reviewer':
      return await applyRequestReviewer(context, effect)
    case 'create-issue':
      return await applyCreateIssue(context, effect)
  }
}
