import type { Act } from '../act.ts'
import type { WorldEvent } from '../event.ts'
import type { Issue } from '../issue.ts'
import { takeNumber } from '../repository.ts'
import { announce } from './announce.ts'
import { addAssignees } from './assignees.ts'
import { addLabels } from './labels.ts'
import { announceText, mayMentionTeams } from './notify.ts'
import { checkIssueBody, checkTitle } from './read-limits.ts'

/** What an issue can be opened with. */
export interface IssueDraft {
  readonly title: string
  readonly body: string | null
  readonly labels?: readonly string[]
  readonly assignees?: readonly string[]
}

/**
 * Opens an issue: `opened` is emitted first, then one `labeled` and `assigned` each, as GitHub does. The payload of
 * `opened` already shows the labels.
 */
export function createIssue(act: Act, draft: IssueDraft): Issue {
  checkTitle(draft.title)
  checkIssueBody(draft.body)
  const issue = addRecord(act, { ...draft, isPull: false })
  const held = applyHeld(act, issue, draft)
  tellOf(act, issue)
  announce(act, issue, { action: 'opened' })
  for (const event of held) act.world.emit(event)
  return issue
}

/**
 * Adds an issue (or the issue part of a pull request) to the repository without emitting anything; mentions in its
 * text are told. Whoever opens a pull request emits `pull_request` itself and then calls `addLabels`.
 */
export function recordIssue(act: Act, draft: IssueDraft & { readonly isPull: boolean }): Issue {
  const issue = addRecord(act, draft)
  tellOf(act, issue)
  return issue
}

function tellOf(act: Act, issue: Issue): void {
  const source = { kind: 'issue', id: issue.id } as const
  announceText(act, { issue, source, text: issue.body ?? '', before: null, couldMentionTeams: false, isMail: false })
}

function addRecord(act: Act, draft: IssueDraft & { readonly isPull: boolean }): Issue {
  const { world, repository, caller } = act
  const now = world.clock.now()
  const issue: Issue = {
    ...world.nextIdentity(draft.isPull ? 'PullRequest' : 'Issue'),
    number: takeNumber(repository),
    isPull: draft.isPull,
    author: caller.user,
    app: caller.app,
    title: draft.title,
    body: draft.body,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    milestone: null,
    locked: false,
    activeLockReason: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    reactions: [],
    edits: [],
    canMentionTeams: mayMentionTeams(act),
    events: [],
    pinnedCommentId: null,
  }
  repository.issues.set(issue.number, issue)
  return issue
}

/** Applies labels and assignees but holds back their events, so that `opened` shows them and still comes first. */
function applyHeld(act: Act, issue: Issue, { labels = [], assignees = [] }: IssueDraft): readonly WorldEvent[] {
  const release = act.world.holdEvents()
  try {
    addLabels(act, issue, labels)
    addAssignees(act, issue, assignees)
  } catch (error) {
    act.repository.issues.delete(issue.number)
    act.repository.lastNumber -= 1
    release('drop')
    throw error
  }
  return release('keep')
}
