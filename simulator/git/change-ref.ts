import { followRefChange } from '../pulls/follow-ref-change.ts'
import type { Act } from '../state/act.ts'
import type { RefChange } from './branch-rules.ts'
import type { RefOutcome } from './ref-store.ts'

/**
 * Makes, moves or deletes a ref, and lets everything follow that hangs on it: events, pull requests, issues that a
 * commit closes. Rules are not asked; see `requireNoViolation`.
 */
export function changeRef(act: Act, change: RefChange): RefOutcome {
  const { refs } = act.repository.git
  const { name, before, after } = change
  if (before === null && after === null) return 'moved'
  const outcome = after === null ? refs.delete(name, before ?? '') : refs.set(name, after, before)
  if (outcome === 'done') followRefChange(act, change)
  return outcome
}
