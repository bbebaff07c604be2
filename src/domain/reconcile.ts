import { fingerprint } from '../text/hash.ts'
import { fitBody } from '../text/limit.ts'
import { printMarker, readMarker } from '../text/marker.ts'
import { actionKey } from './action-key.ts'
import { isOpeningUnfinished, statePrefix, textPrefix } from './board-state.ts'
import type { Effect } from './effect.ts'
import { defineLabel, isFinal } from './labels.ts'
import type { OwnComment } from './own-comments.ts'
import { findOwn, ownComments } from './own-comments.ts'
import type { RenderedComment, RenderedDocument, RenderedIssue, RenderedPlan } from './rendered-plan.ts'
import type { DocumentState, FailureCode, Snapshot } from './snapshot.ts'

/**
 * The least that makes the plan true, in the order in which it must happen: nothing where it is true already. A new board
 * comes first, since people wait for it; a standing one is brought up to date last, because it remembers what was done.
 */
export function reconcile(plan: RenderedPlan, snapshot: Snapshot): readonly Effect[] {
  return withoutRefused(listEffects(plan, snapshot), snapshot)
}

function listEffects(plan: RenderedPlan, snapshot: Snapshot): readonly Effect[] {
  const own = ownComments(snapshot.record)
  const boards = plan.comments.filter(({ claim }) => claim === 'issue')
  const others = plan.comments.filter(({ claim }) => claim !== 'issue')
  const boardEffects = boards.flatMap((board) => reconcileComment(board, own))
  const isUpdate = (effect: Effect): boolean => effect.kind === 'update-comment'
  // On a locked issue nothing can be written down, so the chat would be told the same again and again.
  const untold = snapshot.record.issue.locked ? [] : plan.chat
  const chat = untold.map(({ key, text }) => ({ kind: 'send-chat', key, text }) as const)
  const delivery = plan.document ? reconcileDocument(plan.document, snapshot) : []
  // The closing link says that the postmortem was delivered, and to whom: it is written when nothing of that is left to do.
  const isEarly = (effect: Effect): boolean => isClosingLink(effect) && delivery.length > 0
  const toSay = others.flatMap((comment) => reconcileComment(comment, own))
  // What the chat was told, whom a later call reached and where the postmortem is, is known only then: the board is written
  // once, after it.
  const telling = [...chat, ...toSay.filter((one) => one.kind === 'create-claimed-comment' || isClosingLink(one))]
  const boardWaits = withoutRefused(telling, snapshot).length > 0
  const labels = reconcileLabels(plan, snapshot)
  const newLabels = plan.newLabels.map((label) => ({ kind: 'make-label', label }) as const)
  const ends = plan.labels.present.some((name) => isFinal(name, snapshot.settings.labels))
  const effects = [
    ...removeDuplicates(own),
    ...removeWithdrawn(plan.removed, own),
    // Its description has to be ours before an issue carries it.
    ...(isWaiting(plan, snapshot) ? newLabels : []),
    ...boardEffects.filter((effect) => !isUpdate(effect)),
    ...(plan.reopen && snapshot.record.issue.state === 'closed' ? [{ kind: 'reopen' } as const] : []),
    ...toSay.filter((one) => !isEarly(one)),
    ...plan.reactions.map(({ comment, content }) => ({ kind: 'react', comment, content }) as const),
    ...(ends ? [] : labels),
    ...reconcileAssignees(plan, snapshot),
    ...delivery,
    ...plan.issues.map((issue) => toIssue(issue, snapshot)),
    ...chat,
    ...(isWaiting(plan, snapshot) ? [] : newLabels),
    ...(boardWaits ? [] : [...boardEffects.filter(isUpdate), ...(ends ? labels : [])]),
  ]
  return effects.length === 0 && isOpeningUnfinished(snapshot.record) ? finishOpening(boards, own) : effects
}

/** All that belongs to an opening stands: only now the board says for what state it was written. */
function finishOpening(boards: readonly RenderedComment[], own: readonly OwnComment[]): readonly Effect[] {
  return boards.flatMap((board): readonly Effect[] => {
    const existing = findOwn(own, board.key)
    return existing
      ? [{ kind: 'update-comment', key: board.key, id: existing.comment.id, body: withMarker(board) }]
      : []
  })
}

