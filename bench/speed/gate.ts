import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** One request that passed the gate. */
export interface Passage {
  /** Counts from 1: requests of the same round were sent without knowing each other's answers. */
  readonly round: number
  readonly method: string
  readonly path: string
  readonly body: string
}

/** A gate in front of a server that makes sequential round trips countable. */
export interface Gate {
  readonly url: string
  readonly passages: readonly Passage[]
  readonly close: () => Promise<void>
}

interface Held {
  readonly response: ServerResponse
  readonly answer: Promise<{ readonly head: Response; readonly body: Buffer }>
}

/** Headers that belong to one connection, or to a body that is no longer compressed. */
const ownHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding'])

/**
 * Lets every request through at once, and holds all answers back until no request has come for `quiet` milliseconds.
 * Whatever is sent meanwhile cannot depend on them, so it belongs to the same round: the number of rounds is that of
 * round trips that had to follow each other, however fast the machine is.
 */
export async function startGate(target: string, quiet: number): Promise<Gate> {
  const passages: Passage[] = []
  let held: Held[] = []
  let round = 1
  let timer: NodeJS.Timeout | undefined
  const release = async () => {
    const ready = held
    const answers = await Promise.all(ready.map(({ answer }) => answer))
    // A request that came meanwhile knows none of these answers either, and has set the timer anew.
    if (held !== ready || held.length > answers.length) return
    held = []
    round += 1
    for (const [index, { response }] of ready.entries()) respond(response, answers[index])
  }
  const server = createServer(async (request, response) => {
    clearTimeout(timer)
    const body = await readAll(request)
    const { method = 'GET', url: path = '/' } = request
    passages.push({ round, method, path, body: body.toString('utf8') })
    held.push({ response, answer: forward(`${target}${path}`, request, body) })
    clearTimeout(timer)
    timer = setTimeout(release, quiet)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The gate listens on no port')
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${address.port}`, passages, close }
}

async function forward(url: string, request: IncomingMessage, body: Buffer): Held['answer'] {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
  const sent = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  const method = request.method ?? 'GET'
  const head = await fetch(url, { method, headers: sent, redirect: 'manual', ...(body.length > 0 && { body }) })
  return { head, body: Buffer.from(await head.arrayBuffer()) }
}

function respond(response: ServerResponse, answer: Awaited<Held['answer']> | undefined): void {
  if (!answer) return
  const headers = [...answer.head.headers].filter(([name]) => !ownHeaders.has(name))
  response.writeHead(answer.head.status, Object.fromEntries(headers))
  response.end(answer.body)
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
