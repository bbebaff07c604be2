import { checkResponse } from '../contract/validate.ts'
import { answerGraphql } from '../graphql/answer-graphql.ts'
import { answerRest } from './answer-rest.ts'
import type { Exchange } from './exchange.ts'
import { readApiVersion } from './media.ts'
import { Problem, replyToProblem } from './problem.ts'
import type { Reply } from './route.ts'
import { compose, type Message, send } from './send.ts'
import { strikeAfter, strikeBefore } from './strike.ts'

/** Answers a REST or GraphQL request with limits, faults and the check of the answer. */
export async function runExchange(exchange: Exchange, kind: 'rest' | 'graphql'): Promise<void> {
  const resource = kind === 'graphql' ? 'graphql' : 'core'
  let apiVersion = '2022-11-28'
  const reply = await catchProblems(exchange, async () => {
    if (exchange.request.headers['user-agent'] === undefined) throw new Problem(403, NO_USER_AGENT)
    apiVersion = readApiVersion(headerOf(exchange, 'x-github-api-version'))
    const leave = exchange.limits.enter()
    try {
      if (exchange.fault && (await strikeBefore(exchange, exchange.fault)) === 'over') return null
      if (exchange.path !== '/rate_limit') exchange.limits.spend(exchange.caller, resource)
      return kind === 'graphql' ? await answerGraphql(exchange) : await answerRest(exchange, apiVersion)
    } finally {
      leave()
    }
  })
  if (reply === null) return
  const message = compose(exchange, reply, { apiVersion, resource })
  checkMessage(exchange, message)
  if (exchange.fault && (await strikeAfter(exchange, exchange.fault, message)) === 'over') return
  await send(exchange, message)
}

const NO_USER_AGENT = 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header'

async function catchProblems(exchange: Exchange, work: () => Promise<Reply | null>): Promise<Reply | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) return replyToProblem(error)
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const { world, log, path } = exchange
    world.violate({ kind: 'server-error', method: log.method, path, message })
    return replyToProblem(new Problem(500, 'Server Error'))
  }
}

/** An answer that breaks GitHub's description is this server's own fault, and is recorded like a client's. */
function checkMessage({ world, log, path, fault }: Exchange, message: Message): void {
  const isJson = message.headers['content-type']?.startsWith('application/json') ?? message.payload.length === 0
  const isOurs = fault === null || message.status < 400
  if (log.template === null || log.template === '/graphql' || !isJson || !isOurs || message.status === 304) return
  const body = message.body === undefined ? undefined : JSON.parse(JSON.stringify(message.body))
  for (const problem of checkResponse(log.method, log.template, message.status, body)) {
    const text = `${message.status} ${problem.at}: ${problem.message}`
    world.violate({ kind: 'response', method: log.method, path, message: text })
  }
}

function headerOf({ request }: Exchange, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