/** Whether the issue is to carry the label of unconfirmed reports. */
function isWaiting(plan: RenderedPlan, { settings }: Snapshot): boolean {
  return plan.labels.present.includes(settings.labels.unconfirmed)
}

function removeWithdrawn(keys: readonly string[], own: readonly OwnComment[]): readonly Effect[] {
  return keys.flatMap((key) => {
    const comment = findOwn(own, key)?.comment
    return comment ? [{ kind: 'delete-comment', key, id: comment.id } as const] : []
  })
}

function isClosingLink(effect: Effect): boolean {
  return (effect.kind === 'create-comment' || effect.kind === 'update-comment') && effect.key === 'closing'
}

/** Each kind of failure, and what is not tried again in this run once GitHub has refused it for good. */
const refusedBy: Readonly<Partial<Record<FailureCode, readonly Effect['kind'][]>>> = {
  locked: ['claim', 'create-comment', 'create-claimed-comment', 'update-comment', 'react'],
  'comments-full': ['claim', 'create-comment', 'create-claimed-comment'],
  'comments-refused': [
    'claim',
    'create-comment',
    'create-claimed-comment',
    'update-comment',
    'delete-comment',
    'react',
    'create-issue',
    'send-chat',
  ],
  'labels-refused': ['add-labels', 'remove-label', 'make-label'],
  'reopen-refused': ['reopen'],
}

function withoutRefused(effects: readonly Effect[], { failures }: Snapshot): readonly Effect[] {
  const refused = new Set(failures.flatMap(({ code }) => refusedBy[code] ?? []))
  return effects.filter(({ kind }) => !refused.has(kind))
}

function toIssue({ key, title, body, owner }: RenderedIssue, { record, settings }: Snapshot): Effect {
  const asked = record.comments.find(({ id }) => key === actionKey(id))
  return {
    kind: 'create-issue',
    claim: asked && { kind: 'comment', id: asked.id },
    key,
    title,
    body: `${body}\n\n${printMarker([key])}`,
    labels: [defineLabel(settings.labels.action, settings.labels)],
    assignees: owner === undefined ? [] : [owner],
  }
}

/** Of several comments of one key the oldest stays; the others go, on every run. */
function removeDuplicates(own: readonly OwnComment[]): readonly Effect[] {
  return own.flatMap(({ comment, keys: [key = ''] }) =>
    findOwn(own, key)?.comment.id === comment.id ? [] : [{ kind: 'delete-comment', key, id: comment.id } as const],
  )
}

function reconcileComment(planned: RenderedComment, own: readonly OwnComment[]): readonly Effect[] {
  const existing = findOwn(own, planned.key)
  const body = withMarker(planned)
  if (planned.claim === 'comment') return reconcileClaimed(planned, existing, body)
  if (existing)
    return planned.existing === 'leave' || stands(body, existing)
      ? []
      : [{ kind: 'update-comment', key: planned.key, id: existing.comment.id, body }]
  if (planned.claim === 'none') return [{ kind: 'create-comment', key: planned.key, body }]
  const unfinished = withMarker({ ...planned, keys: planned.keys.filter((key) => !key.startsWith(statePrefix)) })
  return [
    { kind: 'claim', on: { kind: 'issue' } },
    { kind: 'create-comment', key: planned.key, body: unfinished },
  ]
}

/** A claimed comment is finished once it holds the keys of those whom it calls. */
function reconcileClaimed(planned: RenderedComment, existing: OwnComment | undefined, body: string): readonly Effect[] {
  if (existing && planned.keys.every((key) => existing.keys.includes(key))) return []
  const silent = `${planned.silent ?? ''}\n\n${printMarker([planned.key])}`
  return [{ kind: 'create-claimed-comment', key: planned.key, silent, body }]
}

/** GitHub takes 65,536 characters, text and marker together. */
const maxBody = 65_000

function withMarker(planned: RenderedComment): string {
  const text = visible(planned)
  return `${text}\n\n${printMarker([...planned.keys, `${textPrefix}${fingerprint(text)}`])}`
}

