import type { Settings } from '../settings/types.ts'
import { ruleOf } from './call.ts'
import { openItems } from './checklist.ts'
import type { Missing } from './content.ts'
import type { Closing, Facts } from './facts.ts'

/** What the gate looks at beside the facts. */
export interface GateContext {
  readonly settings: Settings
  /** A note or a linked issue: the reason that `not planned` and `duplicate` need. */
  readonly reasonGiven: boolean
}

/**
 * What stands between the incident and its closing; empty = it may close. An accepted `/override` lets everything pass.
 * `full` asks for the checklist and, for SEV1 and SEV2, a cause; `short` for severity, service and what fixed it.
 */
export function listMissing(facts: Facts, reason: Closing['reason'], context: GateContext): readonly Missing[] {
  if (facts.overrides.length > 0) return []
  return reason === 'completed' ? missingWork(facts, context.settings) : missingReason(reason, context)
}

/** What would be missing if the incident were closed as completed now, whatever was overridden. */
export function missingWork(facts: Facts, settings: Settings): readonly Missing[] {
  const { gate } = ruleOf(facts, settings)
  if (gate === 'none') return []
  const severe = facts.severity === undefined || facts.severity === 'SEV1' || facts.severity === 'SEV2'
  return [
    ...(gate === 'full' ? missingItems(facts) : []),
    ...(facts.severity === undefined ? [{ kind: 'severity' } as const] : []),
    ...(facts.service === undefined ? [{ kind: 'service' } as const] : []),
    ...(facts.resolution === undefined ? [{ kind: 'resolution' } as const] : []),
    ...(gate === 'full' && severe && facts.cause === undefined ? [{ kind: 'cause' } as const] : []),
  ]
}

/** A checklist that cannot be read in time counts as open: only `/override` closes. */
function missingItems(facts: Facts): readonly Missing[] {
  if (facts.checklist.unreadable) return [{ kind: 'unreadable-checklist' }]
  return openItems(facts.checklist).map((item) => ({ kind: 'item', item }))
}

function missingReason(closedAs: 'not_planned' | 'duplicate', { reasonGiven }: GateContext): readonly Missing[] {
  return reasonGiven ? [] : [{ kind: 'reason', closedAs }]
}
