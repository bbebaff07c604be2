import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { World } from '../../../simulator/state/world.ts'

/** Everything that the Action's own tokens sent to one server, as it arrived. */
export interface WireTap {
  /** Request lines, headers but the token's, and bodies; what is Base64 in a body stands behind it in clear. */
  readonly sent: () => string
  readonly close: () => void
}

/** Listens in on the server of a world, before anything has read the requests. */
export function tapWire(world: World): WireTap {
  const texts: string[] = []
  const listen = (message: unknown) => {
    const request = requestOf(message)
    if (request === undefined || !isOurs(world, request)) return
    const { authorization: _, ...headers } = request.headers
    texts.push(`${request.method} ${request.url} ${decode(request.url ?? '')} ${JSON.stringify(headers)}`)
    const chunks: Buffer[] = []
    const push = request.push.bind(request)
    request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
      if (chunk === null) texts.push(readBody(Buffer.concat(chunks).toString('utf8')))
      else chunks.push(Buffer.from(chunk))
      return push(chunk, encoding)
    }
  }
  subscribe('http.server.request.start', listen)
  return { sent: () => texts.join('\n'), close: () => unsubscribe('http.server.request.start', listen) }
}

function requestOf(message: unknown): IncomingMessage | undefined {
  return typeof message === 'object' && message !== null && 'request' in message
    ? (message.request as IncomingMessage)
    : undefined
}

function isOurs(world: World, request: IncomingMessage): boolean {
  const token = /\S+$/.exec(request.headers.authorization ?? '')?.[0] ?? ''
  return world.tokens.get(token)?.kind === 'workflow'
}

/** The body, and behind it every string of its JSON as it reads, decoded where it is Base64. */
function readBody(body: string): string {
  const strings: string[] = []
  try {
    JSON.parse(body, (_key, value: unknown) => {
      if (typeof value === 'string') strings.push(value, readBase64(value))
      return value
    })
  } catch {
    return body
  }
  return [body, ...strings].join('\n')
}

/** What Base64 says, if that is text. */
function readBase64(value: string): string {
  if (!/^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/.test(value)) return ''
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'))
  } catch {
    return ''
  }
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
