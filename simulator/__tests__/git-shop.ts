import { type GitHub, startGitHub } from '../server.ts'
import type { WorldEvent } from '../state/event.ts'
import type { Repository } from '../state/repository.ts'

/** An answer of the server, its body as JSON where it is JSON. */
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked against GitHub's description by the server
  readonly body: any
}

/** Who asks: the workflow's token, a person with write, or somebody from outside. */
export type Asker = 'workflow' | 'alice' | 'stranger' | 'nobody'

/** A running server with one repository, `acme/shop`, and some people. */
export interface Shop {
  readonly github: GitHub
  readonly repository: Repository
  readonly tokens: Readonly<Record<Exclude<Asker, 'nobody'>, string>>
  readonly events: readonly WorldEvent[]
  /** Asks for a path below `/repos/acme/shop`. */
  readonly ask: (method: string, path: string, more?: Asked) => Promise<Answer>
  readonly close: () => Promise<void>
}

interface Asked {
  readonly as?: Asker
  readonly body?: unknown
  readonly accept?: string
}

/** Starts it. The clock stands at 1 November 2026, 10:00 UTC. */
export async function startShop(): Promise<Shop> {
  const github = await startGitHub({ secondaryLimits: false, primaryLimit: null })
  const { world } = github
  world.clock.set('2026-11-01T10:00:00Z')
  world.addOrganization('acme', ['alice', 'bob'])
  const files = { 'README.md': '# Shop\n', 'runbooks/pool.md': '# Pool\n', 'numbers.txt': '1\n2\n3\n4\n5\n6\n7\n8\n' }
  const repository = await world.addRepository({ owner: 'acme', name: 'shop', files })
  world.setRole(repository, 'alice', 'write')
  const permissions = { contents: 'write', 'pull-requests': 'write', issues: 'write', deployments: 'write' } as const
  const tokens = {
    workflow: world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions }),
    alice: world.addToken({ kind: 'person', login: 'alice' }),
    stranger: world.addToken({ kind: 'person', login: 'zoe' }),
  }
  const events: WorldEvent[] = []
  world.onEvent((event) => events.push(event))
  const ask = async (method: string, path: string, { as = 'workflow', body, accept }: Asked = {}) => {
    const response = await fetch(`${github.apiUrl}/repos/acme/shop${path}`, {
      method,
      headers: {
        'user-agent': 'test',
        ...(as === 'nobody' ? {} : { authorization: `token ${tokens[as]}` }),
        ...(accept ? { accept } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return { status: response.status, body: isJson && text ? JSON.parse(text) : text }
  }
  return { github, repository, tokens, events, ask, close: github.close }
}

/** The names of events, with their actions. */
export function namesOf(events: readonly WorldEvent[]): readonly string[] {
  return events.map(({ name, action }) => (action === null ? name : `${name}.${action}`))
}

/** Commits a file onto a branch, which is made from `main` where it does not exist; gives the commit's id. */
export function commitTo({ repository, github }: Shop, branch: string, files: Record<string, string | null>): string {
  const { git } = repository
  const main = git.refs.read('refs/heads/main') ?? ''
  if (git.refs.read(`refs/heads/${branch}`) === undefined) git.refs.set(`refs/heads/${branch}`, main, null)
  const author = { name: 'Alice', email: 'alice@users.noreply.github.com', date: github.world.clock.now() }
  return git.commitFiles(branch, { files, author, message: `Change ${Object.keys(files).join(', ')}` })
}
