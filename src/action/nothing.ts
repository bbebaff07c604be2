import type { NothingReason, Trigger } from '../domain/trigger.ts'

/** The trigger that asks for nothing, and why. `detail` may hold untrusted text. */
export function nothing(reason: NothingReason, detail: string): Trigger {
  return { kind: 'nothing', reason, detail }
}
