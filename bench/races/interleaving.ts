import type { RequestLogEntry } from '../../simulator/http/request-log.ts'
import type { Clock } from '../../simulator/state/clock.ts'
import type { Pace } from '../../src/github/pace.ts'

/** Who goes on next, out of that many who could. */
export type Choose = (options: number) => number

/** How finely runs are interleaved: every request by itself, or all that one run has sent side by side at once. */
export type Grain = 'request' | 'round'

/** What may happen to a request as it comes through, for instance that its list is stale. */
export type Meddle = (entry: RequestLogEntry) => void

interface Held {
  readonly entry: RequestLogEntry
  /** When it came, by the server's clock. */
  readonly since: number
  /** After how many steps of the play it came. */
  readonly step: number
  readonly release: () => void
}

interface Sleep {
  readonly until: number
  readonly wake: () => void
}

interface Contestant {
  readonly held: Held[]
  readonly served: RequestLogEntry[]
  readonly asleep: Sleep[]
  done: boolean
}

/** What was let go on last. */
interface Step {
  readonly by: Contestant
  /** Nothing but requests that read: what another run could have read at the same moment it reads just as well before. */
  readonly reads: boolean
}

/** The client gives a request up after this many milliseconds, so no request waits longer for its turn. */
const longestWait = 10_000
/** Event-loop turns without anything new after which what runs send side by side has come. */
const quietTurns = 4
/** Milliseconds of real time after which a run that neither asks, sleeps nor ends is a fault of this proof. */
const patience = 300_000

/**
 * Several runs on one server, of which only one is let go on at a time. A run that has sent a request stands still until
 * it is chosen; one that sleeps is woken when it is chosen, and the server's clock jumps there.
 */
export class Interleaving {
  readonly #contestants: Contestant[] = []
  readonly #clock: Clock
  readonly #grain: Grain
  readonly #meddle: Meddle
  #arrivals = 0
  #steps = 0
  #last: Step | undefined

  constructor(clock: Clock, { grain, meddle = () => {} }: { readonly grain: Grain; readonly meddle?: Meddle }) {
    this.#clock = clock
    this.#grain = grain
    this.#meddle = meddle
  }

  /** Adds a run. It must be played with what its `start` is handed. */
  add(start: (gate: (entry: RequestLogEntry) => Promise<'pass'>, pace: Pace) => Promise<unknown>): void {
    const contestant: Contestant = { held: [], served: [], asleep: [], done: false }
    this.#contestants.push(contestant)
    const gate = (entry: RequestLogEntry) =>
      new Promise<'pass'>((resolve) => {
        this.#arrivals += 1
        contestant.held.push({ entry, since: this.#now(), step: this.#steps, release: () => resolve('pass') })
      })
    const end = () => {
      contestant.done = true
    }
    start(gate, this.#paceOf(contestant)).then(end, end)
  }

  /** Lets the runs go on, one at a time, until all have ended. */
  async play(choose: Choose): Promise<void> {
    for (;;) {
      await this.#standStill()
      const options = this.#listOptions()
      if (options.length === 0) return
      const chosen = options[options.length === 1 ? 0 : choose(options.length)]
      if (chosen) this.#goOn(chosen)
    }
  }

  /**
   * Who may go on. By rounds, two runs that only read are let go on in one order alone: the other one is the same. So a run
   * is no option whose reads stood there already when a later one's reads were let through.
   */
  #listOptions(): readonly Contestant[] {
    const able = this.#contestants.filter((one) => this.#mayGoOn(one))
    const last = this.#last
    if (this.#grain === 'request' || !last?.reads) return able
    const place = this.#contestants.indexOf(last.by)
    const fresh = able.filter(
      (one) =>
        this.#contestants.indexOf(one) >= place || !onlyReads(one) || one.held.some(({ step }) => step === this.#steps),
    )
    return fresh.length > 0 ? fresh : able
  }

  #goOn(contestant: Contestant): void {
    this.#last = { by: contestant, reads: onlyReads(contestant) }
    this.#steps += 1
    const first = firstOf(contestant.asleep)
    if (contestant.held.length === 0 && first) {
      contestant.asleep.splice(contestant.asleep.indexOf(first), 1)
      this.#clock.set(Math.max(this.#now(), first.until))
      first.wake()
      return
    }
    const count = this.#grain === 'round' ? contestant.held.length : 1
    for (const { entry, release } of contestant.held.splice(0, count)) {
      this.#meddle(entry)
      contestant.served.push(entry)
      release()
    }
  }

  /** A sleeper only goes on when no request of another would have waited too long by then. */
  #mayGoOn(contestant: Contestant): boolean {
    if (contestant.held.length > 0) return true
    const first = firstOf(contestant.asleep)
    if (!first) return false
    const waiting = this.#contestants.flatMap(({ held }) => held.map(({ since }) => since))
    return waiting.every((since) => first.until - since <= longestWait)
  }

  async #standStill(): Promise<void> {
    const started = performance.now()
    let quiet = 0
    let seen = this.#arrivals
    while (quiet < quietTurns) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      const still = this.#contestants.every(isParked) && seen === this.#arrivals
      seen = this.#arrivals
      quiet = still ? quiet + 1 : 0
      if (performance.now() - started > patience)
        throw new Error(`A run neither asks, sleeps nor ends: ${JSON.stringify(this.#contestants)}`)
    }
  }

  #paceOf(contestant: Contestant): Pace {
    const sleep = (milliseconds: number) =>
      new Promise<void>((resolve) => {
        contestant.asleep.push({ until: this.#now() + milliseconds, wake: resolve })
      })
    return { now: () => this.#now(), sleep }
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}

/** Who wakes first. */
function firstOf(asleep: readonly Sleep[]): Sleep | undefined {
  return [...asleep].sort((a, b) => a.until - b.until)[0]
}

/** Whether it waits for nothing but answers that change nothing. */
function onlyReads({ held }: Contestant): boolean {
  return held.length > 0 && held.every(({ entry: { method, path } }) => method === 'GET' || path.endsWith('/graphql'))
}

function isParked({ held, served, asleep, done }: Contestant): boolean {
  const busy = served.some(({ startedAt, endedAt }) => endedAt === startedAt)
  return done || (!busy && (held.length > 0 || asleep.length > 0))
}
