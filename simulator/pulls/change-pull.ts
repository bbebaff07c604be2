import type { Act } from '../state/act.ts'
import { recordEvent } from '../state/issues/record-event.ts'
import { presentPull } from './present-pull.ts'
import type { PullIssue } from './pull-issue.ts'

/** Emits `pull_request` with the pull request as it now stands. */
export function emitPull(
  act: Act,
  { pull }: PullIssue,
  { action, ...more }: { readonly action: string } & Readonly<Record<string, unknown>>,
): void {
  const { world, repository, caller } = act
  const payload = { number: pull.number, pull_request: presentPull({ world, repository }, pull.number), ...more }
  world.emit({ name: 'pull_request', action, repository, sender: caller.user, byToken: caller, payload })
}

/** Marks a pull request as merged by the caller; `commitId` is the commit on the base. Whoever calls it emits `closed`. */
export function markMerged(act: Act, found: PullIssue, commitId: string): void {
  const { pull, issue } = found
  const now = act.world.clock.now()
  Object.assign(issue, { state: 'closed', closedAt: now, closedBy: act.caller.user })
  pull.mergedAt = now
  pull.mergedBy = act.caller.user
  pull.mergeCommitSha = commitId
  recordEvent(act, issue, { event: 'merged', commitId })
  recordEvent(act, issue, { event: 'closed', commitId: null, stateReason: null })
}
