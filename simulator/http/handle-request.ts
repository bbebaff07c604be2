import type { IncomingMessage, ServerResponse } from 'node:http'
import { handleGit } from '../git/smart-http.ts'
import { answerControl } from '../routes/control.ts'
import type { World } from '../state/world.ts'
import { authenticate, nobody, readToken } from './authenticate.ts'
import type { Exchange, Services } from './exchange.ts'
import type { FaultSubject } from './faults.ts'
import { notFound, Problem, replyToProblem } from './problem.ts'
import { readBytes } from './read-body.ts'
import type { RequestLogEntry } from './request-log.ts'
import type { Caller } from './route.ts'
import { runExchange } from './run-exchange.ts'
import { compose, send } from './send.ts'
import { strikeBefore } from './strike.ts'

/** Answers one HTTP request: the control endpoints, REST, GraphQL, git, or a page. */
export async function handleRequest(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world } = services
  const url = new URL(request.url ?? '/', world.urls.web)
  if (world.options.controls && url.pathname.startsWith('/_simulator/')) {
    await answerControl(services, { request, response, url })
    return
  }
  const kind = kindOf(url.pathname)
  if (kind === 'page') {
    await servePage(world, url, response)
    return
  }
  const path = kind === 'rest' ? url.pathname.slice('/api/v3'.length) || '/' : url.pathname.replace(/^\/api/, '')
  const log = startLog(world, request.method ?? 'GET', path)
  world.running += 1
  try {
    await answerLogged(services, { request, response, url, path, log, kind })
  } finally {
    world.running -= 1
    log.endedAt = performance.now()
  }
}

type Kind = 'rest' | 'graphql' | 'git' | 'page'

interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly path: string
  readonly log: RequestLogEntry
  readonly kind: Kind
}

async function answerLogged(services: Services, arrival: Arrival): Promise<void> {
  const { world } = services
  const { request, response, log, kind } = arrival
  const caller = identify(world, request)
  if (caller instanceof Problem) {
    await refuseToken(services, arrival, caller)
    return
  }
  log.caller = caller.kind === 'nobody' ? null : caller.user.login
  log.kind = caller.kind
  if (world.gate !== null && (await world.gate(readToken(request.headers.authorization ?? ''), log)) === 'cut') {
    response.socket?.destroy()
    return
  }
  const fault = world.faults.strike(subjectOf(log, world, kind))
  log.fault = fault?.mode ?? null
  const bytes = kind === 'git' ? Buffer.alloc(0) : await readBytes(request)
  const exchange: Exchange = { ...services, ...arrival, bytes, caller, fault }
  if (world.options.latency > 0) await new Promise((resolve) => setTimeout(resolve, world.options.latency))
  if (kind === 'git') await serveGit(exchange)
  else await runExchange(exchange, kind === 'graphql' ? 'graphql' : 'rest')
}

function subjectOf({ method, path, caller }: RequestLogEntry, { history }: World, kind: Kind): FaultSubject {
  const reads = method === 'GET' || kind === 'graphql'
  return { method, path, login: caller, reads, isNew: history.isNew(path) }
}

async function serveGit(exchange: Exchange): Promise<void> {
  const { fault, request, response, world, log } = exchange
  log.template = 'git'
  try {
    if (fault && (await strikeBefore(exchange, fault)) === 'over') return
    log.applied = true
    await handleGit(request, response, world)
    log.status = response.statusCode
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    refuse(world, response, { problem: error, log })
  }
}

function identify(world: World, request: IncomingMessage): Caller | Problem {
  try {
    return authenticate(world, request.headers.authorization)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** A token that is none is answered like any other request, with the limits of somebody without one. */
async function refuseToken(services: Services, arrival: Arrival, problem: Problem): Promise<void> {
  const { response, log, kind } = arrival
  const bytes = await readBytes(arrival.request)
  if (kind === 'git') {
    refuse(services.world, response, { problem, log })
    return
  }
  const exchange: Exchange = { ...services, ...arrival, bytes, caller: nobody, fault: null }
  const envelope = { apiVersion: '2022-11-28', resource: kind === 'graphql' ? 'graphql' : 'core' } as const
  await send(exchange, compose(exchange, replyToProblem(problem), envelope))
}

function refuse(
  world: World,
  response: ServerResponse,
  { problem, log }: { problem: Problem; log: RequestLogEntry },
): void {
  log.status = problem.status
  const type = { 'content-type': 'application/json; charset=utf-8', date: world.clock.now().toUTCString() }
  response.writeHead(problem.status, { ...type, ...problem.headers })
  response.end(JSON.stringify(replyToProblem(problem).body))
}

async function servePage(world: World, url: URL, response: ServerResponse): Promise<void> {
  const html = (await world.pages?.(url.pathname)) ?? null
  response.writeHead(html === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(html ?? `<!doctype html><title>${notFound().message}</title><h1>404</h1>`)
}

function kindOf(pathname: string): Kind {
  if (pathname === '/api/graphql') return 'graphql'
  if (pathname === '/api/v3' || pathname.startsWith('/api/v3/')) return 'rest'
  // A checkout leaves an address without `.git`, and git asks for what it needs below that.
  return /^\/[^/]+\/[^/]+(?:\.git\/|\/(?:info\/refs|git-(?:upload|receive)-pack)$)/.test(pathname) ? 'git' : 'page'
}

function startLog(world: World, method: string, path: string): RequestLogEntry {
  const startedAt = performance.now()
  const blank = { template: null, status: 0, caller: null, kind: null, fault: null, idle: false, applied: false }
  const log: RequestLogEntry = { n: world.requests.length + 1, method, path, ...blank, startedAt, endedAt: startedAt }
  world.requests.push(log)
  return log
}
