import { once } from 'node:events'
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { watchIdle } from './idle-watch.ts'

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
  /** Variables of the process whose requests are counted. */
  readonly env: Readonly<Record<string, string>>
  readonly passages: readonly Passage[]
  readonly close: () => Promise<void>
}

interface Held {
  readonly response: ServerResponse
  readonly answer: Promise<{ readonly head: IncomingMessage; readonly body: Buffer }>
}

/** Headers that belong to one connection. */
const ownHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])

/** Turns of its event loop after which a process that has sent nothing meanwhile is taken to wait; opening a connection takes two. */
const turnsUntilIdle = 8

/**
 * Lets every request through at once, and holds all answers back until the process has nothing left to do but to wait for
 * them. Whatever it sends meanwhile cannot depend on them, so it belongs to the same round: the number of rounds is that of
 * round trips that had to follow each other, however fast or busy the machine is.
 */
export async function startGate(target: string): Promise<Gate> {
  const passages: Passage[] = []
  const watch = await watchIdle()
  let held: Held[] = []
  let round = 1
  let arrived = 0
  const release = async () => {
    const before = arrived
    const ready = held
    const answers = await Promise.all(ready.map(({ answer }) => answer))
    for (let turn = 0; turn < turnsUntilIdle; turn += 1) {
      await watch.turn()
      await pause(2)
      // A request that came meanwhile knows none of these answers either, and waits with them.
      if (arrived > before) return
    }
    held = []
    round += 1
    for (const [index, { response }] of ready.entries()) respond(response, answers[index])
  }
  const server = createServer(async (request, response) => {
    arrived += 1
    const body = await readAll(request)
    const { method = 'GET', url: path = '/' } = request
    passages.push({ round, method, path, body: body.toString('utf8') })
    held.push({ response, answer: forward(`${target}${path}`, request, body) })
    await release()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The gate listens on no port')
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await watch.close()
  }
  const url = `http://127.0.0.1:${address.port}`
  const env = { ...watch.env, GITHUB_API_URL: `${url}/api/v3`, GITHUB_GRAPHQL_URL: `${url}/api/graphql` }
  return { env, passages, close }
}

/** On a connection of its own: one that the server closes while it is taken up again would look like a failure. */
async function forward(url: string, { method, headers }: IncomingMessage, body: Buffer): Held['answer'] {
  const { host: _host, connection: _connection, ...sent } = headers
  const request = ask(url, { method, headers: sent, agent: false })
  request.end(body)
  const [head] = (await once(request, 'response')) as [IncomingMessage]
  return { head, body: await readAll(head) }
}

function respond(response: ServerResponse, answer: Awaited<Held['answer']> | undefined): void {
  if (!answer) return
  const headers = Object.entries(answer.head.headers).filter(([name]) => !ownHeaders.has(name))
  response.writeHead(answer.head.statusCode ?? 502, Object.fromEntries(headers))
  response.end(answer.body)
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
