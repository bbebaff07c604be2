import { readToken } from './authenticate.ts'
import type { Exchange } from './exchange.ts'
import { type Fault, numberOf } from './faults.ts'
import { secondaryLimit } from './limits.ts'
import { Problem } from './problem.ts'
import { type Message, send, sendHalf } from './send.ts'

/** How long a `timeout` keeps the client waiting before the connection is cut, in milliseconds. */
const TIMEOUT = 120_000

/** What a fault lets happen next: the request goes on, or it has been dealt with. */
export type Outcome = 'go-on' | 'over'

/** Lets a fault strike before the request is applied. Throws the answer where the fault is one. */
export async function strikeBefore(exchange: Exchange, fault: Fault): Promise<Outcome> {
  const { mode } = fault
  if (mode === 'kill-before' || mode === 'drop-before') return cut(exchange, mode === 'kill-before')
  if (mode === 'rate-limited') throw rateLimited(fault.retryAfter ?? 1)
  if (mode === 'secondary-limit') throw secondaryLimit(fault.retryAfter ?? 1)
  if (mode === 'missing-after-create') throw new Problem(404, 'Not Found')
  if (mode.startsWith('status-before:')) throw new Problem(numberOf(mode), 'Server Error')
  if (mode.startsWith('latency:')) await sleep(numberOf(mode), exchange)
  if (mode !== 'timeout') return 'go-on'
  await sleep(TIMEOUT, exchange)
  return cut(exchange, false)
}

/** Lets a fault strike after the request was applied, in place of its answer. */
export async function strikeAfter(exchange: Exchange, fault: Fault, message: Message): Promise<Outcome> {
  const { mode } = fault
  if (mode === 'kill-after' || mode === 'drop-after') return cut(exchange, mode === 'kill-after')
  if (mode === 'drop-mid-body') {
    await sendHalf(exchange, message)
    return 'over'
  }
  if (mode === 'malformed-body') {
    await send(exchange, { ...message, payload: '<html><body><h1>Whoa there!</h1></body></html>' })
    return 'over'
  }
  if (!mode.startsWith('status-after:')) return 'go-on'
  const payload = JSON.stringify({ message: 'Server Error' })
  await send(exchange, { ...message, status: numberOf(mode), payload })
  return 'over'
}

async function cut({ world, request, response }: Exchange, kill: boolean): Promise<Outcome> {
  if (kill) await world.killHook?.(readToken(request.headers.authorization ?? ''))
  response.socket?.destroy()
  return 'over'
}

function rateLimited(seconds: number): Problem {
  return new Problem(429, 'API rate limit exceeded', { headers: { 'retry-after': String(seconds) } })
}

/** Waits, but no longer than the client does. */
function sleep(milliseconds: number, { response }: Exchange): Promise<void> {
  if (response.closed) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(finish, milliseconds)
    function finish() {
      clearTimeout(timer)
      response.off('close', finish)
      resolve()
    }
    response.on('close', finish)
  })
}
