import type { Issue } from './record.ts'
import type { IssueHint } from './trigger.ts'

/** The issue as an event saw it: good enough to know what to ask for, never a fact. */
export function hintedIssue(number: number, hint: IssueHint): Issue {
  return {
    number,
    url: '',
    title: hint.title,
    body: hint.body,
    author: hint.author,
    authorIsBot: false,
    state: 'open',
    stateReason: undefined,
    locked: false,
    labels: hint.labels,
    assignees: [],
    createdAt: new Date(hint.createdAt).toISOString(),
    closedAt: undefined,
    commentCount: 0,
  }
}
