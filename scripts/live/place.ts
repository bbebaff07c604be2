import { setTimeout as sleep } from 'node:timers/promises'
import { Octokit } from '@octokit/rest'

/** Where a job works: the repository, its own token, and how fast. */
export interface Place {
  readonly octokit: Octokit
  /** For every request: whose repository. */
  readonly at: { readonly owner: string; readonly repo: string }
  /** Begins the name of everything that this run makes. */
  readonly mark: string
  /** Milliseconds between two requests that wait for something. */
  readonly pace: number
}

/** The beginning of the mark of every run. */
export const markPrefix = 'muster-live-'

/** Reads the runner's variables. Throws where one is missing. */
export function readPlace(env: NodeJS.ProcessEnv): Place {
  const [owner = '', repo = ''] = requireText(env, 'GITHUB_REPOSITORY').split('/')
  const silent = () => undefined
  const octokit = new Octokit({
    auth: requireText(env, 'TOKEN'),
    baseUrl: requireText(env, 'GITHUB_API_URL'),
    userAgent: 'muster-live',
    // A refusal is an answer here, and no warning.
    log: { debug: silent, info: silent, warn: silent, error: silent },
  })
  const mark = `${markPrefix}${requireText(env, 'GITHUB_RUN_ID')}`
  return { octokit, at: { owner, repo }, mark, pace: readNumber(env, 'PACE') }
}

/** A variable that has to be there. */
export function requireText(env: NodeJS.ProcessEnv, name: string): string {
  const text = env[name]?.trim() ?? ''
  if (text === '') throw new Error(`${name} is missing`)
  return text
}

/** A variable that has to be a number of at least 1. */
export function readNumber(env: NodeJS.ProcessEnv, name: string): number {
  const number = Number(requireText(env, name))
  if (!(number >= 1)) throw new Error(`${name} has to be a number of at least 1`)
  return number
}

/** Looks until there is something to see, once each pace; undefined after so many tries. */
export async function lookUntil<Found>(
  { pace }: Pick<Place, 'pace'>,
  tries: number,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (let tried = 0; tried < tries; tried += 1) {
    if (tried > 0) await sleep(pace)
    const found = await look()
    if (found !== undefined) return found
  }
  return undefined
}
