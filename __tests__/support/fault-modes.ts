import type { FaultRule } from '../../simulator/http/faults.ts'

/** One way in which a request can be struck, with the name that tables give it. */
export interface NamedMode {
  readonly name: string
  readonly rule: Pick<FaultRule, 'mode' | 'lag' | 'retryAfter'>
}

/**
 * The twelve ways; a stale answer comes in two depths. Limits ask for as long a wait as GitHub's own documents name, which
 * is all the patience that a run has.
 */
export const faultModes: readonly NamedMode[] = [
  { name: 'killed before', rule: { mode: 'kill-before' } },
  { name: 'killed after', rule: { mode: 'kill-after' } },
  { name: 'cut in mid-body', rule: { mode: 'drop-mid-body' } },
  { name: 'connection dropped after', rule: { mode: 'drop-after' } },
  { name: '502 before', rule: { mode: 'status-before:502' } },
  { name: '502 after', rule: { mode: 'status-after:502' } },
  { name: '429', rule: { mode: 'rate-limited', retryAfter: 60 } },
  { name: '403 secondary limit', rule: { mode: 'secondary-limit', retryAfter: 60 } },
  { name: 'timeout', rule: { mode: 'timeout' } },
  { name: 'stale by one write', rule: { mode: 'stale-list', lag: 1 } },
  { name: 'stale by five writes', rule: { mode: 'stale-list', lag: 5 } },
  { name: '404 after create', rule: { mode: 'missing-after-create' } },
  { name: 'malformed body', rule: { mode: 'malformed-body' } },
]

/** Whether the run ends with the request. */
export function isKill({ rule }: NamedMode): boolean {
  return rule.mode.startsWith('kill-')
}
