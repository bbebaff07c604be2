import { mentionsIn } from '../text/mention.ts'
import type { CallList } from './call.ts'
import { listCall } from './call.ts'
import type { CallState, NotReached } from './content.ts'
import type { Deadlines } from './deadlines.ts'
import type { Facts } from './facts.ts'
import type { History } from './history/read-facts.ts'
import { statusLabel } from './labels.ts'
import type { OwnComment } from './own-comments.ts'
import { findOwn, keysOf, keysUnder, ownComments } from './own-comments.ts'
import type { Snapshot, Surroundings } from './snapshot.ts'

/** People to mention: to act, or to know. Teams, as `org/team`, are among those to act. */
export interface Mentions {
  readonly call: readonly string[]
  readonly inform: readonly string[]
}

/** The call as it stands: who is (still) mentioned on the board, who is owed a call, who was not reached. */
export interface CallPlan {
  readonly list: CallList
  /** Mentioned on the board itself, answered or not. */
  readonly onBoard: Mentions
  /** Owed a mention and not mentioned yet: as many as one comment takes. */
  readonly owed: Mentions
  /** Mentioned, but GitHub knows no such person here. */
  readonly missed: readonly string[]
  /** Called with a board that somebody deleted since, or in a running incident on the same service. */
  readonly before: Mentions
  readonly tooLate: readonly string[]
}

/** GitHub was measured to notify about 50 mentions of one comment; the rest gets a comment of its own. */
export const mentionsPerComment = 40

const nobody: Mentions = { call: [], inform: [] }

/** Decides who is called, from the lists, our keys and the clock. Nobody is called twice, in a drill or after resolved. */
export function planCall(history: History, snapshot: Snapshot, surroundings: Surroundings): CallPlan {
  const { facts } = history
  const { record, settings } = snapshot
  const own = ownComments(record)
  const list = listCall(facts, { settings, surroundings, canMentionTeams: record.ourLogin !== 'github-actions[bot]' })
  const elsewhere = calledBefore(facts.number, surroundings)
  const owed = listOwed(list, facts, elsewhere)
  const silent = facts.drill || facts.status === 'resolved' || facts.closing !== undefined
  const late = Date.parse(snapshot.now) - Date.parse(causeOf(history).at) > settings.lateCallMs
  const lostBoard = !findOwn(own, 'board') && record.issue.claims.rocket !== undefined
  const onBoard = facts.called.filter(({ cause }) => cause === 'opened')
  return {
    list,
    onBoard: {
      call: onBoard.filter(({ informed }) => !informed).map(({ login }) => login),
      inform: onBoard.filter(({ informed }) => informed).map(({ login }) => login),
    },
    owed: silent || late || lostBoard ? nobody : takeMentions(owed),
    missed: [...new Set([...keysUnder(keysOf(own), 'missed:'), ...readMissed(own)])],
    before: lostBoard
      ? owed
      : { call: list.call.filter((name) => elsewhere.map(lower).includes(lower(name))), inform: [] },
    tooLate: late && !silent && !lostBoard ? owed.call : [],
  }
}

/** Whether this incident has not called everybody on its lists: only then it matters whom others on the service called. */
export function isCallOpen(
  { facts }: History,
  { record, settings }: Snapshot,
  codeowners: string | undefined,
): boolean {
  const canMentionTeams = record.ourLogin !== 'github-actions[bot]'
  const list = listCall(facts, { settings, surroundings: { codeowners }, canMentionTeams })
  return countMentions(listOwed(list, facts, [])) > 0
}

/** Whoever was only informed is called when it comes to that; whoever was called needs no informing. */
function listOwed(list: CallList, { called }: Facts, before: readonly string[]): Mentions {
  const calledNames = [...called.filter(({ informed }) => !informed).map(({ login }) => login), ...before].map(lower)
  const informedNames = called.filter(({ informed }) => informed).map(({ login }) => lower(login))
  return {
    call: [...list.call, ...list.teams].filter((name) => !calledNames.includes(lower(name))),
    inform: list.inform.filter((name) => ![...calledNames, ...informedNames].includes(lower(name))),
  }
}

function takeMentions({ call, inform }: Mentions): Mentions {
  return {
    call: call.slice(0, mentionsPerComment),
    inform: inform.slice(0, Math.max(0, mentionsPerComment - call.length)),
  }
}

/** The keys that make these mentions last. */
export function mentionKeys({ call, inform }: Mentions, cause: string): readonly string[] {
  return [...call.map((name) => `call:${name}:${cause}`), ...inform.map((name) => `inform:${name}:${cause}`)]
}

/** How many a comment mentions. */
export function countMentions({ call, inform }: Mentions): number {
  return call.length + inform.length
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

/** People who are already in a running incident on the same service are not called again for this one. */
function calledBefore(number: number, surroundings: Surroundings): readonly string[] {
  const running = surroundings.openIncidents.filter((one) => !one.labels.includes(statusLabel('resolved')))
  return running.filter((one) => one.number !== number).flatMap((one) => one.called)
}

/** A mention that GitHub left as plain text reached nobody. Only GitHub's rendering proves that; without it nothing is said. */
function readMissed(own: readonly OwnComment[]): readonly string[] {
  return own.flatMap(({ comment, keys, text }) => {
    if (comment.bodyHtml === '') return []
    const resolved = new Set(mentionsIn(comment.bodyHtml).map(lower))
    const mentioned = keys.flatMap((key) => /^(?:call|inform):([^:]+):/.exec(key)?.[1] ?? [])
    return mentioned.filter((name) => text.includes(`@${name}`) && !resolved.has(lower(name)))
  })
}

/** What the board says about the call. Once somebody answered, no mention is left on it. */
export function showCall(
  plan: CallPlan,
  history: History,
  context: { readonly snapshot: Snapshot; readonly deadlines: Deadlines },
): CallState {
  const { facts } = history
  const { settings, record } = context.snapshot
  const missed = new Set(plan.missed.map(lower))
  const here = findOwn(ownComments(record), 'board') ? plan.onBoard : plan.owed
  const answered = facts.acknowledgedBy.length > 0 || facts.drill
  const waiting = (names: readonly string[]) => (answered ? [] : names.filter((name) => !missed.has(lower(name))))
  return {
    ...splitTeams({ call: waiting(here.call), inform: waiting(here.inform) }),
    elsewhere: facts.drill ? [...plan.list.call, ...plan.list.inform] : calledElsewhere(facts, here, plan.before),
    acknowledged: facts.acknowledgedBy,
    deadline: context.deadlines.acknowledge,
    overdue: context.deadlines.acknowledgeOverdue,
    contacts: settings.contacts,
    nobody: plan.list.nobody,
    fallback: plan.list.fallback,
  }
}

/** Mentions as a comment shows them. */
export function splitTeams({ call, inform }: Mentions): Pick<CallState, 'mentions' | 'informed' | 'teams'> {
  const isTeam = (name: string): boolean => name.includes('/')
  return { mentions: call.filter((name) => !isTeam(name)), informed: inform, teams: call.filter(isTeam) }
}

function calledElsewhere(facts: Facts, here: Mentions, before: Mentions): readonly string[] {
  const known = new Set([...here.call, ...here.inform].map(lower))
  const names = [...facts.called.map(({ login }) => login), ...before.call]
  return [...new Set(names)].filter((login) => !known.has(lower(login)))
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
