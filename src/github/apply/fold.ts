import type { Comment, Issue, IssueEvent } from '../../domain/record.ts'
import type { DocumentState, FailureCode, Snapshot } from '../../domain/snapshot.ts'
import type { Fold } from './applied.ts'

/** Puts a comment in its place, instead of an older state of itself. */
export function foldComment(comment: Comment): Fold {
  return (snapshot) => {
    const { record } = snapshot
    const known = record.comments.some((one) => one.id === comment.id)
    const others = record.comments.filter((one) => one.id !== comment.id)
    const issue = known ? record.issue : { ...record.issue, commentCount: record.issue.commentCount + 1 }
    return { ...snapshot, record: { ...record, issue, comments: [...others, comment].sort((a, b) => a.id - b.id) } }
  }
}

/** Takes a comment away that is no longer there. */
export function foldDeletedComment(id: number): Fold {
  return (snapshot) => {
    const { record } = snapshot
    const comments = record.comments.filter((comment) => comment.id !== id)
    const commentCount = record.issue.commentCount - (record.comments.length - comments.length)
    return { ...snapshot, record: { ...record, issue: { ...record.issue, commentCount }, comments } }
  }
}

/** The login that our own write was answered with. */
export function foldOwnLogin(ourLogin: string): Fold {
  return (snapshot) => ({ ...snapshot, record: { ...snapshot.record, ourLogin } })
}

export function foldIssue(change: Partial<Issue>): Fold {
  return (snapshot) => ({
    ...snapshot,
    record: { ...snapshot.record, issue: { ...snapshot.record.issue, ...change } },
  })
}

/** An event that our write caused; its id comes with the next reading, so it takes the one after the last. */
export function foldReopened(at: string): Fold {
  return (snapshot) => {
    const { record } = snapshot
    const id = Math.max(0, ...record.events.map((event) => event.id)) + 1
    const event: IssueEvent = { id, kind: 'reopened', actor: record.ourLogin, at }
    return { ...snapshot, record: { ...record, events: [...record.events, event] } }
  }
}

/** What the repository holds of the postmortem; nothing where it was not read, for then nothing can be told. */
export function foldDocument(change: (document: DocumentState) => Partial<DocumentState>): Fold {
  return (snapshot) =>
    snapshot.document ? { ...snapshot, document: { ...snapshot.document, ...change(snapshot.document) } } : snapshot
}

/** Something that GitHub refused for good; the same refusal is remembered once. */
export function foldFailure(code: FailureCode, detail: string): Fold {
  return (snapshot) => {
    if (snapshot.failures.some((failure) => failure.code === code && failure.detail === detail)) return snapshot
    return { ...snapshot, failures: [...snapshot.failures, { code, detail }] }
  }
}

/** The label that says since when Muster is installed was made, or refused for good: it is not tried again. */
export function foldInstalled(snapshot: Snapshot): Snapshot {
  const { installation } = snapshot
  return installation?.kind === 'first-run'
    ? { ...snapshot, installation: { kind: 'known', since: installation.since } }
    : snapshot
}
