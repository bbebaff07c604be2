import type { Change } from '../domain/snapshot.ts'
import type { ApiCommit } from './changed-commits.ts'
import { readCommits } from './changed-commits.ts'
import type { GitHubClient } from './client.ts'
import { isoTime } from './narrow.ts'
import { pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** Which changes to look for. */
export interface ChangesRequest {
  readonly repositoryUrl: string
  readonly defaultBranch: string
  /** ISO 8601, both ends included. */
  readonly window: { readonly from: string; readonly to: string }
  /** Static prefixes of the service's paths, without wildcards; the first is looked up. */
  readonly paths: readonly string[]
}

/** Every path costs a request of the dozen that a new incident may take. */
const maxPaths = 1
const maxOthers = 30

/**
 * Commits, releases and deployments of the window, newest first. What cannot be read (deployments need a permission of
 * their own) is left out: changes are a help, never a fact that anything rests on. Never rejects.
 */
export async function observeChanges(
  client: GitHubClient,
  where: Place,
  request: ChangesRequest,
): Promise<readonly Change[]> {
  const found = await Promise.all([
    readCommitChanges(client, where, request),
    readReleases(client, where, request),
    readDeployments(client, where, request),
  ])
  return found.flat().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

async function readCommitChanges(
  client: GitHubClient,
  where: Place,
  request: ChangesRequest,
): Promise<readonly Change[]> {
  const paths = request.paths.filter((path) => path !== '').slice(0, maxPaths)
  const [commits, ...touching] = await Promise.all([
    readCommitPage(client, where, request),
    ...paths.map((path) => readCommitPage(client, where, { ...request, path })),
  ])
  const known = touching.filter((list) => list !== undefined)
  const shas = known.length > 0 ? new Set(known.flat().map((commit) => commit.sha)) : undefined
  const complete = known.length === request.paths.length
  return readCommits(commits ?? [], { repositoryUrl: request.repositoryUrl, touching: shas, complete })
}

async function readCommitPage(
  client: GitHubClient,
  where: Place,
  { defaultBranch, window, path }: ChangesRequest & { readonly path?: string },
): Promise<readonly ApiCommit[] | undefined> {
  const range = { sha: defaultBranch, since: window.from, until: window.to, per_page: pageSize }
  return await client.rest.repos
    .listCommits({ ...inPlace(where), ...range, ...(path === undefined ? {} : { path }) })
    .then(
      (answer) => answer.data,
      () => undefined,
    )
}

async function readReleases(
  client: GitHubClient,
  where: Place,
  { window }: ChangesRequest,
): Promise<readonly Change[]> {
  try {
    const { data } = await client.rest.repos.listReleases({ ...inPlace(where), per_page: maxOthers })
    return data
      .filter((release) => !release.draft && release.published_at)
      .map((release) => ({
        kind: 'release' as const,
        title: release.name || release.tag_name,
        url: release.html_url,
        at: isoTime(release.published_at ?? ''),
        number: undefined,
        touchesService: undefined,
      }))
      .filter((change) => isWithin(change.at, window))
  } catch {
    return []
  }
}

async function readDeployments(
  client: GitHubClient,
  where: Place,
  request: ChangesRequest,
): Promise<readonly Change[]> {
  try {
    const { data } = await client.rest.repos.listDeployments({ ...inPlace(where), per_page: maxOthers })
    return data
      .map((deployment) => ({
        kind: 'deployment' as const,
        title: `${deployment.ref} to ${deployment.environment}`,
        // A deployment has no page of its own that every server knows; its commit has.
        url: `${request.repositoryUrl}/commit/${deployment.sha}`,
        at: isoTime(deployment.created_at),
        number: undefined,
        touchesService: undefined,
      }))
      .filter((change) => isWithin(change.at, request.window))
  } catch {
    return []
  }
}

function isWithin(at: string, { from, to }: ChangesRequest['window']): boolean {
  const time = Date.parse(at)
  return time >= Date.parse(from) && time <= Date.parse(to)
}
