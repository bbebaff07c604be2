import { checkRequest } from '../contract/validate.ts'
import type { Repository } from '../state/repository.ts'
import { authorize, findRepository } from './authorize.ts'
import type { Exchange } from './exchange.ts'
import { readMedia } from './media.ts'
import { noteCreated } from './note-created.ts'
import { notFound, Problem } from './problem.ts'
import { fieldsOf, parseBody } from './read-body.ts'
import type { Call, Reply, Route } from './route.ts'
import type { Match } from './router.ts'

/** Routes, authorises, validates and handles one REST request. Throws a `Problem` for every refusal. */
export async function answerRest(exchange: Exchange, apiVersion: string): Promise<Reply> {
  const { world, caller, log, limits } = exchange
  const match = findRoute(exchange)
  log.template = match.route.path
  exchange.route = match.route
  const repository = repositoryOf(exchange, match)
  if (repository !== null) authorize(world, caller, { route: match.route, repository })
  else if (match.route.method !== 'GET' && caller.kind === 'nobody') throw new Problem(401, 'Requires authentication')
  const body = parseBody(exchange.bytes)
  validate(exchange, match.route, { body, apiVersion })
  if (createsContent(match.route)) limits.countContent(caller)
  if (repository !== null && match.route.method !== 'GET') world.noteWrite(repository)
  log.applied = true
  const given = { repository, body, apiVersion }
  if (repository !== null && isStale(exchange)) return await answerStale(exchange, match, { ...given, repository })
  const reply = await match.route.handle(callFor(exchange, match, given))
  if (reply.status === 201 && !addsOnly.test(match.route.path)) noteCreated(world, reply.body)
  return reply
}

/** Answered with 201 and with what it was added to, which is not new. */
const addsOnly = /\/(?:assignees|requested_reviewers)$/

function findRoute({ router, world, log, path }: Exchange): Match {
  const match = router(log.method, path)
  if (match !== null) return match
  world.violate({ kind: 'unknown-route', method: log.method, path, message: 'No such route' })
  throw notFound()
}

function repositoryOf({ world, caller }: Exchange, { params }: Match): Repository | null {
  if (params.owner === undefined || params.repo === undefined) return null
  return findRepository(world, caller, `${params.owner}/${params.repo}`)
}

function validate(exchange: Exchange, route: Route, sent: { body: unknown; apiVersion: string }): void {
  const query = exchange.url.searchParams
  const problems = [...checkRequest(route.method, route.path, { query, body: sent.body })]
  if (sent.apiVersion >= '2026-03-10' && route.path.includes('/issues') && 'assignee' in fieldsOf(sent.body)) {
    problems.push({ at: 'body', message: 'the field "assignee" is gone since 2026-03-10' })
  }
  if (problems.length === 0) return
  const { world, path } = exchange
  const message = problems.map((problem) => `${problem.at}: ${problem.message}`).join('; ')
  world.violate({ kind: 'request', method: route.method, path, message })
  throw new Problem(422, `Invalid request.\n\n${message}`)
}

/** Everything that writes may make content; only deletions do not. */
function createsContent(route: Route): boolean {
  return route.method !== 'GET' && route.method !== 'DELETE'
}

function isStale({ fault }: Exchange): boolean {
  return fault?.mode === 'stale-list'
}

interface Given {
  readonly repository: Repository | null
  readonly body: unknown
  readonly apiVersion: string
}

/** An answer from before the last writes. The log tells where it is no other than a fresh one. */
async function answerStale(
  exchange: Exchange,
  match: Match,
  given: Given & { readonly repository: Repository },
): Promise<Reply> {
  const { world, fault, log } = exchange
  const old = { ...given, repository: world.history.before(given.repository, fault?.lag ?? 1) }
  const settle = async (from: Given) =>
    await Promise.resolve(match.route.handle(callFor(exchange, match, from))).then(
      (reply) => ({ reply, text: JSON.stringify([reply.status, reply.body, reply.list?.page(0, reply.list.length)]) }),
      (error: unknown) => ({ error, text: String(error) }),
    )
  const [stale, fresh] = [await settle(old), await settle(given)]
  log.idle = stale.text === fresh.text
  if ('error' in stale) throw stale.error
  return stale.reply
}

function callFor(exchange: Exchange, { params }: Match, given: Given): Call {
  const { world, caller, url } = exchange
  const { repository } = given
  return {
    world,
    caller,
    params,
    query: url.searchParams,
    body: fieldsOf(given.body),
    media: readMedia(exchange.request.headers.accept),
    apiVersion: given.apiVersion,
    get repository() {
      if (repository === null) throw new Error('This route is about no repository')
      return repository
    },
  }
}
