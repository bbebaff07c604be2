import { mentionsIn } from '../text/mention.ts'
import type { CallList } from './call.ts'
import { listCall } from './call.ts'
import { causeOf } from './call-cause.ts'
import type { CalledBefore } from './called-before.ts'
import { calledBefore, leaveOut } from './called-before.ts'
import type { CallState, NotReached } from './content.ts'
import type { Deadlines } from './deadlines.ts'
import type { Facts } from './facts.ts'
import type { History } from './history/read-facts.ts'
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
  readonly before: readonly CalledBefore[]
  readonly tooLate: readonly string[]
  /** How long after its cause a call goes out, in milliseconds; `undefined` where it is in time. */
  readonly lateMs: number | undefined
}

/** GitHub was measured to notify about 50 mentions of one comment; the rest gets a comment of its own. */
export const mentionsPerComment = 40

const nobody: Mentions = { call: [], inform: [] }

const minute = 60_000
const hour = 60 * minute
/** A call later than this after its cause says so. */
const inTime = 10 * minute
/** Later than this nobody is called: they stand under "Not reached", for a person to tell. */
const latest = 24 * hour

/**
 * Decides who is called, from the lists, our keys and the clock: whoever is on the list now and has no key, whatever put
 * them there. Nobody is called twice for one cause, in a drill, after resolved, or before it is known that the incident was
 * declared.
 */
export function planCall(history: History, snapshot: Snapshot, surroundings: Surroundings): CallPlan {
  const { facts } = history
  const { record, settings } = snapshot
  const own = ownComments(record)
  const list = listCall(facts, { settings, surroundings, canMentionTeams: record.ourLogin !== 'github-actions[bot]' })
  const cause = causeOf(history)
  const before = leaveOut(list, calledBefore(history, snapshot, surroundings))
  const owed = listOwed(list, history, before)
  const silent = facts.drill || facts.status === 'resolved' || facts.closing !== undefined || facts.declared !== true
  const lateMs = Date.parse(snapshot.now) - Date.parse(cause.at)
  const tooLate = lateMs > latest
  const onBoard = facts.called.filter(({ cause: one }) => one === 'opened')
  return {
    list,
    onBoard: {
      call: onBoard.filter(({ informed }) => !informed).map(({ login }) => login),
      inform: onBoard.filter(({ informed }) => informed).map(({ login }) => login),
    },
    owed: silent || tooLate ? nobody : takeMentions(owed),
    missed: [...new Set([...keysUnder(keysOf(own), 'missed:'), ...readMissed(own)])],
    before,
    tooLate: tooLate && !silent ? owed.call : [],
    lateMs: lateOf(history, snapshot, lateMs),
  }
}

/** Once the board stands, the first call went out with it. */
function lateOf(history: History, { record }: Snapshot, lateMs: number): number | undefined {
  const board = findOwn(ownComments(record), 'board')
  const first = causeOf(history).kind === 'opened' && board
  const late = first ? Date.parse(board.comment.createdAt) - Date.parse(history.declaredAt ?? '') : lateMs
  return late > inTime ? late : undefined
}

/** Whether this incident has not called everybody on its lists: only then it matters whom others on the service called. */
export function isCallOpen(history: History, { record, settings }: Snapshot, codeowners: string | undefined): boolean {
  const canMentionTeams = record.ourLogin !== 'github-actions[bot]'
  const list = listCall(history.facts, { settings, surroundings: { codeowners }, canMentionTeams })
  return countMentions(listOwed(list, history, [])) > 0
}

/** Whoever was only informed is called when it comes to that; whoever was called needs no informing. */
function listOwed(list: CallList, { facts, backAt, awake }: History, before: readonly CalledBefore[]): Mentions {
  // Back again, a call of the time before counts only for who gave a sign of life since an hour before.
  const holds = ({ login, at, lastAt = at }: Facts['called'][number]): boolean =>
    backAt === undefined || lastAt >= backAt || awake.has(lower(login))
  const called = facts.called.filter(({ informed }) => !informed).filter(holds)
  const calledNames = [...called, ...before].map(({ login }) => lower(login))
  const informedNames = facts.called.filter(({ informed }) => informed).map(({ login }) => lower(login))
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
  const board = findOwn(ownComments(record), 'board')
  // Back again, people are called by a comment of its own: the board's old mentions are spent.
  const isSpent = board !== undefined && (history.backAt ?? '') > board.comment.createdAt
  const here = isSpent ? nobody : board ? plan.onBoard : plan.owed
  const answered = history.answered || facts.drill
  const waiting = (names: readonly string[]) => (answered ? [] : names.filter((name) => !missed.has(lower(name))))
  return {
    ...splitTeams({ call: waiting(here.call), inform: waiting(here.inform) }),
    elsewhere: facts.drill
      ? [...plan.list.call, ...plan.list.inform].map((login) => ({ login, incident: undefined, at: undefined }))
      : calledElsewhere(facts, here, plan.before),
    acknowledged: facts.acknowledgedBy,
    deadline: context.deadlines.acknowledge,
    overdue: context.deadlines.acknowledgeOverdue,
    contacts: settings.contacts,
    nobody: plan.list.nobody,
    fallback: plan.list.fallback,
    lateMs: plan.lateMs,
  }
}

/** Mentions as a comment shows them. */
export function splitTeams({ call, inform }: Mentions): Pick<CallState, 'mentions' | 'informed' | 'teams'> {
  const isTeam = (name: string): boolean => name.includes('/')
  return { mentions: call.filter((name) => !isTeam(name)), informed: inform, teams: call.filter(isTeam) }
}

/** By a later call of this incident, or by another incident. */
function calledElsewhere(facts: Facts, here: Mentions, before: readonly CalledBefore[]): CallState['elsewhere'] {
  const known = new Set([...here.call, ...here.inform].map(lower))
  const later = facts.called.map(({ login }) => ({ login, incident: undefined, at: undefined }))
  const all = new Map([...before, ...later].map((one) => [lower(one.login), one]))
  return [...all].filter(([login]) => !known.has(login)).map(([, one]) => one)
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
