import { presentComment } from '../../state/present/comment.ts'
import { presentIssue } from '../../state/present/issue.ts'
import { finishPayload, type PayloadPlace } from './place.ts'

/** The payload of `issues` for an issue as it now stands; `more` holds what the action adds, such as `changes`. */
export function buildIssuePayload(
  place: PayloadPlace,
  about: { readonly action: string; readonly number: number },
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return finishPayload(place, about.action, { issue: presentIssue(place, issueOf(place, about.number)), ...more })
}

/** The payload of `issue_comment`, also for comments on pull requests. */
export function buildCommentPayload(
  place: PayloadPlace,
  about: { readonly action: string; readonly commentId: number },
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const comment = place.repository.comments.get(about.commentId)
  if (!comment) throw new Error(`There is no comment ${about.commentId}`)
  const issue = presentIssue(place, issueOf(place, comment.issueNumber))
  return finishPayload(place, about.action, { issue, comment: presentComment(place, comment), ...more })
}

function issueOf({ repository }: PayloadPlace, number: number) {
  const issue = repository.issues.get(number)
  if (!issue) throw new Error(`There is no issue ${number}`)
  return issue
}
