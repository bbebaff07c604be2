import { ourLogin } from '../../__tests__/support/end-state.ts'
import type { RequestGate } from '../../__tests__/support/guard-run.ts'
import type { FaultMode } from '../../simulator/http/faults.ts'
import type { World } from '../../simulator/state/world.ts'

/** Everything that can go wrong with a request, as often as it is named. */
const modes: readonly FaultMode[] = [
  'kill-before',
  'kill-after',
  'drop-before',
  'drop-after',
  'drop-mid-body',
  'status-before:502',
  'status-after:502',
  'rate-limited',
  'secondary-limit',
  'timeout',
  'malformed-body',
  'stale-list',
]

/** Requests that go wrong by chance. */
export interface Chaos {
  /** Lets a share of the requests that pass it go wrong. */
  readonly gate: RequestGate
  /** How many did. */
  readonly fired: () => number
  /** Ends it. */
  readonly stop: () => void
}

/** Lets that share of our requests go wrong, each in a way drawn at random. */
export function makeChaos(world: World, random: () => number, share: number): Chaos {
  let fired = 0
  const settle = () => {
    fired += world.faults.all.filter((fault) => fault.fired > 0).length
    world.faults.clear()
  }
  const gate: RequestGate = async ({ method }) => {
    const { all } = world.faults
    if (all.every((fault) => fault.fired > 0 || fault.login === nobody)) {
      settle()
      // Never strikes: while it is armed the server remembers how things stood before each write.
      world.faults.add({ mode: 'stale-list', login: nobody })
    }
    if (random() >= share) return 'pass'
    const mode = modes[Math.floor(random() * modes.length)] ?? 'drop-before'
    if (mode !== 'stale-list' || method === 'GET') world.faults.add({ mode, login: ourLogin })
    return 'pass'
  }
  return {
    gate,
    fired: () => {
      settle()
      return fired
    },
    stop: settle,
  }
}

const nobody = 'nobody-at-all'
