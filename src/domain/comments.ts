import type { CallCause } from './call-cause.ts'
import { causeOf } from './call-cause.ts'
import type { CallPlan } from './call-state.ts'
import { countMentions, listNotReached, mentionKeys, splitTeams } from './call-state.ts'
import { checklistKey } from './checklist.ts'
import type { CallComment, CallReason, CallState, Content, DocumentView, Nudge } from './content.ts'
import type { Deadlines } from './deadlines.ts'
import type { Verdict } from './facts.ts'
import type { History } from './history/read-facts.ts'
import { findOwn, keysOf, keysUnder, ownComments } from './own-comments.ts'
import type { PlannedComment } from './plan.ts'
import { serviceOfIncident } from './services.ts'
import type { Snapshot } from './snapshot.ts'

/** A comment that is said once and then left as it was said. */
export function sayOnce(key: string, content: Content, more: readonly string[] = []): PlannedComment {
  return { key, keys: [key, ...more], content, claim: 'none', silent: undefined, existing: 'leave' }
}

/** A comment that is kept true. */
export function keepTrue(key: string, content: Content, more: readonly string[] = []): PlannedComment {
  return { ...sayOnce(key, content, more), existing: 'update' }
}

/**
 * The call that a raised severity or another service makes: one new comment for each cause, for people not called yet. The
 * same way goes the part of a first call that is too long for one comment.
 */
export function planLaterCall(history: History, call: CallPlan, context: LaterCallContext): readonly PlannedComment[] {
  const cause = causeOf(history)
  // A first call goes out with the board; only then is there anything later.
  const board = findOwn(ownComments(context.snapshot.record), 'board')
  if (!board || countMentions(call.owed) === 0) return []
  const part = partOf(partName(cause, history), history, context)
  const content: CallComment = {
    kind: 'call',
    silent: false,
    cause: reasonOf(cause),
    facts: history.facts,
    serviceName: serviceOfIncident(context.snapshot.settings, history.facts.service)?.key ?? history.facts.service,
    call: { ...context.shown, ...splitTeams(call.owed), elsewhere: [], lateMs: call.lateMs },
    notReached: listNotReached(call),
    boardUrl: board.comment.url,
    timezone: context.snapshot.settings.timezone,
  }
  return [
    {
      ...sayOnce(`called:${part}`, content, mentionKeys(call.owed, part)),
      claim: 'comment',
      silent: { ...content, silent: true },
    },
  ]
}

/** Names the comment. Who joins the list later is called by as many comments as it takes. */
function partName(cause: CallCause, { facts }: History): string {
  return cause.kind === 'opened' ? `more:${facts.called.length}` : `${cause.kind}:${cause.value}`
}

function reasonOf({ kind, value, at }: CallCause): CallReason {
  if (kind === 'opened') return { kind: 'more' }
  return kind === 'back' ? { kind, since: at } : { kind, value }
}

/**
 * A call that has gone out is never written anew, for whoever stands in it would be told again. Who is owed one later by the
 * same cause, since the other incident that had called them is over, gets a comment of their own.
 */
function partOf(cause: string, { facts }: History, { snapshot }: LaterCallContext): string {
  const standing = findOwn(ownComments(snapshot.record), `called:${cause}`)
  const isSpent = standing?.keys.some((key) => /^(?:call|inform):/.test(key)) ?? false
  return isSpent ? `${cause}:${facts.called.length}` : cause
}

interface LaterCallContext {
  readonly snapshot: Snapshot
  readonly shown: CallState
}

/** Muster's own checklist, for an issue whose body has none: ticked there, or by `/done`. */
export function planChecklist(history: History, snapshot: Snapshot): readonly PlannedComment[] {
  const { checklist } = history.facts
  if (checklist.place === 'issue' || checklist.unreadable) return []
  // Once it stands, its ticks are people's: `/done` shows on the board, and the comment is left to them.
  return findOwn(ownComments(snapshot.record), checklistKey)
    ? []
    : [sayOnce(checklistKey, { kind: 'checklist', checklist })]
}

/** One short reply to each refused command; somebody who may do nothing gets one an incident, then silence. */
export function planReplies(history: History, snapshot: Snapshot): readonly PlannedComment[] {
  const denied = new Set(keysUnder(keysOf(ownComments(snapshot.record)), 'denied:').map((login) => login.toLowerCase()))
  return history.facts.verdicts.flatMap((verdict) => {
    const content = replyTo(verdict, snapshot)
    if (!content) return []
    const notAllowed = content.kind === 'reply' && content.reason === 'not-allowed'
    const login = verdict.author.toLowerCase()
    if (notAllowed && denied.has(login)) return []
    if (notAllowed) denied.add(login)
    return [sayOnce(`reply:${verdict.comment}`, content, notAllowed ? [`denied:${verdict.author}`] : [])]
  })
}

function replyTo(verdict: Verdict, snapshot: Snapshot): Content | undefined {
  const outcome = verdict.verdict
  const help = outcome.kind === 'accepted' && /^\/help\b/i.test(verdict.line)
  if (outcome.kind !== 'refused' && !help) return undefined
  const reason = outcome.kind === 'refused' ? outcome.reason : 'help'
  return {
    kind: 'reply',
    reason,
    verdict,
    role: snapshot.roles[verdict.author.toLowerCase()] ?? 'unknown',
    suggestion: reason === 'unknown-command' && outcome.kind === 'refused' ? outcome.expected : undefined,
    known: reason === 'unknown-service' ? Object.keys(snapshot.settings.services) : [],
  }
}

/** Reminds of something overdue, at most as often as the settings allow. What passed too long ago is on the board only. */
export function planNudges(history: History, snapshot: Snapshot, deadlines: NudgeDeadlines): readonly PlannedComment[] {
  const { settings, now, record } = snapshot
  const keys = keysOf(ownComments(record))
  const { acknowledge, update, postmortem } = deadlines
  const due: readonly Due[] = [
    // That nobody has answered is late to be said, never too late; after a day it is no news.
    { about: 'acknowledge', at: acknowledge, overdue: deadlines.acknowledgeOverdue, grace: day },
    // The hourly sweep may come late; what is older than that was overtaken by the next deadline.
    { about: 'update', at: update, overdue: deadlines.updateOverdue, grace: 2 * hour },
    // Nobody is woken for a postmortem: a day late is early enough to be told.
    { about: 'postmortem', at: postmortem.due, overdue: postmortem.overdue, grace: day },
  ]
  const wanted = due.flatMap(({ about, at, overdue, grace }) => {
    const inTime = at !== undefined && Date.parse(now) - Date.parse(at) <= grace
    const key = `nudge:${about}:${at ?? ''}`
    return overdue && inTime && !history.facts.drill && !keys.has(key) ? [{ about, at, key }] : []
  })
  const left = Math.max(0, settings.nudges - keysUnder(keys, 'nudge:').length)
  return wanted.slice(0, left).map(({ about, at, key }) =>
    sayOnce(key, {
      kind: 'nudge',
      about,
      due: at,
      facts: history.facts,
      contacts: settings.contacts,
      timezone: settings.timezone,
    }),
  )
}

const hour = 3_600_000
const day = 24 * hour

interface Due {
  readonly about: Nudge['about']
  readonly at: string | undefined
  readonly overdue: boolean
  /** How late it may still be said in a comment, in milliseconds. */
  readonly grace: number
}

type NudgeDeadlines = Deadlines & { readonly postmortem: Pick<DocumentView, 'due' | 'overdue'> }
