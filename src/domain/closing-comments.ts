import { deliveredKey, deliveredPrefix } from './board-state.ts'
import { keepTrue, sayOnce } from './comments.ts'
import type { Board } from './content.ts'
import { branchKey, pullRequestKey } from './document-policy.ts'
import { missingWork } from './gate.ts'
import type { IncidentContext } from './incident.ts'
import { findOwn, keysOf, keysUnder, ownComments } from './own-comments.ts'
import type { PlannedComment } from './plan.ts'
import { composePostmortem, postmortemPath } from './postmortem.ts'
import type { Snapshot } from './snapshot.ts'

/** The key that remembers the pull request, for the job that may not list pull requests. */
const pullPrefix = 'pull:'

/** The number of the pull request that the closing link names. */
export function knownPull(snapshot: Pick<Snapshot, 'record'>): number | undefined {
  const numbers = keysUnder(keysOf(ownComments(snapshot.record)), pullPrefix).map(Number)
  return numbers.at(-1)
}

/** What is said about closing: the refusal, what an `/override` let pass, and the one closing link. */
export function planClosingComments(context: IncidentContext, board: Board | undefined): readonly PlannedComment[] {
  return [...planRefusal(context), ...planOverridden(context), ...planClosingLink(context, board)]
}

/** The job that delivers says for which facts; the other leaves that as it is, for it has delivered nothing. */
function deliveredFor({ history, snapshot }: IncidentContext): readonly string[] {
  if (snapshot.part !== 'run') return [deliveredKey(history, snapshot)]
  const keys = findOwn(ownComments(snapshot.record), 'closing')?.keys ?? []
  return keys.filter((key) => key.startsWith(deliveredPrefix))
}

/** One comment, written again on a later try; its keys name the closings that it answered. */
function planRefusal({ history, snapshot, verdict }: IncidentContext): readonly PlannedComment[] {
  if (verdict.kind !== 'refused') return []
  const keys = keysOf(ownComments(snapshot.record))
  if (keys.has(`reopened:${verdict.closing.event}`)) return []
  const earlier = keysUnder(keys, 'reopened:').map((event) => `reopened:${event}`)
  const service = history.facts.commander
  return [
    keepTrue(
      'refusal',
      {
        kind: 'refusal',
        missing: verdict.missing,
        issueUrl: history.facts.url,
        closedBy: verdict.closing.by,
        stoodDown: verdict.stoodDown,
        askWhom: service === undefined ? [] : [service],
      },
      [...earlier, `reopened:${verdict.closing.event}`],
    ),
  ]
}

/** An accepted override is said aloud, once, with what it leaves undone. */
function planOverridden({ history, snapshot }: IncidentContext): readonly PlannedComment[] {
  const { facts } = history
  const left = missingWork(facts, snapshot.settings)
  return facts.overrides.flatMap(({ by, at, text }) => {
    const key = `override:${by}:${Math.round(Date.parse(at) / 1000).toString(36)}`
    const said = keysOf(ownComments(snapshot.record)).has(key)
    return said ? [] : [sayOnce(key, { kind: 'overridden', by, reason: text, left })]
  })
}

/** The closing link stands where the postmortem can be read; folded, it is the postmortem itself. */
function planClosingLink(context: IncidentContext, board: Board | undefined): readonly PlannedComment[] {
  const { history, snapshot, document } = context
  if (!document.owed && document.label !== 'published') return []
  if (document.deliver === 'comment') {
    if (!board) return []
    const postmortem = composePostmortem(history.facts, { snapshot, board, reopened: document.reopened })
    const path = postmortemPath(history.facts, snapshot)
    const remembered = document.forced ? [branchKey] : []
    return [keepTrue('closing', { kind: 'folded-postmortem', postmortem, path, forced: document.forced }, remembered)]
  }
  const state = snapshot.document
  // While a pull request can still be opened, nobody is told to open it: the comment is the mail that people get.
  const delivered = state?.pull !== undefined || document.view.state === 'branch'
  const stands = findOwn(ownComments(snapshot.record), 'closing') !== undefined
  if (!state || !(delivered || stands)) return []
  const pull = state.pull && { number: state.pull.number, url: state.pull.url }
  const actionIssues = history.facts.actions.flatMap(({ key, text }) => {
    const issue = state.actionIssues[key]
    return issue ? [{ ...issue, text }] : []
  })
  const keys = [
    ...(pull ? [`${pullPrefix}${pull.number}`] : []),
    ...(document.view.pullRequestForbidden ? [pullRequestKey] : []),
    ...deliveredFor(context),
  ]
  return [
    keepTrue('closing', { kind: 'closing', document: document.view, pull, branch: state.branch, actionIssues }, keys),
  ]
}
