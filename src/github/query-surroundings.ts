import type { InstallationLabel } from '../domain/installation.ts'
import type { Change } from '../domain/snapshot.ts'
import type { ListedCommit } from './changed-commits.ts'
import type { GitHubClient } from './client.ts'
import type { ChangesRequest, ListedDeployment, ListedRelease } from './combine-changes.ts'
import { combineChanges, maxOthers, pathOf } from './combine-changes.ts'
import { listUnder, textUnder, under } from './json-shape.ts'
import { type FilesAt, type LastChangesQuery, lastChangesQuery } from './last-changes.ts'
import { isoTime } from './narrow.ts'
import { installationFields, readInstalled } from './observe-installation.ts'
import type { ListedIncident } from './observe-open-incidents.ts'
import type { Place } from './place.ts'

/** What one query told of an incident's surroundings. */
export interface QueriedSurroundings {
  /** `undefined`: GitHub did not tell, or there are more than one page of them. */
  readonly incidents: readonly ListedIncident[] | undefined
  readonly changes: readonly Change[]
  readonly lastChanges: Readonly<Record<string, string>>
  /** The label that says since when Muster is installed. */
  readonly installation: InstallationLabel
}

const openFields = `{
    pageInfo { hasNextPage } nodes { number title url createdAt labels(first: 100) { nodes { name } } } }`

/**
 * Each part in a field of its own: one that the token may not see (deployments need a permission that the workflow does
 * not give by default) takes no other with it.
 */
const textWith = ({
  declares,
  asks,
}: LastChangesQuery) => `query($owner: String!, $name: String!, $label: String!, $spelled: String!, $unconfirmed: String!, $branch: String!,
  $from: GitTimestamp!, $to: GitTimestamp!, $path: String!, $byPath: Boolean!${declares}) {
  viewer { login }
  open: repository(owner: $owner, name: $name) { issues(first: 100, labels: [$label], states: [OPEN]) ${openFields} }
  openToo: repository(owner: $owner, name: $name) { issues(first: 100, labels: [$spelled], states: [OPEN]) ${openFields} }
  installed: repository(owner: $owner, name: $name) { label(name: $unconfirmed) ${installationFields} }
  code: repository(owner: $owner, name: $name) { ref(qualifiedName: $branch) { target { ... on Commit {
    history(first: 100, since: $from, until: $to) { nodes { oid message url committedDate parents(first: 10) { nodes { oid } } } }
    touching: history(first: 100, since: $from, until: $to, path: $path) @include(if: $byPath) { nodes { oid } } } } } }
  released: repository(owner: $owner, name: $name) { releases(first: ${maxOthers}, orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes { name tagName url isDraft publishedAt } } }
  deployed: repository(owner: $owner, name: $name) { deployments(first: ${maxOthers}, orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes { commitOid environment createdAt ref { name } } } }
  ${asks}
}`

/**
 * Reads in one request what REST needs five for, and learns our own login on the way. `undefined` where there is no
 * GraphQL. What GitHub refuses to show is left out of the changes, as REST would leave it out. Never rejects.
 */
export async function querySurroundings(
  client: GitHubClient,
  where: Place,
  request: ChangesRequest & {
    readonly undated: FilesAt
    readonly incidentLabel: string
    readonly unconfirmedLabel: string
  },
): Promise<QueriedSurroundings | undefined> {
  const { defaultBranch, window, incidentLabel, unconfirmedLabel } = request
  const dated = lastChangesQuery(request.undated)
  const path = pathOf(request)
  const data = await client
    .query(textWith(dated), {
      owner: where.owner,
      name: where.name,
      label: incidentLabel,
      spelled: otherSpelling(incidentLabel),
      unconfirmed: unconfirmedLabel,
      branch: `refs/heads/${defaultBranch}`,
      from: wholeSeconds(window.from),
      to: wholeSeconds(window.to),
      path: path ?? '',
      byPath: path !== undefined,
      ...dated.variables,
    })
    .catch(() => undefined)
  if (data === undefined) return undefined
  const login = textUnder(data, 'viewer', 'login')
  if (login !== undefined) client.ownLogin.learn(login)
  return {
    incidents: readIncidents(data),
    changes: readChanges(data, request),
    lastChanges: dated.read(data),
    installation: readInstalled(data),
  }
}

/**
 * A repository may have had the label before, as `Incident`: GitHub keeps one label for both spellings, but this filter
 * tells them apart (https://github.com/cli/cli/issues/1819).
 */
function otherSpelling(label: string): string {
  const capital = `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`
  return capital === label ? label.toLowerCase() : capital
}

/** As git and GitHub's own examples write times. */
function wholeSeconds(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z')
}

function readIncidents(data: unknown): readonly ListedIncident[] | undefined {
  const lists = [under(data, 'open', 'issues'), under(data, 'openToo', 'issues')]
  if (lists.some((issues) => issues === undefined || under(issues, 'pageInfo', 'hasNextPage') !== false))
    return undefined
  const nodes = lists.flatMap((issues) => listUnder(issues, 'nodes'))
  const incidents = nodes.map((node) => ({
    number: Number(under(node, 'number')),
    title: textUnder(node, 'title') ?? '',
    url: textUnder(node, 'url') ?? '',
    labels: listUnder(node, 'labels', 'nodes').map((label) => textUnder(label, 'name') ?? ''),
    createdAt: isoTime(textUnder(node, 'createdAt') ?? ''),
  }))
  return [...new Map(incidents.map((one) => [one.number, one])).values()].sort((a, b) => a.number - b.number)
}

function readChanges(data: unknown, request: ChangesRequest): readonly Change[] {
  const head = under(data, 'code', 'ref', 'target')
  const touching = under(head, 'touching')
  const changes = {
    commits: listUnder(head, 'history', 'nodes').map(narrowCommit),
    touching: touching === undefined ? undefined : listUnder(touching, 'nodes').map(narrowCommit),
    releases: listUnder(data, 'released', 'releases', 'nodes').flatMap(narrowRelease),
    deployments: listUnder(data, 'deployed', 'deployments', 'nodes').map(narrowDeployment),
  }
  return combineChanges(changes, request)
}

function narrowCommit(node: unknown): ListedCommit {
  return {
    sha: textUnder(node, 'oid') ?? '',
    message: textUnder(node, 'message') ?? '',
    url: textUnder(node, 'url') ?? '',
    at: isoTime(textUnder(node, 'committedDate') ?? ''),
    parents: listUnder(node, 'parents', 'nodes').map((parent) => textUnder(parent, 'oid') ?? ''),
  }
}

function narrowRelease(node: unknown): readonly ListedRelease[] {
  const at = textUnder(node, 'publishedAt')
  if (at === undefined || under(node, 'isDraft') !== false) return []
  const title = textUnder(node, 'name') || (textUnder(node, 'tagName') ?? '')
  return [{ title, url: textUnder(node, 'url') ?? '', at: isoTime(at) }]
}

/** Deployed by its commit alone, or from a branch that is gone, it has no `ref`. */
function narrowDeployment(node: unknown): ListedDeployment {
  const sha = textUnder(node, 'commitOid') ?? ''
  return {
    ref: textUnder(node, 'ref', 'name') ?? sha.slice(0, 7),
    environment: textUnder(node, 'environment') ?? '',
    sha,
    at: isoTime(textUnder(node, 'createdAt') ?? ''),
  }
}
