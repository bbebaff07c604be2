import { mentionsIn } from '../text/mention.ts'
import type { CallList } from './call.ts'
import { listCall } from './call.ts'
import type { CallState, NotReached } from './content.ts'
import type { Deadlines } from './deadlines.ts'
import type { History } from './history/read-facts.ts'
import type { OwnComment } from './own-comments.ts'
import { findOwn, keysOf, keysUnder, ownComments } from './own-comments.ts'
import type { Snapshot, Surroundings } from './snapshot.ts'

/** The call as it stands: who is (still) mentioned on the board, who is owed a call, who was not reached. */
export interface CallPlan {
  readonly list: CallList
  /** Called with the board itself, answered or not. */
  readonly onBoard: readonly string[]
  /** Owed a call and not called yet. */
  readonly owed: readonly string[]
  /** Mentioned, but GitHub knows no such person here. */
  readonly missed: readonly string[]
  readonly tooLate: readonly string[]
}

/** GitHub was measured to notify about 50 mentions of one comment; the rest gets a comment of its own. */
export const mentionsPerComment = 40

/** Decides who is called, from the lists, our keys and the clock. Nobody is called twice, in a drill or after resolved. */
export function planCall(history: History, snapshot: Snapshot, surroundings: Surroundings): CallPlan {
  const { facts } = history
  const { record, settings } = snapshot
  const own = ownComments(record)
  const keys = keysOf(own)
  const board = findOwn(own, 'board')
  const list = listCall(facts, { settings, surroundings, canMentionTeams: record.ourLogin !== 'github-actions[bot]' })
  const already = new Set(
    [...facts.called.map(({ login }) => login), ...calledBefore(facts.number, surroundings)].map(lower),
  )
  const owed = [...list.call, ...list.inform].filter((login) => !already.has(lower(login)))
  const silent = facts.drill || facts.status === 'resolved' || facts.closing !== undefined
  const late = Date.parse(snapshot.now) - Date.parse(causeOf(history).at) > settings.lateCallMs
  const lostBoard = !board && record.issue.claims.rocket !== undefined
  return {
    list,
    onBoard: facts.called.filter(({ cause }) => cause === 'opened').map(({ login }) => login),
    owed: silent || late || lostBoard ? [] : owed,
    missed: [...new Set([...keysUnder(keys, 'missed:'), ...readMissed(own)])],
    tooLate: late && !silent ? owed : [],
  }
}

/** What the latest call is for: the opening, or the change of severity or service since. */
export function causeOf(history: History): {
  readonly kind: 'opened' | 'severity' | 'service'
  readonly value: string
  readonly at: string
} {
  const { facts, changed, declaredAt = '' } = history
  const { severity = '', service = '' } = changed
  if (severity > declaredAt && severity >= service)
    return { kind: 'severity', value: facts.severity ?? '', at: severity }
  if (service > declaredAt) return { kind: 'service', value: facts.service ?? '', at: service }
  return { kind: 'opened', value: '', at: declaredAt }
}

/** People who are already in an incident on the same service are not called again for this one. */
function calledBefore(number: number, surroundings: Surroundings): readonly string[] {
  return surroundings.openIncidents.filter((one) => one.number !== number).flatMap((one) => one.called)
}

/** A mention that GitHub left as plain text reached nobody. Only GitHub's rendering proves that; without it nothing is said. */
function readMissed(own: readonly OwnComment[]): readonly string[] {
  return own.flatMap(({ comment, keys, text }) => {
    if (comment.bodyHtml === '') return []
    const resolved = new Set(mentionsIn(comment.bodyHtml).map(lower))
    const called = keysUnder(new Set(keys), 'call:').map((key) => key.split(':')[0] ?? '')
    return called.filter((login) => text.includes(`@${login}`) && !resolved.has(lower(login)))
  })
}

/** What the board says about the call. */
export function showCall(
  plan: CallPlan,
  history: History,
  context: { readonly snapshot: Snapshot; readonly deadlines: Deadlines },
): CallState {
  const { facts } = history
  const { settings } = context.snapshot
  const answered = new Set([...facts.acknowledgedBy.map(({ by }) => by), ...plan.missed].map(lower))
  const boardStands =
    facts.called.some(({ cause }) => cause === 'opened') || findOwn(ownComments(context.snapshot.record), 'board')
  const here = boardStands ? plan.onBoard : plan.owed.slice(0, mentionsPerComment)
  const waiting = facts.acknowledgedBy.length > 0 ? [] : here.filter((login) => !answered.has(lower(login)))
  const informs = new Set(plan.list.inform.map(lower))
  const elsewhere = facts.drill ? [...plan.list.call, ...plan.list.inform] : calledElsewhere(facts, here)
  return {
    mentions: waiting.filter((login) => !informs.has(lower(login))),
    informed: waiting.filter((login) => informs.has(lower(login))),
    teams: facts.drill || facts.acknowledgedBy.length > 0 ? [] : plan.list.teams,
    elsewhere,
    acknowledged: facts.acknowledgedBy,
    deadline: context.deadlines.acknowledge,
    overdue: context.deadlines.acknowledgeOverdue,
    contacts: settings.contacts,
    nobody: plan.list.nobody,
    fallback: plan.list.fallback,
  }
}

function calledElsewhere(facts: History['facts'], here: readonly string[]): readonly string[] {
  const known = new Set(here.map(lower))
  return facts.called.map(({ login }) => login).filter((login) => !known.has(lower(login)))
}

/** First thing on the board: who did not get the call, and why. */
export function listNotReached(plan: CallPlan): readonly NotReached[] {
  return [
    ...plan.list.notReached,
    ...plan.missed.map((name) => ({ name, reason: 'mention-failed' as const })),
    ...plan.tooLate.map((name) => ({ name, reason: 'too-late' as const })),
  ]
}

function lower(text: string): string {
  return text.toLowerCase()
}
