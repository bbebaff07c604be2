import type { ApiErrorCode } from '../../../src/github/api-error.ts'
import { ApiError } from '../../../src/github/api-error.ts'
import type { GitHubClient } from '../../../src/github/client.ts'

type Parameters = Readonly<Record<string, unknown>>
/** The data of the answer; an `ApiError` is thrown. */
type Route = (parameters: Parameters) => unknown

interface Asked {
  readonly name: string
  readonly parameters: Parameters
}

/** A client of scripted answers by `group.method` (`query` for GraphQL), for what no real answer is needed for. */
export function fakeClient(routes: Readonly<Record<string, Route>>, login?: string) {
  const asked: Asked[] = []
  const pauses: number[] = []
  const learned: string[] = []
  const answer = async (name: string, parameters: Parameters): Promise<unknown> => {
    asked.push({ name, parameters })
    const route = routes[name]
    if (!route) throw new Error(`Nobody expected ${name}`)
    const data = route(parameters)
    if (data instanceof Error) throw data
    return data
  }
  const call = (name: string) => async (parameters: Parameters) => {
    const data = await answer(name, parameters)
    return data instanceof Created ? { data: data.made, headers: {}, status: 201 } : { data, headers: {}, status: 200 }
  }
  const methodsOf = (group: string) => new Proxy({}, { get: (_, method) => call(`${group}.${String(method)}`) })
  const client = {
    rest: new Proxy({}, { get: (_, group) => methodsOf(String(group)) }),
    query: (text: string, variables: Parameters) => answer('query', { text, ...variables }),
    pause: async (milliseconds: number) => {
      pauses.push(milliseconds)
    },
    now: () => '2026-11-20T03:12:00.000Z',
    ownLogin: { known: () => login, learn: (name: string) => learned.push(name) },
  } as unknown as GitHubClient
  return { client, asked, pauses, learned }
}

class Created {
  readonly made: unknown

  constructor(made: unknown) {
    this.made = made
  }
}

/** An answer with status 201: what was asked for was not there before. */
export const created = (made: unknown) => new Created(made)

/** GitHub's refusal. */
export const refusal = (code: ApiErrorCode, message = code as string) =>
  new ApiError(code, message, { request: 'GET /' })

/** A pull request from the branch of incident 7 to its own repository, open, as GitHub lists it. */
export const apiPull = (number: number, more: object = {}) => ({
  number,
  html_url: 'url',
  title: 't',
  body: 'b',
  state: 'open',
  merged_at: null,
  closed_at: null,
  requested_reviewers: [],
  head: { ref: 'muster/7', repo: { id: 1 } },
  base: { repo: { id: 1 } },
  ...more,
})

/** GraphQL's answer to a query for blobs: each as `blob` tells it of its id. */
export const answerBlobs = (blob: (sha: string) => unknown) => (parameters: Parameters) => {
  const aliases = [...String(parameters.text).matchAll(/(b\d+): object\(oid: "([^"]*)"\)/g)]
  return { repository: Object.fromEntries(aliases.map(([, alias, sha]) => [alias, blob(String(sha))])) }
}
