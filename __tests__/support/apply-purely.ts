import type { Effect } from '../../src/domain/effect.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { Comment, Issue } from '../../src/domain/record.ts'
import type { RenderedPlan } from '../../src/domain/rendered-plan.ts'
import type { DocumentState, PullRequest, Snapshot } from '../../src/domain/snapshot.ts'
import { buildComment, ourLogin } from './build-snapshot.ts'

/** A rendering that says everything that the plan holds: two plans with a difference have different texts. */
export function renderPlainly(plan: Plan): RenderedPlan {
  return {
    ...plan,
    comments: plan.comments.map(({ content, silent, ...rest }) => ({
      ...rest,
      body: JSON.stringify(content),
      silent: silent && JSON.stringify(silent),
    })),
    chat: plan.chat.map(({ key, about }) => ({ key, text: about })),
    document: undefined,
    issues: plan.issues.map(({ key, text, owner }) => ({ key, owner, title: text, body: text })),
  }
}

/** What GitHub would hold after the effects, for the laws that need no server. */
export function applyPurely(effects: readonly Effect[], snapshot: Snapshot): Snapshot {
  return effects.reduce((current, effect) => perform(effect, current), snapshot)
}

function perform(effect: Effect, snapshot: Snapshot): Snapshot {
  const { issue, comments } = snapshot.record
  const withIssue = (change: Partial<Issue>): Snapshot => ({
    ...snapshot,
    record: { ...snapshot.record, issue: { ...issue, ...change } },
  })
  const withComments = (next: readonly Comment[]): Snapshot => ({
    ...snapshot,
    record: { ...snapshot.record, comments: next },
  })
  switch (effect.kind) {
    case 'create-comment':
    case 'create-claimed-comment':
      return withComments([
        ...comments.filter(({ id }) => id !== -1),
        buildComment(ourLogin, effect.body, { createdAt: snapshot.now }),
      ])
    case 'update-comment':
      return withComments(comments.map((one) => (one.id === effect.id ? { ...one, body: effect.body } : one)))
    case 'delete-comment':
      return withComments(comments.filter(({ id }) => id !== effect.id))
    case 'add-labels':
      return withIssue({ labels: [...issue.labels, ...effect.labels.map(({ name }) => name)] })
    case 'remove-label':
      return withIssue({ labels: issue.labels.filter((name) => name !== effect.name) })
    case 'make-label':
      return snapshot.installation?.kind === 'first-run'
        ? { ...snapshot, installation: { kind: 'known', since: snapshot.installation.since } }
        : snapshot
    case 'assign':
      return withIssue({ assignees: [...issue.assignees, ...effect.logins] })
    case 'reopen':
      return reopen(withIssue({ state: 'open', stateReason: 'reopened', closedAt: undefined }))
    case 'commit':
      return withDocument(snapshot, ({ branchFiles }) => ({
        ...{ branchHead: 'c'.repeat(40), branchIsOurs: true },
        branchFiles: { ...branchFiles, ...Object.fromEntries(effect.files.map(({ path, text }) => [path, text])) },
      }))
    case 'open-pull-request':
      return withDocument(snapshot, () => ({ pull: openPull(effect.title, effect.body) }))
    case 'update-pull-request':
      return withDocument(snapshot, ({ pull }) => ({
        pull: pull && { ...pull, title: effect.title, body: effect.body },
      }))
    case 'request-reviewer':
      return withDocument(snapshot, ({ pull }) => ({
        pull: pull && { ...pull, reviewers: [...pull.reviewers, effect.login] },
      }))
    case 'create-issue':
      return withDocument(snapshot, ({ actionIssues }) => ({
        actionIssues: { ...actionIssues, [effect.key]: { number: 99, url: 'https://github.test/acme/shop/issues/99' } },
      }))
    case 'send-chat':
      return { ...snapshot, chat: { ...snapshot.chat, sent: [...snapshot.chat.sent, effect.key] } }
    default:
      return snapshot
  }
}

function withDocument(snapshot: Snapshot, change: (document: DocumentState) => Partial<DocumentState>): Snapshot {
  return snapshot.document
    ? { ...snapshot, document: { ...snapshot.document, ...change(snapshot.document) } }
    : snapshot
}

function openPull(title: string, body: string): PullRequest {
  const url = 'https://github.test/acme/shop/pull/8'
  return { ...{ number: 8, url, state: 'open', mergedAt: undefined, closedAt: undefined, reviewers: [] }, title, body }
}

function reopen(snapshot: Snapshot): Snapshot {
  const id = Math.max(...snapshot.record.events.map((event) => event.id)) + 1
  const event = { id, kind: 'reopened', actor: ourLogin, at: snapshot.now } as const
  return { ...snapshot, record: { ...snapshot.record, events: [...snapshot.record.events, event] } }
}
