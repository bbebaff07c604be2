import { requireNoViolation } from '../git/branch-rules.ts'
import { changeRef } from '../git/change-ref.ts'
import type { Commit } from '../git/commit.ts'
import { commitsBetween } from '../git/history.ts'
import { makeCommit } from '../git/make-commit.ts'
import { mergeTrees } from '../git/merge.ts'
import { presentCommit } from '../git/present/commit.ts'
import { presentFile } from '../git/present/file.ts'
import { readText, requireText } from '../git/read-field.ts'
import { requireNoWorkflowChange } from '../git/workflow-rule.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { apiUrl, webUrl } from '../state/present/repository.ts'

const REPO = '/repos/{owner}/{repo}'
/** GitHub lists no more files in a comparison. */
const MOST_FILES = 300

/** Comparing and merging branches. */
export const compareRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${REPO}/compare/{basehead}`,
    needs: [{ permission: 'contents', access: 'read' }],
    handle: compare,
  },
  { method: 'POST', path: `${REPO}/merges`, needs: [{ permission: 'contents', access: 'write' }], handle: mergeBranch },
]

function compare(call: Call): Reply {
  const { git } = call.repository
  const [base, head] = (call.params.basehead ?? '').split('...').map((revision) => findRevision(call, revision))
  if (!base || !head) throw notFound()
  const ancestor = git.mergeBase(base.oid, head.oid)
  const shared = ancestor === undefined ? undefined : git.objects.readCommit(ancestor)
  if (!shared) throw new Problem(404, `No common ancestor between ${base.oid} and ${head.oid}.`)
  const ahead = commitsBetween(git.objects, base.oid, head.oid)
  const behind = commitsBetween(git.objects, head.oid, base.oid)
  const files = git.diff(shared.oid, head.oid)
  const page = pageOf(call)
  const body = {
    ...linksOf(call, base, head),
    base_commit: presentCommit(call, base),
    merge_base_commit: presentCommit(call, shared),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.slice(page.from, page.to).map((commit) => presentCommit(call, commit)),
    files: page.from > 0 ? [] : files.slice(0, MOST_FILES).map((file) => presentFile(call, head.oid, file)),
  }
  return { status: 200, body }
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged'
  if (ahead > 0) return 'ahead'
  return behind > 0 ? 'behind' : 'identical'
}

/** A revision, which may be written `owner:branch`. */
function findRevision({ repository }: Call, revision: string): Commit | undefined {
  const [, owner, name = revision] = /^([^:]+):(.+)$/.exec(revision) ?? []
  if (owner !== undefined && owner.toLowerCase() !== repository.owner.login.toLowerCase()) return undefined
  return repository.git.resolve(name)
}

/** Commits come 250 at a time unless the caller asks for pages. */
function pageOf({ query }: Call): { readonly from: number; readonly to: number } {
  const isPaged = query.has('page') || query.has('per_page')
  const size = isPaged ? Math.min(100, Number(query.get('per_page') ?? 30)) : 250
  const from = (Number(query.get('page') ?? 1) - 1) * size
  return { from, to: from + size }
}

function linksOf(call: Call, base: Commit, head: Commit): Record<string, string> {
  const web = `${webUrl(call.world, call.repository)}/compare`
  const basehead = call.params.basehead ?? ''
  const owner = call.repository.owner.login
  return {
    url: `${apiUrl(call.world, call.repository)}/compare/${basehead}`,
    html_url: `${web}/${basehead}`,
    permalink_url: `${web}/${owner}:${base.oid.slice(0, 7)}...${owner}:${head.oid.slice(0, 7)}`,
    diff_url: `${web}/${basehead}.diff`,
    patch_url: `${web}/${basehead}.patch`,
  }
}

function mergeBranch(call: Call): Reply {
  const { git } = call.repository
  const name = `refs/heads/${requireText(call.body, 'base')}`
  const base = git.objects.readCommit(git.refs.read(name) ?? '')
  const head = git.resolve(requireText(call.body, 'head'))
  if (!base) throw new Problem(404, 'Base does not exist')
  if (!head) throw new Problem(404, 'Head does not exist')
  const ancestor = git.objects.readCommit(git.mergeBase(base.oid, head.oid) ?? '')
  if (ancestor?.oid === head.oid) return { status: 204 }
  const trees = { ancestor: ancestor?.tree ?? git.objects.writeTree([]), base: base.tree, head: head.tree }
  const merged = mergeTrees(git.objects, trees)
  if (merged.kind === 'conflict') throw new Problem(409, 'Merge conflict')
  const message = readText(call.body, 'commit_message') ?? `Merge ${call.body.head} into ${call.body.base}`
  requireNoViolation(call, { name, before: base.oid, after: head.oid }, 409)
  const commit = makeCommit(call, { tree: merged.tree, parents: [base.oid, head.oid], message, byGitHub: true })
  const change = { name, before: base.oid, after: commit.oid }
  requireNoWorkflowChange(call, change, { isMerge: true })
  changeRef(call, change)
  return { status: 201, body: presentCommit(call, commit, git.diff(base.oid, commit.oid)) }
}
