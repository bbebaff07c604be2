import { sendChat } from '../chat/send-chat.ts'
import { decide } from '../domain/decide.ts'
import type { Effect } from '../domain/effect.ts'
import { readFacts } from '../domain/history/read-facts.ts'
import { describeMissed, isCallMissed } from '../domain/missed-call.ts'
import type { Plan } from '../domain/plan.ts'
import { reconcile } from '../domain/reconcile.ts'
import { serviceOfIncident } from '../domain/services.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { explain } from '../errors.ts'
import type { ApiError } from '../github/api-error.ts'
import { hasCode } from '../github/api-error.ts'
import { applyEffects, isForGitHub } from '../github/apply.ts'
import type { Gone } from '../github/observe-record.ts'
import { redactPlan } from '../redaction/redact-plan.ts'
import { renderPlan } from '../render/render-plan.ts'
import type { Target } from './observe.ts'
import { observe } from './observe.ts'
import type { Session } from './session.ts'
import { tellMissed } from './tell-missed.ts'

/** What a run did about one incident. */
export type IncidentRun =
  | { readonly kind: 'gone'; readonly number: number; readonly reason: Gone['reason'] }
  | {
      readonly kind: 'done'
      readonly number: number
      /** What was decided first, and, after its consequences, last. */
      readonly first: Plan
      readonly plan: Plan
      readonly snapshot: Snapshot
      /** Everything that was carried out, or, in a dry run, would be. */
      readonly effects: readonly Effect[]
      readonly end: End
      /** Where it stopped before everything was true: why, as a reason code and in words. */
      readonly stop: 'stopped-by-rate-limit' | 'cancelled' | 'failed'
      readonly problem: string | undefined
      /** Somebody is owed a call that this run could not make. */
      readonly missed: boolean
    }
type End = 'settled' | 'planned' | 'stopped'

/** Enough for the longest chain of consequences: board, chat, commit, pull request, closing link. */
const maxPasses = 6
/** How often a claim held by another run is looked at again: together a little more than its 60 s lifetime. */
const maxWaits = 25
const waitMs = 3_000

/**
 * Brings one incident to the state it should be in: observe, decide, reconcile, apply, until nothing is left to do. What
 * a pass learned from GitHub's answers is part of the next decision, so that nothing is read twice.
 */
export async function runIncident(session: Session, target: Target): Promise<IncidentRun> {
  const { number, pull, closedPull, actAt } = target
  const later = { number, pull, actAt, ...(closedPull !== undefined && { closedPull }) }
  for (let wait = 0; ; wait += 1) {
    const observed = await observe(session, wait === 0 ? target : later)
    if ('kind' in observed) return { kind: 'gone', number: target.number, reason: observed.reason }
    const run = await settle(session, target.number, observed)
    if (run !== 'claim-lost') return run
    if (wait === maxWaits) return gaveUp(observed)
    await session.client.pause(waitMs)
  }
}

async function settle(session: Session, number: number, observed: Snapshot): Promise<IncidentRun | 'claim-lost'> {
  const done: Effect[] = []
  let snapshot = observed
  let first: Plan | undefined
  for (let pass = 0; ; pass += 1) {
    const { plan, effects } = await planEffects(session, snapshot)
    first ??= plan
    const run = {
      kind: 'done',
      number,
      first,
      plan,
      snapshot,
      effects: done,
      stop: 'failed',
      problem: undefined,
      missed: false,
    } as const
    if (effects.length === 0) return { ...run, end: 'settled' }
    if (pass === maxPasses) return { ...run, problem: explainUnrest(effects), end: 'stopped' }
    if (session.inputs.dryRun) return { ...run, effects, end: 'planned' }
    const applied = await applyEffects(session.client, session.where, {
      effects: effects.filter(isForGitHub),
      snapshot,
    })
    done.push(...applied.applied)
    if (applied.result === 'claim-lost') return 'claim-lost'
    if (applied.result === 'stopped') return await stop(session, { ...run, snapshot: applied.snapshot }, applied.error)
    snapshot = await tellChat(session, effects, { ...applied.snapshot, now: session.client.now() })
    done.push(...effects.filter((effect) => effect.kind === 'send-chat' && snapshot.chat.sent.includes(effect.key)))
  }
}

