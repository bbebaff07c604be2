import type { Change } from '../domain/snapshot.ts'
import type { ListedCommit } from './changed-commits.ts'
import { readCommits } from './changed-commits.ts'

/** Which changes to look for. */
export interface ChangesRequest {
  readonly repositoryUrl: string
  readonly defaultBranch: string
  /** ISO 8601, both ends included. */
  readonly window: { readonly from: string; readonly to: string }
  /** Static prefixes of the service's paths, without wildcards; the first is looked up. */
  readonly paths: readonly string[]
}

/** What either API tells of changes. */
export interface ListedChanges {
  readonly commits: readonly ListedCommit[]
  /** The commits of the first path; `undefined` where there is none or nobody could tell. */
  readonly touching: readonly ListedCommit[] | undefined
  readonly releases: readonly ListedRelease[]
  readonly deployments: readonly ListedDeployment[]
}

export interface ListedRelease {
  readonly title: string
  readonly url: string
  /** When it was published; a draft is no change. */
  readonly at: string
}

export interface ListedDeployment {
  /** What was deployed: a branch, a tag or a commit. */
  readonly ref: string
  readonly environment: string
  readonly sha: string
  readonly at: string
}

/** How many releases and deployments to ask for. */
export const maxOthers = 30

/** The path that is asked about: every path costs GitHub a walk through the history. */
export function pathOf({ paths }: Pick<ChangesRequest, 'paths'>): string | undefined {
  return paths.find((path) => path !== '')
}

/** Commits, releases and deployments of the window as one list, newest first. */
export function combineChanges(listed: ListedChanges, request: ChangesRequest): readonly Change[] {
  const { repositoryUrl, paths, window } = request
  const touching = listed.touching && new Set(listed.touching.map(({ sha }) => sha))
  const complete = touching !== undefined && paths.length === 1
  const other = { number: undefined, touchesService: undefined }
  const others: readonly Change[] = [
    ...listed.releases.map((release) => ({ kind: 'release' as const, ...release, ...other })),
    ...listed.deployments.map(({ ref, environment, sha, at }) => ({
      kind: 'deployment' as const,
      title: `${ref} to ${environment}`,
      // A deployment has no page of its own that every server knows; its commit has.
      url: `${repositoryUrl}/commit/${sha}`,
      at,
      ...other,
    })),
  ]
  return [
    ...readCommits(listed.commits, { repositoryUrl, touching, complete }),
    ...others.filter(({ at }) => isWithin(at, window)),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

function isWithin(at: string, { from, to }: ChangesRequest['window']): boolean {
  const time = Date.parse(at)
  return time >= Date.parse(from) && time <= Date.parse(to)
}
