import { composeBoard } from './board.ts'
import { againKey, isPostedAgain, isSweepOff, printState, statePrefix, sweepOffKey } from './board-state.ts'
import type { CallPlan } from './call-state.ts'
import { mentionKeys, planCall, showCall } from './call-state.ts'
import { chatPrefix, chatTold, planChat } from './chat.ts'
import { planClosingComments } from './closing-comments.ts'
import type { ClosingVerdict } from './closing-policy.ts'
import { judgeClosing } from './closing-policy.ts'
import { keepTrue, planChecklist, planLaterCall, planNudges, planReplies } from './comments.ts'
import type { Board } from './content.ts'
import type { Deadlines } from './deadlines.ts'
import { readDeadlines } from './deadlines.ts'
import type { DocumentPolicy } from './document-policy.ts'
import { decideDocument } from './document-policy.ts'
import { missingWork } from './gate.ts'
import { declaredKey, unsureKey } from './history/declaration.ts'
import { openedKey } from './history/opening.ts'
import type { History } from './history/read-facts.ts'
import type { Outcome } from './outcome.ts'
import { findOwn, keysOf, keysUnder, ownComments } from './own-comments.ts'
import type { Plan, PlannedComment, PlannedIssue } from './plan.ts'
import { planLabels } from './planned-labels.ts'
import { planDocument } from './postmortem.ts'
import type { Snapshot, Surroundings } from './snapshot.ts'

/** Everything that the parts of an incident's plan are decided from. */
export interface IncidentContext {
  readonly history: History
  readonly snapshot: Snapshot
  readonly verdict: ClosingVerdict
  readonly deadlines: Deadlines
  readonly document: DocumentPolicy
}

/** Reads what the parts of the plan share. */
export function readIncident(history: History, snapshot: Snapshot): IncidentContext {
  const verdict = judgeClosing(history, snapshot)
  return {
    history,
    snapshot,
    verdict,
    deadlines: readDeadlines(history, snapshot.settings, snapshot.now),
    document: decideDocument(history, snapshot, verdict),
  }
}

/** The wanted end state of a declared incident. Without surroundings the board is known to be current and left alone. */
export function planIncident(context: IncidentContext): Plan {
  const { history, snapshot, verdict, document } = context
  const { facts } = history
  const around = snapshot.surroundings && planAround(context, snapshot.surroundings)
  const delivery =
    snapshot.document && around && document.deliver && document.deliver !== 'comment' && snapshot.part !== 'run'
      ? planDocument(facts, snapshot.document, { snapshot, board: around.board, reopened: document.reopened })
      : undefined
  const ended = verdict.kind === 'accepted'
  // Verdicts are remembered by the board: they are acted on once it stands, so that a killed run loses none.
  const stands = findOwn(ownComments(snapshot.record), 'board') !== undefined
  const verdicts = stands ? facts.verdicts : []
  return {
    outcome: outcomeOf(context),
    labels: planLabels(facts, {
      names: snapshot.settings.labels,
      present: snapshot.record.issue.labels,
      postmortem: document.label,
    }),
    newLabels: [],
    removed: [],
    comments: [
      ...(around?.comments ?? []),
      ...(stands ? planReplies(history, snapshot) : []),
      ...planChecklist(history, snapshot),
      ...planNudges(history, snapshot, { ...context.deadlines, postmortem: document.view }),
      ...planClosingComments(context, around?.board),
    ],
    reactions: verdicts.flatMap(({ comment, verdict: { kind } }) =>
      kind === 'postponed' ? [] : [{ comment, content: kind === 'accepted' ? '+1' : 'confused' } as const],
    ),
    reopen: verdict.kind === 'refused' && verdict.reopen,
    assignees: planAssignees(context),
    chat: planChat(facts, snapshot, ended),
    document: delivery,
    issues: planIssues(context),
    outputs: {
      document: document.deliver !== undefined && document.deliver !== 'comment',
      incident: facts.number,
      severity: facts.severity,
      status: facts.status,
      postmortem: document.label,
      pullRequestUrl: snapshot.document?.pull?.url,
    },
  }
}

interface Around {
  readonly board: Board
  readonly call: CallPlan
  readonly comments: readonly PlannedComment[]
}

function planAround(context: IncidentContext, surroundings: Surroundings): Around {
  const { history, snapshot, deadlines, verdict } = context
  const call = planCall(history, snapshot, surroundings)
  const missing =
    verdict.kind === 'refused'
      ? verdict.missing
      : verdict.kind === 'accepted'
        ? []
        : missingWork(history.facts, snapshot.settings)
  const board = composeBoard(history, {
    snapshot,
    surroundings,
    call,
    deadlines,
    missing,
    document: context.document.view,
  })
  const keys = boardKeys(context, call)
  return {
    board,
    call,
    comments: [
      { ...keepTrue('board', board, keys.slice(1)), claim: 'issue' },
      ...planLaterCall(history, call, { snapshot, shown: showCall(call, history, { snapshot, deadlines }) }),
    ],
  }
}

