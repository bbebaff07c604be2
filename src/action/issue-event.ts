import type { IssueHint, IssueTrigger, Trigger } from '../domain/trigger.ts'
import { nothing } from './nothing.ts'
import { field, numberField, textField } from './payload-field.ts'

/** `issues`: everything but the two after which there is no issue here any more. */
export function readIssueEvent(payload: unknown): Trigger {
  const action = textField(payload, 'action')
  if (action === 'deleted' || action === 'transferred') return nothing('issue-gone', `the issue was ${action}`)
  return readIssue(payload, 'issues')
}

/** `issue_comment`, which pull requests fire too. */
export function readCommentEvent(payload: unknown): Trigger {
  const pull = field(payload, 'issue', 'pull_request')
  if (pull !== undefined && pull !== null) return nothing('pull-request-comment', 'a comment on a pull request')
  return readIssue(payload, 'issue_comment')
}

function readIssue(payload: unknown, event: IssueTrigger['event']): Trigger {
  const number = numberField(payload, 'issue', 'number')
  if (number === undefined) return nothing('malformed-event', `${event} without an issue`)
  const hint = readHint(field(payload, 'issue'))
  const sender = textField(payload, 'sender', 'login')
  return { kind: 'issue', number, event, action: textField(payload, 'action'), sender, ...(hint && { hint }) }
}

function readHint(issue: unknown): IssueHint | undefined {
  const comments = field(issue, 'comments')
  const createdAt = textField(issue, 'created_at')
  if (typeof comments !== 'number' || createdAt === '') return undefined
  return {
    title: textField(issue, 'title'),
    author: textField(issue, 'user', 'login'),
    body: textField(issue, 'body'),
    createdAt,
    comments,
  }
}