/** Whoever is owed a call that could not be made is told of by the channels, before the run ends red. */
async function stop(session: Session, run: Stoppable, error: ApiError | undefined): Promise<IncidentRun> {
  const explained = explainStop(error)
  const missed = explained.stop !== 'cancelled' && isCallMissed(run.plan, run.snapshot)
  if (!missed) return { ...run, ...explained, end: 'stopped', missed }
  const { facts } = readFacts(run.snapshot)
  const serviceName = serviceOfIncident(session.settings, facts.service)?.key ?? facts.service
  const told = await tellMissed(
    session,
    describeMissed({ title: facts.title, severity: facts.severity, serviceName, issueUrl: facts.url }),
  )
  return { ...run, ...explained, problem: `${explained.problem} Nobody was called. ${told}`, end: 'stopped', missed }
}

type Stoppable = Omit<Extract<IncidentRun, { kind: 'done' }>, 'end' | 'stop' | 'problem' | 'missed'>

/** A stop is no silent success: the reason goes into outcome, log and summary. */
function explainStop(error: ApiError | undefined): {
  readonly stop: 'stopped-by-rate-limit' | 'cancelled' | 'failed'
  readonly problem: string
} {
  const stop = hasCode(error, 'rate-limited')
    ? 'stopped-by-rate-limit'
    : hasCode(error, 'stopped')
      ? 'cancelled'
      : 'failed'
  const { message, help } = explain(error)
  return { stop, problem: `${message}. ${help}` }
}

/** Something that is done again and again is not kept, or a fault of ours: neither may pass for success. */
function explainUnrest(effects: readonly Effect[]): string {
  const kinds = [...new Set(effects.map(({ kind }) => kind))].join(', ')
  return `GitHub does not keep what was done (${kinds}). The next run tries again; if it stays so, please report it with this log.`
}

async function planEffects(
  session: Session,
  snapshot: Snapshot,
): Promise<{ readonly plan: Plan; readonly effects: readonly Effect[] }> {
  const { templates, repository, settings, redactor } = session
  const plan = decide({ ...snapshot, failures: [...snapshot.failures, ...templates.failures] })
  const rendered = renderPlan(plan, { templates, repository, settings })
  return { plan, effects: reconcile(await redactPlan(rendered, redactor, plan), snapshot) }
}

/** A chat that does not answer is said on the board and tried again by the next run; the incident goes on. */
async function tellChat(session: Session, effects: readonly Effect[], snapshot: Snapshot): Promise<Snapshot> {
  const { chatUrl } = session.inputs
  let { sent, failed } = snapshot.chat
  const reasons = new Set(snapshot.failures.flatMap(({ code, detail }) => (code === 'chat-failed' ? [detail] : [])))
  for (const effect of effects) {
    if (effect.kind !== 'send-chat' || chatUrl === undefined) continue
    const result = await sendChat(chatUrl, effect.text)
    if (result.kind === 'ok') sent = [...sent, effect.key]
    else failed = [...failed, effect.key]
    if (result.kind === 'failed') reasons.add(result.reason)
  }
  const failures = reasons.size > 0 ? [{ code: 'chat-failed', detail: [...reasons].join(', ') } as const] : []
  const others = snapshot.failures.filter(({ code }) => code !== 'chat-failed')
  return { ...snapshot, chat: { ...snapshot.chat, sent, failed }, failures: [...others, ...failures] }
}

/** Another run has held the claim for longer than a run lives; the next one finds out. */
function gaveUp(snapshot: Snapshot): IncidentRun {
  const plan = decide(snapshot)
  return {
    kind: 'done',
    number: snapshot.record.issue.number,
    first: plan,
    plan,
    snapshot,
    effects: [],
    end: 'stopped',
    stop: 'failed',
    problem: 'another run is working on this incident and has not finished. The next run goes on.',
    missed: isCallMissed(plan, snapshot),
  }
}
