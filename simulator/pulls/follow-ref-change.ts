import { announceRefChange } from '../git/announce-ref-change.ts'
import type { RefChange } from '../git/branch-rules.ts'
import { ancestorsOf, commitsBetween } from '../git/history.ts'
import type { Act } from '../state/act.ts'
import { closeIssue } from '../state/issues/change-state.ts'
import { recordEvent } from '../state/issues/record-event.ts'
import { emitPull, markMerged } from './change-pull.ts'
import { closeReferenced } from './close-referenced.ts'
import { openPulls, type PullIssue } from './pull-issue.ts'

/**
 * Lets everything follow that hangs on a ref which was just changed: `push` and its kin, pull requests from and into
 * the branch, and issues that a commit on the default branch closes.
 */
export function followRefChange(act: Act, change: RefChange): void {
  announceRefChange(act, change)
  if (!change.name.startsWith('refs/heads/')) return
  const branch = change.name.slice('refs/heads/'.length)
  for (const found of openPulls(act, ({ head }) => head.ref === branch)) followHead(act, found, change)
  if (change.after === null) return
  followBase(act, branch, change.after)
  if (branch === act.repository.defaultBranch && change.before) closeByCommits(act, change.before, change.after)
}

/** A pull request whose branch is deleted is closed; one whose branch moved shows the new commits. */
function followHead(act: Act, found: PullIssue, { before, after }: RefChange): void {
  const { pull, issue } = found
  const { git } = act.repository
  if (after === null) {
    closeIssue(act, issue, { reason: null })
    recordEvent(act, issue, { event: 'head_ref_deleted' })
    return
  }
  pull.head.sha = after
  pull.base.sha = git.refs.read(`refs/heads/${pull.base.ref}`) ?? pull.base.sha
  const ref = `refs/pull/${pull.number}/head`
  git.refs.set(ref, after, git.refs.read(ref) ?? null)
  const isForced = before !== null && !ancestorsOf(git.objects, after).has(before)
  if (isForced) recordEvent(act, issue, { event: 'head_ref_force_pushed', commitId: after })
  issue.updatedAt = act.world.clock.now()
  emitPull(act, found, { action: 'synchronize', before, after })
}

/** A pull request whose commits arrive in its base in another way counts as merged. */
function followBase(act: Act, branch: string, tip: string): void {
  const waiting = openPulls(act, ({ base }) => base.ref === branch)
  if (waiting.length === 0) return
  const arrived = ancestorsOf(act.repository.git.objects, tip)
  for (const found of waiting) {
    if (!arrived.has(found.pull.head.sha)) continue
    markMerged(act, found, tip)
    emitPull(act, found, { action: 'closed' })
  }
}

function closeByCommits(act: Act, before: string, after: string): void {
  for (const commit of commitsBetween(act.repository.git.objects, before, after)) {
    closeReferenced(act, commit.message, commit.oid)
  }
}
