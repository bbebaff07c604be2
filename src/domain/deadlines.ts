import type { Settings } from '../settings/types.ts'
import { ruleOf } from './call.ts'
import type { Facts } from './facts.ts'
import type { History } from './history/read-facts.ts'

/** Until when something is due, and whether that has passed. Nothing is due after resolved. */
export interface Deadlines {
  readonly acknowledge: string | undefined
  readonly acknowledgeOverdue: boolean
  readonly update: string | undefined
  readonly updateOverdue: boolean
}

const none: Deadlines = { acknowledge: undefined, acknowledgeOverdue: false, update: undefined, updateOverdue: false }

/** Deadlines by the rule of the severity. Where nobody is configured, nobody owes an acknowledgement or an update. */
export function readDeadlines(history: History, settings: Settings, now: string): Deadlines {
  const { facts, declaredAt, backAt } = history
  if (facts.status === 'resolved' || facts.closing || !settings.configured || declaredAt === undefined) return none
  const rule = ruleOf(facts, settings)
  const acknowledge = history.answered
    ? undefined
    : later(latestOf(declaredAt, history.changed.severity, backAt), rule.acknowledgeMs)
  const update = later(latestOf(lastWord(facts, declaredAt), backAt), rule.updateMs)
  return {
    acknowledge,
    acknowledgeOverdue: acknowledge !== undefined && acknowledge < now,
    update,
    updateOverdue: update !== undefined && update < now,
  }
}

/** Stakeholders have last heard something with the opening, an update or a change of status. */
function lastWord(facts: Facts, declaredAt: string): string {
  const told = facts.timeline.filter(({ kind }) => kind === 'update' || kind === 'status').map(({ at }) => at)
  return [declaredAt, ...told].sort().at(-1) ?? declaredAt
}

function latestOf(first: string, ...others: readonly (string | undefined)[]): string {
  return others.reduce<string>((latest, one) => (one !== undefined && one > latest ? one : latest), first)
}

function later(iso: string, ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(Date.parse(iso) + ms).toISOString()
}
