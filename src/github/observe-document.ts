import { isOurs } from '../domain/own-comments.ts'
import type { DocumentState, PullRequest } from '../domain/snapshot.ts'
import { readMarker } from '../text/marker.ts'
import { ApiError, hasCode } from './api-error.ts'
import type { GitHubClient } from './client.ts'
import { listLabelled } from './list-labelled.ts'
import { lookAgain, readFresh } from './look-again.ts'
import { loginOf, narrowPull, narrowPullOfIssue } from './narrow.ts'
import { findOwnLogin } from './own-login.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'
import { readBlobs } from './read-blobs.ts'
import type { BranchHead, TreeFile } from './read-tree.ts'
import { readHead, readTree } from './read-tree.ts'

export interface DocumentRequest {
  /** The incident's number: its branch is `muster/<number>`. */
  readonly number: number
  readonly defaultBranch: string
  readonly runbooksFolder: string
  /** Files to read on both branches, beside every postmortem of this incident: index, runbooks used. */
  readonly paths: readonly string[]
  /** The pull request that the closing link names, for a token that may not list pull requests. */
  readonly knownPull?: number | undefined
  /** The pull request that the event says was closed: an answer that shows it open is old. */
  readonly closedPull?: number | undefined
  /** The label that issues made of action items carry; left out = they are not looked for. */
  readonly actionLabel?: string
}

/** The branch that an incident's postmortem is delivered on. */
export const documentBranch = (number: number): string => `muster/${number}`

/**
 * What the repository holds of an incident's postmortem, in three steps: both heads with pull requests and issues, then
 * trees, then texts. Rejects where GitHub gives no answer, for a document may rest on nothing half-read.
 */
export async function observeDocument(
  client: GitHubClient,
  where: Place,
  request: DocumentRequest,
): Promise<DocumentState> {
  const branch = documentBranch(request.number)
  const [base, head, pull, actionIssues, ourLogin] = await Promise.all([
    readHead(client, where, request.defaultBranch),
    readHead(client, where, branch),
    readPull(client, where, { branch, known: request.knownPull, closed: request.closedPull }),
    readActionIssues(client, where, request),
    findOwnLogin(client),
  ])
  if (!base)
    throw new ApiError('not-found', `no branch ${request.defaultBranch}`, {
      request: 'GET /repos/{owner}/{repo}/branches/{branch}',
    })
  const [baseTree, branchTree, ahead] = await Promise.all([
    readTree(client, where, { tree: base.tree, folders: foldersOf(request) }),
    head ? readTree(client, where, { tree: head.tree, folders: foldersOf(request) }) : [],
    head ? compareBranch(client, where, { base, head, ourLogin }) : { branchIsOurs: true, branchIsBehind: false },
  ])
  const postmortems = baseTree
    .map((file) => file.path)
    .filter((path) => path.startsWith(`${postmortemsFolder(request)}/`))
  const texts = await readBoth(client, where, { baseTree, branchTree, wants: (path) => isWanted(path, request) })
  const branchHead = head?.commit
  return { branch, branchHead, baseHead: base.commit, ...ahead, pull, ...texts, postmortems, actionIssues }
}

function postmortemsFolder({ runbooksFolder }: DocumentRequest): string {
  return runbooksFolder === '' ? 'postmortems' : `${runbooksFolder}/postmortems`
}

function foldersOf(request: DocumentRequest): readonly string[] {
  return [request.runbooksFolder === '' ? 'postmortems' : request.runbooksFolder]
}

/** Asked for by name, or a postmortem of this incident by the number in its file name. */
function isWanted(path: string, request: DocumentRequest): boolean {
  if (request.paths.includes(path)) return true
  const folder = `${postmortemsFolder(request)}/`
  return path.startsWith(folder) && new RegExp(`(?:^|-)${request.number}(?:-|\\.)`).test(path.slice(folder.length))
}

