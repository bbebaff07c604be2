import { addWorkingDays } from '../text/time.ts'
import { ruleOf } from './call.ts'
import type { ClosingVerdict } from './closing-policy.ts'
import type { DocumentView } from './content.ts'
import type { History } from './history/read-facts.ts'
import { postmortemOf } from './labels.ts'
import { findOwn, ownComments } from './own-comments.ts'
import { isPostmortemOf } from './postmortem.ts'
import type { Snapshot } from './snapshot.ts'
import type { PostmortemState } from './vocabulary.ts'

/** Whether a postmortem is owed, and where it stands. */
export interface DocumentPolicy {
  readonly owed: boolean
  /** The label `postmortem:<state>`; none while the incident is open and never had one. */
  readonly label: PostmortemState | undefined
  readonly view: DocumentView
  /** There is something to deliver: files to write, a pull request to open or bring up to date. */
  readonly deliver: 'pull-request' | 'branch' | 'comment' | undefined
  /** It was published and the incident closed again since. */
  readonly reopened: boolean
  /** The branch could not be pushed, so the comment is a fallback. */
  readonly forced: boolean
}

/** Decides what happens to the postmortem. Pure, as everything here: the pull request's state is part of the snapshot. */
export function decideDocument(history: History, snapshot: Snapshot, verdict: ClosingVerdict): DocumentPolicy {
  const accepted = verdict.kind === 'accepted'
  const owed = accepted && verdict.closing.reason === 'completed' && isOwed(history, snapshot)
  const pull = snapshot.document?.pull
  const published = pull ? pull.state === 'merged' : isPublished(snapshot)
  const reopened = owed && isReopened(verdict.closing.at, snapshot)
  const closedByHand = pull?.state === 'closed' && !((history.postmortemAskedAt ?? '') > (pull.closedAt ?? ''))
  const forbidden = new Set(snapshot.failures.map(({ code }) => code))
  const forced = forbidden.has('branch-forbidden') || isRemembered(branchKey, history, snapshot)
  const pullRequestForbidden =
    forbidden.has('pull-request-forbidden') || (!pull && isRemembered(pullRequestKey, history, snapshot))
  const way = forced ? 'comment' : snapshot.settings.postmortem.deliver
  const delivering = owed && (!published || reopened) && !closedByHand
  return {
    owed,
    label: labelOf({ accepted, owed, published, reopened }),
    view: {
      state: stateOf({
        accepted,
        owed,
        published: published && !reopened,
        closedByHand,
        way,
        pullRequestForbidden,
        snapshot,
        history,
      }),
      url: urlOf(snapshot, way),
      due: owed ? dueDate(history, snapshot) : undefined,
      overdue: owed && !published && (dueDate(history, snapshot) ?? '9999') < snapshot.now,
      pullRequestForbidden,
    },
    deliver: delivering ? way : undefined,
    reopened,
    forced,
  }
}

/** Keys of the closing link that remember what this repository does not allow: the job that finds out is not the next to run. */
export const branchKey = 'forbidden:branch'
export const pullRequestKey = 'forbidden:pull-request'

/** `/postmortem` asks to try it again. */
function isRemembered(key: string, history: History, { record }: Snapshot): boolean {
  const closing = findOwn(ownComments(record), 'closing')
  if (!closing?.keys.includes(key)) return false
  return (history.postmortemAskedAt ?? '') <= closing.comment.updatedAt
}

/** Published once and closed again since: what happened then is appended, by a new pull request. */
function isReopened(closedAt: string, snapshot: Snapshot): boolean {
  const pull = snapshot.document?.pull
  if (pull?.state === 'merged') return pull.mergedAt !== undefined && closedAt > pull.mergedAt
  return pull?.state === 'open' && isPublished(snapshot)
}

/** The pull request is not always there to be asked: then the postmortem's place on the default branch is the truth. */
function isPublished({ document, record, runbooksFolder, settings }: Snapshot): boolean {
  if (!document) return record.issue.labels.some((label) => postmortemOf(label, settings.labels) === 'published')
  return document.postmortems.some((path) => isPostmortemOf(record.issue.number, path, runbooksFolder))
}

function isOwed({ facts }: History, { settings }: Snapshot): boolean {
  return ruleOf(facts, settings).postmortem.kind === 'due' || facts.postmortemAsked
}

function labelOf(state: {
  accepted: boolean
  owed: boolean
  published: boolean
  reopened: boolean
}): PostmortemState | undefined {
  if (state.published && !state.reopened) return 'published'
  if (!state.accepted) return undefined
  return state.owed ? 'open' : 'none'
}

interface StateContext {
  readonly accepted: boolean
  readonly owed: boolean
  readonly published: boolean
  readonly closedByHand: boolean
  readonly way: 'pull-request' | 'branch' | 'comment'
  readonly pullRequestForbidden: boolean
  readonly snapshot: Snapshot
  readonly history: History
}

function stateOf({
  accepted,
  owed,
  published,
  closedByHand,
  way,
  pullRequestForbidden,
  snapshot,
  history,
}: StateContext): DocumentView['state'] {
  const { document, settings } = snapshot
  const rule = ruleOf(history.facts, settings).postmortem
  if (published) return 'published'
  if (!accepted) return rule.kind === 'due' ? 'due' : rule.kind === 'on-request' ? 'on-request' : 'none'
  if (!owed) return rule.kind === 'on-request' && history.lastClosing?.reason === 'completed' ? 'on-request' : 'none'
  if (way === 'comment') return 'comment'
  if (closedByHand) return 'closed-by-hand'
  if (document?.pull?.state === 'open') return 'open'
  // Between the commit and its pull request nobody has to open one.
  const leftToPeople = way === 'branch' || pullRequestForbidden
  const branchStands = document?.branchHead !== undefined && document.branchHead !== document.baseHead
  return leftToPeople && branchStands && !document.pull ? 'branch' : 'writing'
}

/** Where people find it: the pull request, else the branch compared with the default branch, else the search for it. */
function urlOf({ document, repository, record }: Snapshot, way: string): string | undefined {
  if (way === 'comment') return undefined
  if (document?.pull) return document.pull.url
  const branch = document?.branch ?? `muster/${record.issue.number}`
  if (document?.branchHead) return `${repository.url}/compare/${repository.defaultBranch}...${branch}?expand=1`
  return `${repository.url}/pulls?q=${encodeURIComponent(`is:pr head:${branch}`)}`
}

function dueDate({ facts }: History, { settings, record }: Snapshot): string | undefined {
  const rule = ruleOf(facts, settings).postmortem
  if (rule.kind !== 'due') return undefined
  const from = facts.milestones.resolved ?? record.issue.closedAt
  if (from === undefined) return undefined
  if (rule.working) return addWorkingDays(from, rule.days, settings.timezone)
  return new Date(Date.parse(from) + rule.days * 86_400_000).toISOString()
}
