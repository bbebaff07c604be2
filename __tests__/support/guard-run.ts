import type { RequestLogEntry } from '../../simulator/http/request-log.ts'
import type { World } from '../../simulator/state/world.ts'

/** Asked before a request is looked at: it comes through, or its connection is cut unanswered. */
export type RequestGate = (request: RequestLogEntry) => Promise<'pass' | 'cut'>

/** One run among others on the same server, told apart by its token. */
export interface RunGuard {
  /** Resolves when a fault killed the run. From then on nothing of it reaches the server. */
  readonly killed: Promise<'killed'>
  /** What it asked so far. */
  readonly requests: RequestLogEntry[]
}

interface Guarded {
  readonly requests: RequestLogEntry[]
  readonly gate: RequestGate | undefined
  readonly kill: () => void
  dead: boolean
}

const guarded = new WeakMap<World, Map<string, Guarded>>()

/** Watches over the requests of the run that has this token. */
export function guardRun(world: World, token: string, gate?: RequestGate): RunGuard {
  const requests: RequestLogEntry[] = []
  const killed = new Promise<'killed'>((resolve) => {
    runsOf(world).set(token, { requests, gate, kill: () => resolve('killed'), dead: false })
  })
  return { killed, requests }
}

/** The runs of a world; its gate and its kill hook lead to them from the first call on. */
function runsOf(world: World): Map<string, Guarded> {
  const known = guarded.get(world)
  if (known) return known
  const runs = new Map<string, Guarded>()
  guarded.set(world, runs)
  world.gate = async (token, entry) => {
    const run = runs.get(token)
    if (!run) return 'pass'
    if (run.dead) return 'cut'
    run.requests.push(entry)
    const verdict = (await run.gate?.(entry)) ?? 'pass'
    return run.dead ? 'cut' : verdict
  }
  world.killHook = (token) => {
    const run = runs.get(token)
    if (!run) return
    run.dead = true
    run.kill()
  }
  return runs
}
