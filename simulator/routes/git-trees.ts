import { objectUrl, presentTreeEntry } from '../git/present/git-object.ts'
import { type Fields, readText, requireText } from '../git/read-field.ts'
import { type PathChange, type PathEntry, type TreeMode, typeOfMode } from '../git/tree.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'

const TREES = '/repos/{owner}/{repo}/git/trees'
/** Beyond these GitHub cuts a recursive tree off and says `truncated`. */
const MOST_ENTRIES = 100_000
const MOST_BYTES = 7 * 1024 * 1024

/** Trees: read, also recursively, and create. */
export const gitTreeRoutes: readonly Route[] = [
  { method: 'POST', path: TREES, needs: [{ permission: 'contents', access: 'write' }], handle: createTree },
  { method: 'GET', path: `${TREES}/{tree_sha}`, needs: [{ permission: 'contents', access: 'read' }], handle: getTree },
]

function getTree(call: Call): Reply {
  const { git } = call.repository
  const revision = call.params.tree_sha ?? ''
  const sha = git.objects.readTree(revision) ? revision : git.resolve(revision)?.tree
  if (sha === undefined) throw notFound()
  // GitHub takes any value as yes, even `0` and `false`.
  const entries = call.query.has('recursive') ? git.objects.walkTree(sha) : entriesOf(call, sha)
  return { status: 200, body: treeBody(call, sha, entries) }
}

function createTree(call: Call): Reply {
  const { objects } = call.repository.git
  const base = readText(call.body, 'base_tree') ?? null
  const before = base === null ? null : objects.readTree(base) ? base : objects.readCommit(base)?.tree
  if (before === undefined) throw new Problem(422, 'base_tree is not a valid tree oid')
  const changes = (call.body.tree as readonly Fields[]).map((entry) => readChange(call, entry))
  const tree = objects.changeTree(before, new Map(changes))
  return { status: 201, body: treeBody(call, tree, entriesOf(call, tree)) }
}

function readChange(call: Call, entry: Fields): readonly [string, PathChange] {
  const path = requireText(entry, 'path')
  if (/^\/|\/$|\/\/|^$/.test(path) || path.split('/').some((part) => /^(\.|\.\.|\.git)$/i.test(part))) {
    throw new Problem(422, 'tree.path contains a malformed path component')
  }
  if (entry.sha === null) return [path, null]
  const mode = (readText(entry, 'mode') ?? '100644') as TreeMode
  const { objects } = call.repository.git
  const content = readText(entry, 'content')
  const sha = readText(entry, 'sha')
  if (sha !== undefined && content !== undefined) throw new Problem(422, 'Must supply either tree.sha or tree.content')
  const oid = content === undefined ? (sha ?? '') : objects.writeBlob(content)
  if (mode !== '160000' && objects.store.read(oid)?.type !== typeOfMode(mode)) {
    throw new Problem(422, `tree.sha ${oid} is not a valid ${typeOfMode(mode)}`)
  }
  return [path, { mode, oid }]
}

function entriesOf(call: Call, tree: string): readonly PathEntry[] {
  const entries = call.repository.git.objects.readTree(tree) ?? []
  return entries.map(({ mode, name, oid }) => ({ mode, path: name, oid }))
}

function treeBody(call: Call, sha: string, entries: readonly PathEntry[]): Record<string, unknown> {
  const listed: Record<string, unknown>[] = []
  let bytes = 0
  for (const entry of entries) {
    const presented = presentTreeEntry(call, entry)
    bytes += JSON.stringify(presented).length
    if (listed.length === MOST_ENTRIES || bytes > MOST_BYTES) break
    listed.push(presented)
  }
  return { sha, url: objectUrl(call, 'tree', sha), tree: listed, truncated: listed.length < entries.length }
}
