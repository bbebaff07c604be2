import { type GitHub, type GitHubOptions, startGitHub } from '../server.ts'
import type { Repository } from '../state/repository.ts'
import { watchPayloads } from '../webhooks/watch-payloads.ts'

/** An answer with its body parsed. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // Tests look into bodies of many shapes.
  // biome-ignore lint/suspicious/noExplicitAny: the assertions are the check
  readonly body: any
}

/** A world with one organisation, one public repository and people in every role. */
export interface Shop {
  readonly github: GitHub
  readonly repository: Repository
  readonly tokens: Readonly<Record<'workflow' | 'admin' | 'writer' | 'triager' | 'reader' | 'stranger', string>>
  /** Sends a request below `/repos/acme/shop`, or to a whole path that begins with `//`. */
  readonly ask: (
    token: string | null,
    request: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>
  readonly control: (request: string, body?: unknown) => Promise<Answer>
  readonly graphql: (token: string, query: string, variables?: unknown) => Promise<Answer>
}

/** Starts it; with `watch`, payloads of events are held against GitHub's description. */
export async function openShop(
  options: GitHubOptions & { readonly isPrivate?: boolean; readonly watch?: boolean } = {},
): Promise<Shop> {
  const { isPrivate = false, watch = false, ...given } = options
  const github = await startGitHub(given)
  const { world } = github
  if (watch) watchPayloads(world)
  world.addOrganization('acme', ['admin', 'member'])
  world.addTeam({ organization: 'acme', slug: 'platform', members: ['member'] })
  const repository = await world.addRepository({
    owner: 'acme',
    name: 'shop',
    private: isPrivate,
    files: { 'a.md': 'A' },
  })
  for (const role of ['admin', 'write', 'triage', 'read'] as const) {
    world.setRole(repository, { admin: 'admin', write: 'writer', triage: 'triager', read: 'reader' }[role], role)
  }
  world.addUser({ login: 'stranger' })
  const permissions = { contents: 'read', issues: 'write' } as const
  const person = (login: string) => world.addToken({ kind: 'person', login })
  const tokens = {
    workflow: world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions }),
    admin: person('admin'),
    writer: person('writer'),
    triager: person('triager'),
    reader: person('reader'),
    stranger: person('stranger'),
  }
  const rest = (path: string) => (path.startsWith('//') ? path.slice(1) : `/repos/acme/shop${path}`)
  return {
    github,
    repository,
    tokens,
    ask: (token, request, body, headers) => {
      const [method = '', path = ''] = request.split(' ')
      return send(`${github.apiUrl}${rest(path)}`, { method, body, headers: { ...authorize(token), ...headers } })
    },
    control: (request, body) => {
      const [method = '', path = ''] = request.split(' ')
      return send(`${github.url}/_simulator${path}`, { method, body })
    },
    graphql: (token, query, variables) =>
      send(github.graphqlUrl, { method: 'POST', body: { query, variables }, headers: authorize(token) }),
  }
}

function authorize(token: string | null): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

async function send(
  url: string,
  { method, body, headers = {} }: { method: string; body?: unknown; headers?: Record<string, string> },
): Promise<Answer> {
  const payload = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(url, {
    method,
    headers: { connection: 'close', ...headers },
    redirect: 'manual',
    ...payload,
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
