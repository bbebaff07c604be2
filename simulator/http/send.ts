import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { acceptedPermissions } from './accepted-permissions.ts'
import type { Exchange } from './exchange.ts'
import type { Budget } from './limits.ts'
import { shapeForVersion } from './media.ts'
import { paginate } from './pagination.ts'
import type { Caller, Reply, Route } from './route.ts'

/** An answer as it goes over the wire. */
export interface Message {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string | Uint8Array
  /** The body before it was written out, for the check against GitHub's description. */
  readonly body: unknown
}

/** What an answer's headers depend on. */
export interface Envelope {
  readonly apiVersion: string
  readonly resource: Budget['resource']
}

/** Writes a reply out: pagination, version, ETag and 304 (which costs nothing), and all the headers GitHub sends. */
export function compose(exchange: Exchange, reply: Reply, { apiVersion, resource }: Envelope): Message {
  const { request, limits, caller, url } = exchange
  const page = reply.list ? paginate(reply.list, url) : null
  const body = page ? page.body : reply.body
  const payload = serialize(shapeForVersion(body, apiVersion))
  const etag = request.method === 'GET' && reply.status === 200 ? etagOf(payload) : null
  const isUnchanged = etag !== null && matches(request.headers['if-none-match'], etag)
  if (isUnchanged) limits.refund(caller)
  const headers: Record<string, string> = {
    ...commonHeaders(exchange, apiVersion, limits.budget(caller, resource)),
    ...(etag === null ? {} : { etag }),
    ...(page?.link ? { link: page.link } : {}),
    ...reply.headers,
  }
  if (isUnchanged) return { status: 304, headers, payload: '', body: undefined }
  if (payload.length > 0) headers['content-type'] ??= 'application/json; charset=utf-8'
  return { status: reply.status, headers, payload, body }
}

/** Sends a message. `Content-Length` is always that of the whole payload, also when the sending is cut short. */
export function send({ response, log }: Exchange, message: Message): Promise<void> {
  log.status = message.status
  return finish(response, (done) => {
    response.writeHead(message.status, lengthOf(message))
    response.end(message.payload, done)
  })
}

/** Sends the head and half of the payload, then cuts the connection. */
export function sendHalf({ response }: Exchange, message: Message): Promise<void> {
  const half = message.payload.slice(0, Math.floor(message.payload.length / 2))
  return finish(response, (done) => {
    response.writeHead(message.status, lengthOf(message))
    response.write(half.length > 0 ? half : ' ', () => {
      response.socket?.destroy()
      done()
    })
  })
}

/** A client that has gone away takes nothing any more, and its connection tells of no end. */
function finish(response: ServerResponse, write: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) return resolve()
    response.once('close', () => resolve())
    write(() => resolve())
  })
}

function lengthOf(message: Message): Record<string, string> {
  if (message.status === 204 || message.status === 304) return { ...message.headers }
  return { ...message.headers, 'content-length': String(Buffer.byteLength(message.payload)) }
}

function commonHeaders({ world, caller, route }: Exchange, apiVersion: string, budget: Budget): Record<string, string> {
  return {
    date: world.clock.now().toUTCString(),
    server: 'github.com',
    'cache-control': 'private, max-age=60, s-maxage=60',
    vary: 'Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': apiVersion,
    'x-github-request-id': randomBytes(16).toString('hex').toUpperCase(),
    'x-ratelimit-limit': String(budget.limit),
    'x-ratelimit-remaining': String(budget.remaining),
    'x-ratelimit-used': String(budget.used),
    'x-ratelimit-reset': String(budget.reset),
    'x-ratelimit-resource': budget.resource,
    ...(caller.kind === 'person' ? { 'x-oauth-scopes': 'repo, workflow' } : {}),
    ...permissionsHeader(caller, route),
  }
}

/** Sent to tokens with fine-grained permissions only, whether they have them or not. */
function permissionsHeader({ kind }: Caller, route: Route | undefined): Record<string, string> {
  const accepted = route && (kind === 'app' || kind === 'workflow') ? acceptedPermissions(route) : null
  return accepted === null ? {} : { 'x-accepted-github-permissions': accepted }
}

function serialize(body: unknown): string | Uint8Array {
  if (body === undefined) return ''
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  return JSON.stringify(body)
}

function etagOf(payload: string | Uint8Array): string {
  return `W/"${createHash('sha256').update(payload).digest('hex')}"`
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((tag) => bare(tag) === bare(etag))
}
