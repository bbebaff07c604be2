import type { IssueHint, IssueTrigger, SeenChange, Trigger } from '../domain/trigger.ts'
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
  const hint = readHint(payload, event)
  const sender = textField(payload, 'sender', 'login')
  return { kind: 'issue', number, event, action: textField(payload, 'action'), sender, ...(hint && { hint }) }
}

function readHint(payload: unknown, event: IssueTrigger['event']): IssueHint | undefined {
  const issue = field(payload, 'issue')
  const comments = field(issue, 'comments')
  const createdAt = textField(issue, 'created_at')
  if (typeof comments !== 'number' || createdAt === '') return undefined
  return {
    title: textField(issue, 'title'),
    author: textField(issue, 'user', 'login'),
    body: textField(issue, 'body'),
    labels: readLabels(issue),
    comment: textField(payload, 'comment', 'body') || undefined,
    senderIsTrusted: isTrusted(payload, event),
    createdAt,
    comments,
    updatedAt: textField(issue, 'updated_at'),
    change: event === 'issue_comment' ? readCommentChange(payload) : readIssueChange(payload),
  }
}

/** https://docs.github.com/graphql/reference/enums#commentauthorassociation */
const trusted: readonly string[] = ['OWNER', 'MEMBER', 'COLLABORATOR']

function isTrusted(payload: unknown, event: IssueTrigger['event']): boolean {
  const subject = event === 'issue_comment' ? 'comment' : 'issue'
  const association = textField(payload, subject, 'author_association')
  return trusted.includes(association) || textField(payload, 'sender', 'type') === 'Bot'
}

function readLabels(issue: unknown): readonly string[] {
  const labels = field(issue, 'labels')
  return Array.isArray(labels) ? labels.map((label) => textField(label, 'name')).filter((name) => name !== '') : []
}

/** A new comment is missed by its count alone. */
function readCommentChange(payload: unknown): SeenChange | undefined {
  const action = textField(payload, 'action')
  const comment = numberField(payload, 'comment', 'id')
  if (comment === undefined) return undefined
  if (action === 'deleted') return { kind: 'comment-deleted', comment }
  return action === 'edited'
    ? { kind: 'comment-edited', comment, at: textField(payload, 'comment', 'updated_at') }
    : undefined
}

function readIssueChange(payload: unknown): SeenChange | undefined {
  const action = textField(payload, 'action')
  switch (action) {
    case 'closed':
    case 'reopened':
      return { kind: action }
    case 'labeled':
    case 'unlabeled':
      return { kind: action, label: textField(payload, 'label', 'name') }
    case 'edited':
      return field(payload, 'changes', 'body') === undefined ? undefined : { kind: 'body-edited' }
    default:
      return undefined
  }
}
