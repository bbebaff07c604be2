import { type FaultRule, isFaultMode } from '../http/faults.ts'
import { countRoundTrips } from '../http/request-log.ts'
import { dumpState } from '../state/dump-state.ts'
import type { WorldOptions } from '../state/world-options.ts'
import type { ControlCall, ControlRoute } from './control-route.ts'

/** Clock, request log, faults, violations, notifications, options and the end state. */
export const controlStateRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/clock', handle: ({ world }) => ({ now: world.clock.now() }) },
  { method: 'POST', path: '/clock', handle: setClock },
  { method: 'GET', path: '/state', handle: ({ world }) => dumpState(world) },
  { method: 'GET', path: '/notifications', handle: ({ world }) => world.notifications },
  { method: 'GET', path: '/violations', handle: ({ world }) => world.violations },
  { method: 'DELETE', path: '/violations', handle: ({ world }) => void world.violations.splice(0) },
  { method: 'GET', path: '/requests', handle: showRequests },
  { method: 'DELETE', path: '/requests', handle: ({ world }) => void world.requests.splice(0) },
  { method: 'GET', path: '/faults', handle: ({ world }) => world.faults.all },
  { method: 'POST', path: '/faults', handle: ({ world, body }) => world.faults.add(readFault(body)) },
  { method: 'DELETE', path: '/faults', handle: ({ world }) => world.faults.clear() },
  { method: 'GET', path: '/options', handle: ({ world }) => world.options },
  { method: 'PATCH', path: '/options', handle: setOptions },
  { method: 'DELETE', path: '/limits', handle: ({ limits }) => limits.reset() },
]

function setClock({ world, body }: ControlCall): unknown {
  const { set, advance, run } = body
  if (typeof set === 'string' || typeof set === 'number') world.clock.set(set)
  if (typeof advance === 'number') world.clock.advance(advance)
  if (run === true) world.clock.run()
  return { now: world.clock.now() }
}

function showRequests({ world }: ControlCall): unknown {
  return { count: world.requests.length, roundTrips: countRoundTrips(world.requests), requests: world.requests }
}

function readFault(body: ControlCall['body']): FaultRule {
  const { mode, nth, method, path, login, count, lag, retryAfter } = body
  if (!isFaultMode(mode)) throw new Error(`No fault: ${String(mode)}`)
  return {
    mode,
    ...(typeof nth === 'number' ? { nth } : {}),
    ...(typeof method === 'string' ? { method } : {}),
    ...(typeof path === 'string' ? { path } : {}),
    ...(typeof login === 'string' ? { login } : {}),
    ...(typeof count === 'number' ? { count } : {}),
    ...(typeof lag === 'number' ? { lag } : {}),
    ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
  }
}

/** Changes options that have the type of the default; `directory` stays. */
function setOptions({ world, body }: ControlCall): WorldOptions {
  for (const [name, value] of Object.entries(body)) {
    const known: unknown = Object.entries(world.options).find(([key]) => key === name)?.[1]
    const isLimit = name === 'primaryLimit' && (value === null || typeof value === 'number')
    if (name === 'directory' || known === undefined || (typeof known !== typeof value && !isLimit)) {
      throw new Error(`No such option: ${name}`)
    }
    Object.assign(world.options, { [name]: value })
  }
  return world.options
}