/** The text with room for the marker: keys are what must not be lost, so the words give way. */
function visible({ body, keys }: RenderedComment): string {
  const room = maxBody - printMarker([...keys, `${textPrefix}${fingerprint(body)}`]).length
  return fitBody([{ name: 'This comment', text: body }], room).text
}

/** The same words and the same keys; for which state they were written is no difference that anybody sees. */
function stands(body: string, existing: OwnComment): boolean {
  // Read back, since a marker says a key once and leaves out what it has no room for.
  const planned = readMarker(body)
  const meant = (keys: readonly string[]): string =>
    keys
      .filter((key) => !key.startsWith(statePrefix) && !key.startsWith(textPrefix))
      .sort()
      .join('\n')
  return existing.text === planned?.text && meant(existing.keys) === meant(planned.keys)
}

function reconcileLabels(plan: RenderedPlan, { record, settings }: Snapshot): readonly Effect[] {
  const names = settings.labels
  const present = new Set(record.issue.labels.map((name) => name.toLowerCase()))
  // A run killed between adding a label and giving it its colour leaves one that is bare: adding it again does both.
  const bare = new Set((record.issue.bareLabels ?? []).map((name) => name.toLowerCase()))
  const missing = plan.labels.present.filter((name) => !present.has(name.toLowerCase()) || bare.has(name.toLowerCase()))
  const wrong = plan.labels.absent.filter((name) => present.has(name.toLowerCase()))
  return [
    ...(missing.length > 0
      ? [{ kind: 'add-labels', labels: missing.map((name) => defineLabel(name, names)) } as const]
      : []),
    ...wrong.map((name) => ({ kind: 'remove-label', name }) as const),
  ]
}

function reconcileAssignees(plan: RenderedPlan, { record, failures }: Snapshot): readonly Effect[] {
  const refused = failures.filter(({ code }) => code === 'assign-refused').map(({ detail }) => detail.toLowerCase())
  const known = new Set([...record.issue.assignees.map((login) => login.toLowerCase()), ...refused])
  const missing = plan.assignees.filter((login) => !known.has(login.toLowerCase()))
  return missing.length > 0 && record.issue.assignees.length < 10 ? [{ kind: 'assign', logins: missing }] : []
}

/** Files that differ are committed at once; the pull request follows its branch. */
function reconcileDocument(
  document: RenderedDocument,
  { document: state, failures, repository }: Snapshot,
): readonly Effect[] {
  if (!state) return []
  const refused = new Set(failures.map(({ code }) => code))
  if (refused.has('branch-forbidden') || refused.has('push-protection')) return []
  const commit = commitOf(document, state)
  // What becomes of the branch decides what can follow.
  if (commit.length > 0 || document.deliver === 'branch' || refused.has('pull-request-forbidden')) return commit
  const { title, body, branch } = document
  const { pull } = state
  if (pull?.state !== 'open')
    return [{ kind: 'open-pull-request', branch, base: repository.defaultBranch, title, body }]
  const stale = state.branchIsOurs && (pull.title !== title || pull.body !== body)
  return [
    ...(stale ? [{ kind: 'update-pull-request', number: pull.number, title, body } as const] : []),
    ...document.reviewers
      .filter((login) => !pull.reviewers.some((one) => one.toLowerCase() === login.toLowerCase()))
      .map((login) => ({ kind: 'request-reviewer', number: pull.number, login }) as const),
  ]
}

/** A branch to which a person pushed is theirs: it is left as it is. */
function commitOf(document: RenderedDocument, state: DocumentState): readonly Effect[] {
  if (!state.branchIsOurs) return []
  const fresh = document.files.filter(({ path, text }) => (state.branchFiles[path] ?? state.files[path]) !== text)
  if (fresh.length === 0) return []
  // The index grows with every postmortem that is merged: without the default branch's own version of it among its
  // ancestors, the pull request of the next would conflict.
  const joins = state.branchHead !== undefined && state.branchIsBehind
  const files = joins ? document.files.filter(({ path, text }) => state.files[path] !== text) : fresh
  return [
    {
      kind: 'commit',
      branch: document.branch,
      expectedHead: state.branchHead,
      base: state.baseHead,
      joins,
      message: document.commitMessage,
      files,
    },
  ]
}