/** The fingerprint of the state that the board is written for. */
export function stateOf({ history, snapshot, deadlines, document }: IncidentContext): string {
  return printState(history, snapshot, { ...deadlines, postmortemOverdue: document.view.overdue })
}

/** What the board's marker remembers: everything that must not happen twice, and for what state it was written. */
function boardKeys(context: IncidentContext, call: CallPlan): readonly string[] {
  const { history, snapshot, verdict } = context
  const own = ownComments(snapshot.record)
  const board = findOwn(own, 'board')
  const kept = [...keysOf(own)].filter((key) => keptKeys.test(key))
  const calls = board ? board.keys.filter((key) => /^(call|inform):/.test(key)) : mentionKeys(call.owed, 'opened')
  return [
    ...new Set([
      'board',
      ...kept,
      ...(isPostedAgain(snapshot) ? [againKey] : []),
      ...(isSweepOff(snapshot) ? [sweepOffKey] : []),
      ...declarationKeys(history),
      ...(kept.some((key) => key.startsWith('opened:')) ? [] : [openedKey(history.opening)]),
      ...calls,
      ...call.missed.map((login) => `missed:${login}`),
      ...unassignable(snapshot).map((login) => `unassignable:${login}`),
      ...(board ? history.newKeys : []),
      ...[...chatTold(snapshot)].map((key) => `${chatPrefix}${key}`),
      ...(verdict.kind === 'accepted' ? [`closed:${verdict.closing.event}`] : []),
      `${statePrefix}${stateOf(context)}`,
    ]),
  ]
}

/** What lasts once a comment of ours holds it. */
const keptKeys =
  /^(?:(?:judged|refused|closed|missed|unassignable|chat|opened|declared|back|kept):|(?:again|sweep-off)$)/

/** While it is not known whether it was declared, the board says so; then who declared it lasts. */
function declarationKeys({ facts, declaredAt, declaredBy }: History): readonly string[] {
  if (facts.declared === 'unknown') return [unsureKey]
  return declaredAt !== undefined && declaredBy !== undefined ? [declaredKey({ by: declaredBy, at: declaredAt })] : []
}

/** Whoever answered is assigned, unless a person took them off again. In a drill nobody is. */
function planAssignees({ history, snapshot, verdict }: IncidentContext): readonly string[] {
  const { facts } = history
  if (facts.drill || facts.status === 'resolved' || verdict.kind === 'accepted') return []
  const off = snapshot.record.events.flatMap((event) => (event.kind === 'unassigned' ? [event.assignee] : []))
  const never = new Set([...off, ...unassignable(snapshot)].map((login) => login.toLowerCase()))
  const answered = facts.acknowledgedBy.map(({ by }) => by)
  return answered.filter((login) => !never.has(login.toLowerCase())).slice(0, 10)
}

/** GitHub ignores people it cannot assign without a word; they are not tried again. */
function unassignable({ record, failures }: Snapshot): readonly string[] {
  const told = keysUnder(keysOf(ownComments(record)), 'unassignable:')
  return [
    ...new Set([...told, ...failures.filter(({ code }) => code === 'assign-refused').map(({ detail }) => detail)]),
  ]
}

/** Action items become issues once the postmortem is merged, each once. */
function planIssues({ history, snapshot, document }: IncidentContext): readonly PlannedIssue[] {
  const { facts } = history
  if (document.label !== 'published' || !snapshot.document || facts.drill) return []
  const made = snapshot.document.actionIssues
  return facts.actions
    .filter(({ key }) => made[key] === undefined)
    .map(({ key, text, owner, due }) => ({
      key,
      text,
      owner,
      due,
      incident: { number: facts.number, title: facts.title, url: facts.url },
    }))
}

function outcomeOf({ snapshot, verdict, document, history }: IncidentContext): Outcome {
  if (verdict.kind === 'postponed' || history.facts.verdicts.some(({ verdict: { kind } }) => kind === 'postponed'))
    return 'permission-unknown'
  if (verdict.kind === 'refused') return 'close-refused'
  if (verdict.kind === 'accepted') {
    if (document.view.state === 'published') return 'postmortem-published'
    if (!document.owed) return 'closed-without-postmortem'
    return snapshot.part === 'run' && document.deliver !== 'comment' ? 'close-accepted' : 'postmortem-delivered'
  }
  return findOwn(ownComments(snapshot.record), 'board') ? 'incident-updated' : 'incident-opened'
}
