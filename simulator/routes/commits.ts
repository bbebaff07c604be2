import { rulesFor } from '../git/branch-rules.ts'
import type { Commit } from '../git/commit.ts'
import { type HistoryFilter, listCommits } from '../git/history.ts'
import { presentCommit } from '../git/present/commit.ts'
import { presentRules } from '../git/present/rule.ts'
import { findUserByEmail } from '../git/user-identity.ts'
import { paged } from '../http/paged.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { presentSimplePull } from '../pulls/present-pull.ts'
import { commitsOfPull } from '../pulls/pull-changes.ts'
import { apiUrl, webUrl } from '../state/present/repository.ts'

const REPO = '/repos/{owner}/{repo}'
const READ = [{ permission: 'contents', access: 'read' }] as const
const READ_PULLS = [{ permission: 'pull-requests', access: 'read' }] as const
const READ_RULES = [{ permission: 'metadata', access: 'read' }] as const
const ADMIN = [{ permission: 'administration', access: 'read' }] as const

/** Commits and branches. */
export const commitRoutes: readonly Route[] = [
  { method: 'GET', path: `${REPO}/commits`, needs: READ, handle: listOfCommits },
  { method: 'GET', path: `${REPO}/commits/{ref}`, needs: READ, handle: getCommit },
  { method: 'GET', path: `${REPO}/commits/{commit_sha}/pulls`, needs: READ_PULLS, handle: listPullsOfCommit },
  { method: 'GET', path: `${REPO}/branches`, needs: READ, handle: listBranches },
  { method: 'GET', path: `${REPO}/branches/{branch}`, needs: READ, handle: getBranch },
  { method: 'GET', path: `${REPO}/branches/{branch}/protection`, needs: ADMIN, role: 'admin', handle: getProtection },
  { method: 'GET', path: `${REPO}/rules/branches/{branch}`, needs: READ_RULES, handle: listRules },
]

function listOfCommits(call: Call): Reply {
  const { git, defaultBranch } = call.repository
  const start = git.resolve(call.query.get('sha') ?? defaultBranch)
  if (!start) throw notFound()
  const commits = listCommits(git.objects, start.oid, filterOf(call))
  return paged(commits, (commit) => presentCommit(call, commit))
}

function filterOf({ query, world }: Call): HistoryFilter {
  const [author, committer, path] = [query.get('author'), query.get('committer'), query.get('path')]
  const isBy = (email: string, wanted: string | null) =>
    wanted === null ||
    email.toLowerCase() === wanted.toLowerCase() ||
    findUserByEmail(world, email)?.login.toLowerCase() === wanted.toLowerCase()
  return {
    ...(path ? { path } : {}),
    ...readDate(query, 'since'),
    ...readDate(query, 'until'),
    accepts: (commit) => isBy(commit.author.email, author) && isBy(commit.committer.email, committer),
  }
}

function readDate(query: URLSearchParams, name: 'since' | 'until'): { readonly since?: Date; readonly until?: Date } {
  const text = query.get(name)
  return text === null ? {} : { [name]: new Date(text) }
}

function getCommit(call: Call): Reply {
  const revision = call.params.ref ?? ''
  const commit = call.repository.git.resolve(revision)
  if (!commit) throw new Problem(422, `No commit found for SHA: ${revision}`)
  const files = call.repository.git.diff(commit.parents[0] ?? null, commit.oid)
  return { status: 200, body: presentCommit(call, commit, files) }
}

/** The merged pull requests that brought a commit to their base, or else the open ones that hold it. */
function listPullsOfCommit(call: Call): Reply {
  const { repository } = call
  const commit = repository.git.resolve(call.params.commit_sha ?? '')
  if (!commit) throw new Problem(422, `No commit found for SHA: ${call.params.commit_sha}`)
  const found = [...repository.pulls.values()].flatMap((pull) => {
    const issue = repository.issues.get(pull.number)
    const holds =
      pull.mergeCommitSha === commit.oid || commitsOfPull(repository, pull).some(({ oid }) => oid === commit.oid)
    return issue && holds ? [{ pull, issue }] : []
  })
  const merged = found.filter(({ pull }) => pull.mergedAt !== null)
  const open = found.filter(({ issue }) => issue.state === 'open')
  return paged(merged.length > 0 ? merged : open, (pull) => presentSimplePull(call, pull))
}

function listBranches(call: Call): Reply {
  const branches = call.repository.git.refs.list('refs/heads/')
  const wanted = call.query.get('protected')
  const shown = branches.filter(({ name }) => wanted === null || String(isProtected(call, branchName(name))) === wanted)
  return paged(shown, ({ name, oid }) => ({
    name: branchName(name),
    commit: { sha: oid, url: `${apiUrl(call.world, call.repository)}/commits/${oid}` },
    protected: isProtected(call, branchName(name)),
  }))
}

function getBranch(call: Call): Reply {
  const { name, commit } = requireBranch(call)
  const api = `${apiUrl(call.world, call.repository)}/branches/${encodeURIComponent(name)}`
  const enforced = { enforcement_level: 'off', contexts: [], checks: [] }
  const body = {
    name,
    commit: presentCommit(call, commit),
    _links: { self: api, html: `${webUrl(call.world, call.repository)}/tree/${name}` },
    protected: isProtected(call, name),
    protection: { enabled: false, required_status_checks: enforced },
    protection_url: `${api}/protection`,
  }
  return { status: 200, body }
}

/** Branch rules here are rulesets; classic protection is never set. */
function getProtection(call: Call): Reply {
  requireBranch(call)
  throw new Problem(404, 'Branch not protected')
}

function listRules(call: Call): Reply {
  return paged(presentRules(call, call.params.branch ?? ''), (rule) => rule)
}

function requireBranch({ params, repository: { git } }: Call): { readonly name: string; readonly commit: Commit } {
  const name = params.branch ?? ''
  const commit = git.objects.readCommit(git.refs.read(`refs/heads/${name}`) ?? '')
  if (!commit) throw new Problem(404, 'Branch not found')
  return { name, commit }
}

function isProtected({ repository }: Call, branch: string): boolean {
  return rulesFor(repository, branch).length > 0
}

function branchName(ref: string): string {
  return ref.slice('refs/heads/'.length)
}