/** The texts on both branches; the same content on both is read once. */
async function readBoth(
  client: GitHubClient,
  where: Place,
  {
    baseTree,
    branchTree,
    wants,
  }: {
    readonly baseTree: readonly TreeFile[]
    readonly branchTree: readonly TreeFile[]
    readonly wants: (path: string) => boolean
  },
): Promise<Pick<DocumentState, 'files' | 'branchFiles'>> {
  const isPlain = (file: TreeFile) => file.kind === 'file' && wants(file.path)
  const [onBase, onBranch] = [baseTree.filter(isPlain), branchTree.filter(isPlain)]
  const distinct = new Map([...onBase, ...onBranch].map((file) => [file.sha, { ...file, path: file.sha }]))
  const blobs = await readBlobs(client, where, [...distinct.values()])
  const textOf = new Map(blobs.texts.map((blob) => [blob.path, blob.text]))
  const collect = (files: readonly TreeFile[]) =>
    Object.fromEntries(files.flatMap(({ path, sha }) => (textOf.has(sha) ? [[path, textOf.get(sha) ?? '']] : [])))
  return { files: collect(onBase), branchFiles: collect(onBranch) }
}

/** Without the permission to read pull requests, the one we know of is read as the issue that it also is. */
async function readPull(client: GitHubClient, where: Place, wanted: WantedPull): Promise<PullRequest | undefined> {
  const isUpToDate = (pull: PullRequest | undefined) => pull?.number !== wanted.closed || pull?.state !== 'open'
  return await lookAgain(client, () => readPullOnce(client, where, wanted), isUpToDate)
}

interface WantedPull {
  readonly branch: string
  readonly known: number | undefined
  readonly closed: number | undefined
}

async function readPullOnce(
  client: GitHubClient,
  where: Place,
  { branch, known }: WantedPull,
): Promise<PullRequest | undefined> {
  try {
    return await readNewestPull(client, where, branch)
  } catch (error) {
    if (!hasCode(error, 'forbidden', 'not-found')) throw error
    return known === undefined ? undefined : await readPullAsIssue(client, where, known)
  }
}

async function readPullAsIssue(client: GitHubClient, where: Place, number: number): Promise<PullRequest | undefined> {
  try {
    const { data } = await readFresh(client, () => client.rest.issues.get({ ...inPlace(where), issue_number: number }))
    return data.pull_request ? narrowPullOfIssue(data) : undefined
  } catch (error) {
    if (!hasCode(error, 'forbidden', 'not-found', 'gone')) throw error
    return undefined
  }
}

/** The newest from that branch of this repository, whoever opened it: a compare link lets a person do so. */
async function readNewestPull(client: GitHubClient, where: Place, branch: string): Promise<PullRequest | undefined> {
  const newest = { state: 'all', sort: 'created', direction: 'desc', per_page: 10 } as const
  const { data } = await client.rest.pulls.list({ ...inPlace(where), head: `${where.owner}:${branch}`, ...newest })
  const found = data.find((pull) => pull.head.ref === branch && pull.head.repo?.id === pull.base.repo.id)
  return found && narrowPull(found)
}

/** Whether nobody else has committed to the branch since it left the default branch, and whether that has gone on since. */
async function compareBranch(
  client: GitHubClient,
  where: Place,
  { base, head, ourLogin }: { readonly base: BranchHead; readonly head: BranchHead; readonly ourLogin: string },
): Promise<Pick<DocumentState, 'branchIsOurs' | 'branchIsBehind'>> {
  const basehead = `${base.commit}...${head.commit}`
  const { data } = await readFresh(client, () =>
    client.rest.repos.compareCommitsWithBasehead({ ...inPlace(where), basehead, per_page: 100 }),
  )
  const branchIsOurs =
    data.total_commits <= data.commits.length &&
    data.commits.every((commit) => isOurs(commit.author?.login ?? '', { ourLogin }))
  return { branchIsOurs, branchIsBehind: data.behind_by > 0 }
}

async function readActionIssues(
  client: GitHubClient,
  where: Place,
  { actionLabel }: DocumentRequest,
): Promise<DocumentState['actionIssues']> {
  if (actionLabel === undefined) return {}
  const [issues, ourLogin] = await Promise.all([
    listLabelled(client, where, { label: actionLabel, state: 'all' }),
    findOwnLogin(client),
  ])
  const ours = issues.filter((issue) => isOurs(loginOf(issue.user), { ourLogin }))
  // From the newest to the oldest, so that of two issues with one key the oldest stays.
  const entries = ours.reverse().flatMap((issue) => {
    const key = readMarker(issue.body ?? '')?.keys[0]
    return key === undefined ? [] : [[key, { number: issue.number, url: issue.html_url }] as const]
  })
  return Object.fromEntries(entries)
}
