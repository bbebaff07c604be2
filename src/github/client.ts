import { getOctokit } from '@actions/github'
import { ApiError } from './api-error.ts'
import type { Pace } from './pace.ts'
import { realPace } from './pace.ts'
import { makePatience } from './patience.ts'
import type { Sender } from './send.ts'
import { send } from './send.ts'
import { isWrite } from './send-again.ts'
import { makeServerClock } from './server-clock.ts'
import type { Usage } from './usage.ts'
import { meterUsage } from './usage.ts'

type Octokit = ReturnType<typeof getOctokit>
type OctokitPlugin = Parameters<typeof getOctokit>[2]

/** GitHub, as one run talks to it. Every method rejects with an `ApiError` and nothing else. */
export interface GitHubClient {
  readonly rest: Octokit['rest']
  /** Runs a query that only reads; rejects with code `graphql` where the answer carries errors without data. */
  readonly query: (text: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>
  readonly usage: () => Usage
  /** Waits that many milliseconds, or until writing was stopped. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** The server's clock at the last answer, ISO 8601 UTC. */
  readonly now: () => string
  /** From here on no write leaves; waits end at once. For SIGINT and SIGTERM. */
  readonly stopWriting: () => void
  readonly ownLogin: OwnLogin
}

/** The login that our own writes carry, once an answer has told it. */
export interface OwnLogin {
  readonly known: () => string | undefined
  readonly learn: (login: string) => void
}

export interface ClientOptions {
  readonly token: string
  /** Told, in one line, of waits, repeated requests and deprecations; may hold untrusted text. */
  readonly log?: (line: string) => void
  /** Milliseconds for one request. */
  readonly timeout?: number
  /** Milliseconds that the whole run may stand still for limits. */
  readonly patience?: number
  readonly pace?: Pace
}

/**
 * Connects to `GITHUB_API_URL` (default github.com) with the runner's proxy settings. Version 2022-11-28 of the API: the
 * one that every supported GitHub Enterprise Server knows.
 */
export function connect(options: ClientOptions): GitHubClient {
  const { token, log = () => {}, timeout = 10_000, patience: budget = 240_000, pace = realPace } = options
  const cancel = new AbortController()
  const clock = makeServerClock()
  const usage = meterUsage()
  const patience = makePatience(budget, cancel.signal, pace)
  const sender = { patience, clock, usage, cancelled: cancel.signal, log }
  const baseUrl = process.env.GITHUB_API_URL || 'https://api.github.com'
  const graphqlUrl = process.env.GITHUB_GRAPHQL_URL || graphqlUrlOf(baseUrl)
  const quiet = { debug: () => {}, info: () => {}, warn: log, error: log }
  const settings = { baseUrl, userAgent: 'muster-action', log: quiet }
  const octokit = getOctokit(token, settings, sendCarefully(sender, { timeout, graphqlUrl }))
  return {
    rest: octokit.rest,
    query: (text, variables) => query(octokit, { graphqlUrl, text, variables }),
    usage: usage.read,
    pause: patience.sleep,
    now: clock.now,
    stopWriting: () => cancel.abort(),
    ownLogin: rememberLogin(),
  }
}

/** Octokit's request hook: every request passes `send`, with a time limit and without following a moved write. */
function sendCarefully(
  sender: Sender,
  { timeout, graphqlUrl }: { readonly timeout: number; readonly graphqlUrl: string },
): OctokitPlugin {
  return (octokit) => {
    octokit.hook.wrap('request', (request, options) => {
      const shape = { method: options.method, url: options.url, query: options.url === graphqlUrl }
      options.headers['x-github-api-version'] = '2022-11-28'
      const settings = options.request
      const attempt = async () => {
        const signal = AbortSignal.timeout(timeout)
        // Followed by fetch, a moved POST would turn into a GET and look like success.
        const redirect = isWrite(shape) ? 'manual' : 'follow'
        // Hooks hand on the object they got: only a change made in it reaches the request.
        options.request = { ...settings, log: { warn: sender.log }, signal, redirect }
        return await request(options)
      }
      return send(sender, shape, attempt)
    })
  }
}

interface Query {
  readonly graphqlUrl: string
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
}

async function query(octokit: Octokit, { graphqlUrl, text, variables }: Query): Promise<unknown> {
  const answer = await octokit.request({ method: 'POST', url: graphqlUrl, query: text, variables })
  const { data, errors } = answer.data
  if (data !== undefined && data !== null) return data
  const [first] = Array.isArray(errors) ? errors : []
  throw new ApiError('graphql', String(first?.message ?? 'no data in the answer'), { request: 'POST /graphql' })
}

/** As GitHub Enterprise Server has it: `/api/v3` beside `/api/graphql`. */
function graphqlUrlOf(baseUrl: string): string {
  const root = baseUrl.replace(/\/+$/, '')
  return root.endsWith('/api/v3') ? root.replace(/\/v3$/, '/graphql') : `${root}/graphql`
}

function rememberLogin(): OwnLogin {
  let login: string | undefined
  return {
    known: () => login,
    learn: (learned) => {
      login = learned
    },
  }
}
