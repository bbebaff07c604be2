import type { Change } from '../domain/snapshot.ts'
import type { ListedCommit } from './changed-commits.ts'
import type { GitHubClient } from './client.ts'
import type { ChangesRequest, ListedDeployment, ListedRelease } from './combine-changes.ts'
import { combineChanges, maxOthers, pathOf } from './combine-changes.ts'
import { isoTime } from './narrow.ts'
import { pageSize } from './pages.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/**
 * Commits, releases and deployments of the window, newest first, by REST: four requests where GraphQL needs one. What
 * cannot be read (deployments need a permission of their own) is left out: changes are a help, never a fact that anything
 * rests on. Never rejects.
 */
export async function observeChanges(
  client: GitHubClient,
  where: Place,
  request: ChangesRequest,
): Promise<readonly Change[]> {
  const path = pathOf(request)
  const [commits, touching, releases, deployments] = await Promise.all([
    readCommitPage(client, where, request).catch(() => []),
    path === undefined ? undefined : readCommitPage(client, where, { ...request, path }).catch(() => undefined),
    readReleases(client, where).catch(() => []),
    readDeployments(client, where).catch(() => []),
  ])
  return combineChanges({ commits, touching, releases, deployments }, request)
}

async function readCommitPage(
  client: GitHubClient,
  where: Place,
  { defaultBranch, window, path }: ChangesRequest & { readonly path?: string },
): Promise<readonly ListedCommit[]> {
  const range = { sha: defaultBranch, since: window.from, until: window.to, per_page: pageSize }
  const filter = path === undefined ? {} : { path }
  const { data } = await client.rest.repos.listCommits({ ...inPlace(where), ...range, ...filter })
  return data.map(({ sha, html_url, commit, parents }) => ({
    sha,
    message: commit.message,
    url: html_url,
    at: isoTime(commit.committer?.date ?? commit.author?.date ?? ''),
    parents: parents.map((parent) => parent.sha),
  }))
}

async function readReleases(client: GitHubClient, where: Place): Promise<readonly ListedRelease[]> {
  const { data } = await client.rest.repos.listReleases({ ...inPlace(where), per_page: maxOthers })
  return data
    .filter((release) => !release.draft && release.published_at)
    .map((release) => ({
      title: release.name || release.tag_name,
      url: release.html_url,
      at: isoTime(release.published_at ?? ''),
    }))
}

async function readDeployments(client: GitHubClient, where: Place): Promise<readonly ListedDeployment[]> {
  const { data } = await client.rest.repos.listDeployments({ ...inPlace(where), per_page: maxOthers })
  return data.map(({ ref, environment, sha, created_at }) => ({ ref, environment, sha, at: isoTime(created_at) }))
}
