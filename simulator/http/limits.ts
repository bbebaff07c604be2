import type { World } from '../state/world.ts'
import { Problem } from './problem.ts'
import type { Caller } from './route.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const CONTENT_PER_MINUTE = 80
const CONTENT_PER_HOUR = 500
const CONCURRENT = 100

interface Window {
  used: number
  resetAt: number
}

/** Where a caller stands with a primary limit. `resource` is GitHub's name of the pool. */
export interface Budget {
  readonly resource: 'core' | 'graphql'
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** Seconds since 1970, by the world's clock. */
  readonly reset: number
}

/** Counts requests against GitHub's primary and secondary limits, by the world's clock. */
export class Limits {
  readonly #world: World
  readonly #windows = new Map<string, Window>()
  readonly #content = new Map<string, number[]>()
  #running = 0

  constructor(world: World) {
    this.#world = world
  }

  /** Forgets everything counted so far. */
  reset(): void {
    this.#windows.clear()
    this.#content.clear()
  }

  /** Where the caller stands, without counting. */
  budget(caller: Caller, resource: Budget['resource'] = 'core'): Budget {
    const limit = this.#limitOf(caller)
    const { used, resetAt } = this.#window(caller, resource)
    const counted = Math.min(used, limit)
    return { resource, limit, used: counted, remaining: limit - counted, reset: Math.ceil(resetAt / 1000) }
  }

  /** Counts one request. Throws GitHub's 403 when the hour's budget is spent. */
  spend(caller: Caller, resource: Budget['resource'] = 'core'): void {
    if (this.#world.options.primaryLimit === null) return
    const window = this.#window(caller, resource)
    const isOver = window.used >= this.#limitOf(caller)
    window.used += 1
    if (!isOver) return
    throw new Problem(
      403,
      `API rate limit exceeded for ${caller.kind === 'person' ? 'user' : 'installation'} ID ${caller.user.id}.`,
    )
  }

  /** Gives a request back: a 304 costs nothing. */
  refund(caller: Caller): void {
    const window = this.#window(caller, 'core')
    window.used = Math.max(0, window.used - 1)
  }

  /** Counts a request that makes content. Throws GitHub's 403 with `Retry-After` when there are too many. */
  countContent(caller: Caller): void {
    if (!this.#world.options.secondaryLimits) return
    const now = this.#world.clock.now().getTime()
    const recent = (this.#content.get(caller.user.login) ?? []).filter((time) => time > now - HOUR)
    const lastMinute = recent.filter((time) => time > now - MINUTE).length
    this.#content.set(caller.user.login, recent)
    if (recent.length >= CONTENT_PER_HOUR) throw tooMuchContent(Math.ceil(((recent[0] ?? now) + HOUR - now) / 1000))
    if (lastMinute >= CONTENT_PER_MINUTE) throw tooMuchContent(60)
    recent.push(now)
  }

  /** Counts a request as running; call the returned function when it ends. Throws 403 beyond 100 at a time. */
  enter(): () => void {
    if (this.#world.options.secondaryLimits && this.#running >= CONCURRENT) throw secondaryLimit(1)
    this.#running += 1
    return () => {
      this.#running -= 1
    }
  }

  #limitOf(caller: Caller): number {
    if (caller.kind === 'nobody') return 60
    return caller.kind === 'workflow' ? (this.#world.options.primaryLimit ?? 1000) : 5000
  }

  #window(caller: Caller, resource: string): Window {
    const key = `${resource}:${caller.kind}:${caller.user.login}`
    const now = this.#world.clock.now().getTime()
    const known = this.#windows.get(key)
    if (known && known.resetAt > now) return known
    const fresh = { used: 0, resetAt: now + HOUR }
    this.#windows.set(key, fresh)
    return fresh
  }
}

/** The answer to a secondary limit; `seconds` is its `Retry-After`. */
export function secondaryLimit(seconds: number): Problem {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return new Problem(403, message, { headers: { 'retry-after': String(seconds) } })
}

function tooMuchContent(seconds: number): Problem {
  const message =
    'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. ' +
    'Please retry your request again later.'
  return new Problem(403, message, { headers: { 'retry-after': String(seconds) } })
}
