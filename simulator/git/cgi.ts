import { spawn } from 'node:child_process'
import type { ServerResponse } from 'node:http'
import { GIT_ENVIRONMENT } from './environment.ts'

/** One request to `git http-backend`. */
export interface CgiRequest {
  /** The bare repository. */
  readonly directory: string
  /** The part of the address behind the repository, for instance `/info/refs`. */
  readonly path: string
  readonly method: string
  readonly query: string
  readonly contentType: string
  /** The header `Git-Protocol`, by which a client asks for version 2. */
  readonly protocol: string
  /** The login that pushes; empty for nobody. */
  readonly user: string
  readonly body: Buffer
}

/**
 * Runs `git http-backend`, which comes with git, and passes its answer on as it comes. `beforeEnd` runs when git is
 * done and before the client learns of it. Rejects if git fails.
 */
export async function runHttpBackend(
  request: CgiRequest,
  response: ServerResponse,
  beforeEnd: () => void,
): Promise<void> {
  await passOn(request, response)
  beforeEnd()
  await new Promise<void>((resolve) => response.end(resolve))
}

function passOn(request: CgiRequest, response: ServerResponse): Promise<void> {
  const child = spawn('git', ['http-backend'], { env: environmentFor(request), stdio: ['pipe', 'pipe', 'ignore'] })
  // A client that goes away, or a backend that does not want the rest, must not end the server.
  child.stdin.on('error', () => {})
  child.stdin.end(request.body)
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    child.on('error', reject)
    child.stdout.on('data', (chunk: Buffer) => {
      if (response.headersSent) return void response.write(chunk)
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end === -1) return
      sendHead(response, head.toString('latin1', 0, end))
      response.write(head.subarray(end + 4))
    })
    child.on('close', () => {
      if (!response.headersSent) return reject(new Error('git http-backend gave no answer'))
      resolve()
    })
  })
}

function environmentFor(request: CgiRequest): NodeJS.ProcessEnv {
  return {
    ...GIT_ENVIRONMENT,
    GIT_PROJECT_ROOT: request.directory,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: request.path,
    REQUEST_METHOD: request.method,
    QUERY_STRING: request.query,
    CONTENT_TYPE: request.contentType,
    CONTENT_LENGTH: String(request.body.length),
    HTTP_GIT_PROTOCOL: request.protocol,
    GIT_PROTOCOL: request.protocol,
    ...(request.user ? { REMOTE_USER: request.user } : {}),
  }
}

function sendHead(response: ServerResponse, head: string): void {
  const fields = head.split('\r\n').map((line) => line.split(/:\s*/, 2) as [string, string])
  const status = fields.find(([name]) => name.toLowerCase() === 'status')?.[1]
  const headers = fields.filter(([name]) => name.toLowerCase() !== 'status')
  response.writeHead(Number.parseInt(status ?? '200', 10), Object.fromEntries(headers))
}
