import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** One request as the server saw it. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** What to answer; `hang-up` cuts the connection, `silence` never answers. */
export type ScriptedAnswer =
  | 'hang-up'
  | 'silence'
  | {
      readonly status: number
      readonly body?: unknown
      readonly text?: string
      readonly headers?: Record<string, string>
    }

export interface Loopback {
  readonly url: string
  readonly seen: SeenRequest[]
  readonly close: () => Promise<void>
}

/** A server on this machine that answers what `script` says, given the request and how many came before it. */
export async function startLoopback(
  script: (request: SeenRequest, before: number) => ScriptedAnswer,
): Promise<Loopback> {
  const seen: SeenRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const entry = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') }
      seen.push(entry)
      answer(response, script(entry, seen.length - 1))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, seen, close }
}

function answer(response: ServerResponse, scripted: ScriptedAnswer): void {
  if (scripted === 'silence') return
  if (scripted === 'hang-up') {
    response.destroy()
    return
  }
  const type = scripted.text === undefined ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8'
  response.writeHead(scripted.status, { 'content-type': type, ...scripted.headers })
  response.end(scripted.status === 204 ? undefined : (scripted.text ?? JSON.stringify(scripted.body ?? {})))
}
