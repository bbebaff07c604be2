import { execFileSync } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { authenticate } from '../http/authenticate.ts'
import { findRepository } from '../http/authorize.ts'
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { followRefChange } from '../pulls/follow-ref-change.ts'
import type { Act } from '../state/act.ts'
import { fullName, type Repository } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import { findViolation, type RefChange } from './branch-rules.ts'
import { runHttpBackend } from './cgi.ts'
import { GIT_ENVIRONMENT } from './environment.ts'
import { type PushCommands, packOf, readPushCommands, refusePush } from './push-commands.ts'
import { findWorkflowChange } from './workflow-rule.ts'

/** The address of a repository's git service, with or without `.git`. */
const ADDRESS = /^\/([^/]+)\/([^/]+?)(?:\.git)?(\/(?:info\/refs|git-upload-pack|git-receive-pack))$/

interface GitRequest extends Act {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly url: URL
}

/**
 * Answers `git clone`, `fetch` and `push` over HTTP for `/owner/repository.git/…`. Public repositories can be read by
 * anybody, everything else needs a token as the password.
 */
export async function handleGit(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const url = new URL(request.url ?? '/', world.urls.web)
  const [, owner, name, path] = ADDRESS.exec(url.pathname) ?? []
  try {
    if (owner === undefined || path === undefined) throw new Problem(404, 'Not Found')
    const caller = authenticate(world, request.headers.authorization)
    const isPush = path === '/git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack'
    const repository = admit(world, caller, { name: `${owner}/${name}`, isPush })
    await serve({ world, caller, repository, request, response, path, url })
  } catch (error) {
    if (!(error instanceof Problem) || response.headersSent) throw error
    sendProblem(response, error)
  }
}

/** Throws what GitHub answers to somebody who may not read, or may not push. */
function admit(world: World, caller: Caller, wanted: { readonly name: string; readonly isPush: boolean }): Repository {
  const repository = findVisible(world, caller, wanted.name)
  const permission = 'contents'
  if (!caller.allows({ permission, access: wanted.isPush ? 'write' : 'read' }, repository)) {
    if (caller.kind === 'nobody') throw authenticationRequired()
    throw new Problem(403, `Permission to ${fullName(repository)}.git denied to ${caller.user.login}.`)
  }
  if (wanted.isPush && repository.archived) throw new Problem(403, 'This repository was archived so it is read-only.')
  return repository
}

/** GitHub asks a stranger for a password before it says that there is nothing. */
function findVisible(world: World, caller: Caller, name: string): Repository {
  try {
    return findRepository(world, caller, name)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw caller.kind === 'nobody' ? authenticationRequired() : new Problem(404, 'Repository not found.')
  }
}

async function serve(git: GitRequest): Promise<void> {
  const { request, repository, path, url, caller } = git
  const body = await readAll(request)
  const push = path === '/git-receive-pack' ? readPushCommands(body) : null
  for (const change of push?.changes ?? []) {
    const violation = findViolation(git, change)
    if (push && violation) return answer(git, refusePush(push, messageOf(change, violation), PUSH_DECLINED))
  }
  const refusal = push ? findWorkflowPush(git, push, body) : null
  if (push && refusal) return answer(git, refusePush(push, '', refusal))
  const cgi = {
    directory: repository.git.directory,
    path,
    method: request.method ?? 'GET',
    query: url.search.slice(1),
    contentType: request.headers['content-type'] ?? '',
    protocol: String(request.headers['git-protocol'] ?? ''),
    user: caller.kind === 'nobody' ? '' : caller.user.login,
    body,
  }
  await runHttpBackend(cgi, git.response, () => followPush(git, push?.changes ?? []))
}

/** What a push is refused with for a workflow file. Its objects are taken in first: unreachable, they do no harm. */
function findWorkflowPush(git: GitRequest, { changes }: PushCommands, body: Buffer): string | null {
  const { caller, repository } = git
  if (caller.allows({ permission: 'workflows', access: 'write' }, repository)) return null
  const pack = packOf(body)
  if (pack.length > 0) unpack(repository.git.directory, pack)
  for (const change of changes) {
    const words = findWorkflowChange(git, change)
    if (words) return words
  }
  return null
}

function unpack(directory: string, pack: Buffer): void {
  execFileSync('git', ['unpack-objects', '-q'], { cwd: directory, env: GIT_ENVIRONMENT, input: pack, stdio: 'pipe' })
}

/** A ref that does not stand where the push wanted it was rejected by git itself. */
function followPush(act: Act, changes: readonly RefChange[]): void {
  const { refs } = act.repository.git
  for (const change of changes) {
    if ((refs.read(change.name) ?? null) === change.after) followRefChange(act, change)
  }
}

const PUSH_DECLINED = 'push declined due to repository rule violations'

function messageOf({ name }: RefChange, violation: string): string {
  return `error: GH013: Repository rule violations found for ${name}.\n\n- ${violation}\n\n`
}

function answer({ response }: GitRequest, body: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/x-git-receive-pack-result', 'cache-control': 'no-cache' })
  response.end(body)
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}

function authenticationRequired(): Problem {
  return new Problem(401, 'No anonymous write access.', { headers: { 'www-authenticate': 'Basic realm="GitHub"' } })
}

function sendProblem(response: ServerResponse, problem: Problem): void {
  const asks = problem.status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {}
  response.writeHead(problem.status, { 'content-type': 'text/plain; charset=utf-8', ...asks })
  response.end(`${problem.message}\n`)
}
