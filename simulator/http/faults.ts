/** What can go wrong. `:NNN` and `:ms` carry a number, for instance `status-before:502` or `latency:300`. */
export type FaultMode =
  | 'kill-before'
  | 'kill-after'
  | 'drop-before'
  | 'drop-after'
  | 'drop-mid-body'
  | `status-before:${number}`
  | `status-after:${number}`
  | 'rate-limited'
  | 'secondary-limit'
  | 'timeout'
  | `latency:${number}`
  | 'stale-list'
  | 'missing-after-create'
  | 'malformed-body'

const PLAIN_MODES: readonly string[] = [
  'kill-before',
  'kill-after',
  'drop-before',
  'drop-after',
  'drop-mid-body',
  'rate-limited',
  'secondary-limit',
  'timeout',
  'stale-list',
  'missing-after-create',
  'malformed-body',
]

/** Which requests a fault strikes, and how. All conditions given must hold. */
export interface FaultRule {
  readonly mode: FaultMode
  /** The nth matching request from the moment the fault is queued, counting from 1. Default 1. */
  readonly nth?: number
  readonly method?: string
  /** A path below the API's root; `*` stands for anything without a slash, `**` for anything. */
  readonly path?: string
  /** Only requests of this login. */
  readonly login?: string
  /** How many requests in a row it strikes. Default 1. */
  readonly count?: number
  /** How many writes old the answer of `stale-list` is; 8 at most. Default 1. */
  readonly lag?: number
  /** Seconds for `Retry-After` of the limits. Default 1. */
  readonly retryAfter?: number
}

/** A queued fault: its rule, and what became of it. */
export interface Fault extends FaultRule {
  readonly id: number
  /** How many requests matched so far, whether struck or not. */
  seen: number
  /** How many requests it struck; a test that queued a fault should see this above zero. */
  fired: number
}

/** What a fault's rule is compared with. */
export interface FaultSubject {
  readonly method: string
  readonly path: string
  readonly login: string | null
  /** It changes nothing: GET, or GraphQL. */
  readonly reads: boolean
  /** Whether the path is that of something made by an earlier request. */
  readonly isNew: boolean
}

/** Says whether a string is a fault mode. */
export function isFaultMode(mode: unknown): mode is FaultMode {
  if (typeof mode !== 'string') return false
  return PLAIN_MODES.includes(mode) || /^(status-(before|after):[1-5]\d\d|latency:\d+)$/.test(mode)
}

/** The number a mode carries, for instance 502 of `status-before:502`. */
export function numberOf(mode: FaultMode): number {
  return Number(mode.slice(mode.indexOf(':') + 1))
}

/** Turns a path pattern into an expression for whole paths. */
export function matchPath(pattern: string, path: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  const source = escaped.replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'))
  return new RegExp(`^${source}$`).test(path)
}

/** The queue of faults. At most one fault strikes a request: the one queued first. */
export class FaultQueue {
  readonly #faults: Fault[] = []

  /** Queues a fault and returns its record, which tells later whether it fired. */
  add(rule: FaultRule): Fault {
    const fault: Fault = { ...rule, id: this.#faults.length + 1, seen: 0, fired: 0 }
    this.#faults.push(fault)
    return fault
  }

  /** Every fault ever queued since the last `clear`. */
  get all(): readonly Fault[] {
    return this.#faults
  }

  /** Forgets all faults. */
  clear(): void {
    this.#faults.length = 0
  }

  /** True while a fault of this mode has strikes left. */
  isArmed(mode: FaultMode): boolean {
    return this.#faults.some((fault) => fault.mode === mode && fault.fired < (fault.count ?? 1))
  }

  /** The fault that strikes this request, if any; counts it. */
  strike(subject: FaultSubject): Fault | null {
    let struck: Fault | null = null
    for (const fault of this.#faults) {
      if (!applies(fault, subject)) continue
      fault.seen += 1
      const first = fault.nth ?? 1
      if (struck !== null || fault.seen < first || fault.seen >= first + (fault.count ?? 1)) continue
      fault.fired += 1
      struck = fault
    }
    return struck
  }
}

function applies(fault: Fault, subject: FaultSubject): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== subject.method) return false
  if (fault.login !== undefined && fault.login !== subject.login) return false
  if (fault.mode === 'stale-list' && !subject.reads) return false
  if (fault.mode === 'missing-after-create' && (subject.method !== 'GET' || !subject.isNew)) return false
  return fault.path === undefined || matchPath(fault.path, subject.path)
}
