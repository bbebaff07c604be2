import type { WorldEvent } from '../../simulator/state/event.ts'
import type { IssueComment, ReactionContent } from '../../simulator/state/issue.ts'
import { closeIssue } from '../../simulator/state/issues/change-state.ts'
import { createComment } from '../../simulator/state/issues/comments.ts'
import { addLabels } from '../../simulator/state/issues/labels.ts'
import { react } from '../../simulator/state/issues/react.ts'
import { commentsOf } from '../../simulator/state/repository.ts'
import { actAsApp, actAsOtherWorkflow, issueOf } from './act-as.ts'
import type { Stage } from './stage.ts'

/** Another workflow reacts to an issue. */
export function reactByOther(stage: Stage, issue: number, ...contents: readonly ReactionContent[]): void {
  const act = actAsOtherWorkflow(stage)
  for (const content of contents) react(act, issueOf(stage, issue).reactions, content)
}

/** Another workflow reacts to every comment of an issue. */
export function reactToCommentsByOther(stage: Stage, issue: number, ...contents: readonly ReactionContent[]): void {
  const act = actAsOtherWorkflow(stage)
  for (const { reactions } of commentsOf(stage.repository, issue)) {
    for (const content of contents) react(act, reactions, content)
  }
}

/** The stale bot, by the login that Muster has: a label, a comment, the closing. */
export function closeAsStale(stage: Stage, issue: number): void {
  const act = actAsOtherWorkflow(stage)
  const found = issueOf(stage, issue)
  addLabels(act, found, ['stale'])
  createComment(act, found, 'This issue has been automatically marked as stale and is closed now.')
  closeIssue(act, found, { reason: 'not_planned' })
}

/** Somebody moves a card to Done: the project closes its issue. */
export function closeByProject(stage: Stage, issue: number): void {
  const act = actAsApp(stage, 'github-project-automation[bot]')
  closeIssue(act, issueOf(stage, issue), { reason: 'completed' })
}

/**
 * Five workflows that many repositories have, all with the login that Muster has: 👀 at once and 🚀 when an agent is done, a
 * welcome, a label by content, a remark on each labelling, 👀 on each comment. The function returned ends them.
 */
export function startOtherWorkflows(stage: Stage): () => void {
  return stage.world.onEvent((event) => {
    const number = numberOf(event)
    if (event.byToken.kind === 'workflow' || number === undefined) return
    if (event.name === 'issues' && event.action === 'opened') welcome(stage, number)
    if (event.name === 'issues' && event.action === 'labeled') {
      createComment(actAsOtherWorkflow(stage), issueOf(stage, number), 'Label noted. An agent looks at it.')
    }
    if (event.name === 'issue_comment' && event.action === 'created') watch(stage, event)
  })
}

function welcome(stage: Stage, number: number): void {
  const act = actAsOtherWorkflow(stage)
  const issue = issueOf(stage, number)
  reactByOther(stage, number, 'eyes')
  createComment(act, issue, 'Thank you for your first issue! We usually answer within two days.')
  addLabels(act, issue, ['needs-triage'])
  reactByOther(stage, number, 'rocket')
}

function watch(stage: Stage, event: WorldEvent): void {
  const { id } = Object(event.payload.comment)
  const comment: IssueComment | undefined = stage.repository.comments.get(Number(id))
  if (comment) react(actAsOtherWorkflow(stage), comment.reactions, 'eyes')
}

function numberOf({ payload }: WorldEvent): number | undefined {
  const { number } = Object(payload.issue)
  return typeof number === 'number' ? number : undefined
}
