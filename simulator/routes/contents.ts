import { kindOfChange, requireNoViolation } from '../git/branch-rules.ts'
import { changeRef } from '../git/change-ref.ts'
import type { Commit } from '../git/commit.ts'
import { makeCommit } from '../git/make-commit.ts'
import { presentGitCommit } from '../git/present/commit.ts'
import { presentContent, presentListedContent } from '../git/present/content.ts'
import { findSecret, refuseSecret } from '../git/push-protection.ts'
import { readIdentity, readText, requireText } from '../git/read-field.ts'
import type { PathChange, PathEntry } from '../git/tree.ts'
import { requireNoWorkflowChange } from '../git/workflow-rule.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'

const PATH = '/repos/{owner}/{repo}/contents/{path}'
const READ = [{ permission: 'contents', access: 'read' }] as const
const WRITE = [{ permission: 'contents', access: 'write' }] as const
const WITH_WORKFLOWS = [[...WRITE, { permission: 'workflows', access: 'write' }]] as const
/** GitHub lists no more entries of a folder. */
const MOST_ENTRIES = 1000

/** Files and folders: read, create or update, delete. */
export const contentsRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, needs: READ, handle: getContents },
  { method: 'PUT', path: PATH, needs: WRITE, combined: WITH_WORKFLOWS, handle: putFile },
  { method: 'DELETE', path: PATH, needs: WRITE, combined: WITH_WORKFLOWS, handle: deleteFile },
  { method: 'GET', path: '/repos/{owner}/{repo}/readme', needs: READ, handle: getReadme },
]

function getContents(call: Call): Reply {
  const ref = call.query.get('ref') ?? call.repository.defaultBranch
  const { objects } = call.repository.git
  const path = cleanPath(call.params.path ?? '')
  const entry = objects.entryAt(requireCommit(call, ref).tree, path)
  if (!entry) throw notFound()
  return entry.mode === '040000' ? listFolder(call, entry, ref) : showFile(call, entry, ref)
}

function getReadme(call: Call): Reply {
  const ref = call.query.get('ref') ?? call.repository.defaultBranch
  const { objects } = call.repository.git
  const { tree } = requireCommit(call, ref)
  const readme = objects.readTree(tree)?.find(({ name, mode }) => mode !== '040000' && /^readme(\.\w+)?$/i.test(name))
  if (!readme) throw notFound()
  return showFile(call, { ...readme, path: readme.name }, ref)
}

function listFolder(call: Call, { path, oid }: PathEntry, ref: string): Reply {
  const entries = call.repository.git.objects.readTree(oid) ?? []
  const listed = entries.slice(0, MOST_ENTRIES).map(({ mode, name, oid }) => {
    return presentListedContent(call, { mode, oid, path: path ? `${path}/${name}` : name }, ref)
  })
  return { status: 200, body: listed }
}

function showFile(call: Call, entry: PathEntry, ref: string): Reply {
  const { objects } = call.repository.git
  const shown = followSymlink(call, entry, ref)
  if (call.media !== 'raw') return { status: 200, body: presentContent(call, shown, ref) }
  const type = { 'content-type': 'application/vnd.github.raw; charset=utf-8' }
  return { status: 200, body: objects.readBlob(shown.oid) ?? Buffer.alloc(0), headers: type }
}

/** A symlink to a plain file in the repository is answered with that file; any other is shown as a symlink. */
function followSymlink({ repository }: Call, entry: PathEntry, ref: string): PathEntry {
  if (entry.mode !== '120000') return entry
  const { objects } = repository.git
  const link = objects.readBlob(entry.oid)?.toString('utf8') ?? ''
  const target = new URL(link, `file:///${entry.path}`)
  const path = decodeURIComponent(target.pathname.slice(1))
  const found = objects.entryAt(repository.git.resolve(ref)?.tree ?? '', path)
  return found?.mode.startsWith('100') && !link.startsWith('/') ? found : entry
}

function putFile(call: Call): Reply {
  const content = Buffer.from(requireText(call.body, 'content'), 'base64')
  const path = cleanPath(call.params.path ?? '')
  if (!isAllowedPath(path)) throw new Problem(422, 'path contains a malformed path component')
  const existing = findFile(call, path)
  requireKnownSha(call, path, existing)
  const secret = findSecret(call.repository, content)
  if (secret) return refuseSecret(secret, 409)
  const mode = existing?.mode === '100755' ? '100755' : '100644'
  const oid = call.repository.git.objects.writeBlob(content)
  const commit = commitChange(call, path, { mode, oid })
  const file = presentContent(call, { mode, path, oid }, branchOf(call))
  const { encoding: _encoding, content: _content, ...listed } = file
  return { status: existing ? 200 : 201, body: { content: listed, commit: presentGitCommit(call, commit) } }
}

function deleteFile(call: Call): Reply {
  const path = cleanPath(call.params.path ?? '')
  const existing = findFile(call, path)
  if (!existing) throw notFound()
  requireKnownSha(call, path, existing)
  const commit = commitChange(call, path, null)
  return { status: 200, body: { content: null, commit: presentGitCommit(call, commit) } }
}

/** One commit on the branch with one changed path. */
function commitChange(call: Call, path: string, change: PathChange): Commit {
  const { git } = call.repository
  const branch = branchOf(call)
  const parent = git.refs.read(`refs/heads/${branch}`)
  const before = parent === undefined ? undefined : git.objects.readCommit(parent)
  if (!before) throw new Problem(404, `Branch ${branch} not found`)
  requireNoViolation(call, { name: `refs/heads/${branch}`, before: before.oid, after: before.oid }, 409)
  const now = call.world.clock.now()
  const commit = makeCommit(call, {
    tree: git.objects.changeTree(before.tree, new Map([[path, change]])),
    parents: [before.oid],
    message: requireText(call.body, 'message'),
    author: readIdentity(call.body, 'author', now),
    committer: readIdentity(call.body, 'committer', now),
  })
  const moved = { name: `refs/heads/${branch}`, before: before.oid, after: commit.oid }
  requireNoWorkflowChange(call, moved)
  const outcome = changeRef(call, moved)
  if (outcome !== 'done') throw new Problem(409, `${kindOfChange(moved)} of ${branch} failed`)
  return commit
}

function findFile(call: Call, path: string): PathEntry | undefined {
  const { objects, refs } = call.repository.git
  const head = refs.read(`refs/heads/${branchOf(call)}`)
  const tree = head === undefined ? undefined : objects.readCommit(head)?.tree
  return tree === undefined ? undefined : objects.entryAt(tree, path)
}

/** The caller must show which version it means to replace. */
function requireKnownSha({ body }: Call, path: string, existing: PathEntry | undefined): void {
  const sha = readText(body, 'sha')
  if (!existing) return
  if (sha === undefined) throw new Problem(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
  if (sha !== existing.oid) throw new Problem(409, `${path} does not match ${sha}`)
}

function branchOf({ body, repository, query }: Call): string {
  return (readText(body, 'branch') ?? query.get('branch') ?? repository.defaultBranch).replace(/^refs\/heads\//, '')
}

function requireCommit({ repository }: Call, ref: string): Commit {
  const commit = repository.git.resolve(ref)
  if (!commit) throw new Problem(404, `No commit found for the ref ${ref}`)
  return commit
}

function cleanPath(path: string): string {
  return path.replace(/^\/+|\/+$/g, '')
}

function isAllowedPath(path: string): boolean {
  return path !== '' && path.split('/').every((part) => part !== '' && !/^(\.|\.\.|\.git)$/i.test(part))
}
