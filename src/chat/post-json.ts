import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { isPrivateAddress } from './private-address.ts'

/** What became of one try. */
export type PostResult =
  | { readonly kind: 'answered'; readonly status: number }
  /** The address itself is not one to call; trying again changes nothing. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** Posts JSON. Never rejects, never follows a redirect; `timeout` in milliseconds for everything together. */
export async function postJson(
  address: string,
  { body, timeout }: { readonly body: string; readonly timeout: number },
): Promise<PostResult> {
  const url = URL.parse(address)
  if (!url) return { kind: 'refused', reason: 'the address cannot be read' }
  const reason = refuse(url)
  if (reason !== undefined) return { kind: 'refused', reason }
  return await new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'muster-action',
    }
    const signal = AbortSignal.timeout(timeout)
    const isLocal = isLoopback(url.hostname)
    const options = { method: 'POST', headers, signal, ...(isLocal ? {} : { lookup: lookupPublic }) }
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const request = send(url, options, (response) => {
      response.resume()
      resolve({ kind: 'answered', status: response.statusCode ?? 0 })
    })
    request.on('error', (error) => resolve({ kind: 'failed', reason: describe(error, signal) }))
    request.end(body)
  })
}

/** Why an address is not called at all. */
function refuse(url: URL): string | undefined {
  if (isLoopback(url.hostname))
    return ['http:', 'https:'].includes(url.protocol) ? undefined : 'the address is no https address'
  if (url.protocol !== 'https:') return 'the address is no https address'
  const host = url.hostname.replace(/[[\]]/g, '')
  return isIP(host) !== 0 && isPrivateAddress(host) ? 'the address is private' : undefined
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
}

/** Looks a name up at the moment of connecting, so that what was checked is what is called. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) return callback(error ?? new Error('no address found'), '', 4)
    if (addresses.some((one) => isPrivateAddress(one.address)))
      return callback(new Error('the address is private'), '', 4)
    if (options.all) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}

/** In words without the address: the code of the network's error says enough. */
function describe(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return 'the chat did not answer in time'
  if (error.message === 'the address is private') return error.message
  const code = 'code' in error ? String(error.code) : 'no connection'
  return `the chat could not be reached (${code})`
}
