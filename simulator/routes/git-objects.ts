import { makeCommit } from '../git/make-commit.ts'
import { nodeIdOf, presentGitCommit } from '../git/present/commit.ts'
import { encodeLines } from '../git/present/content.ts'
import { objectUrl, presentTag } from '../git/present/git-object.ts'
import { findSecret, refuseSecret } from '../git/push-protection.ts'
import { readIdentity, readText, readTexts, requireText } from '../git/read-field.ts'
import { identityOf } from '../git/user-identity.ts'
import { notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'

const GIT = '/repos/{owner}/{repo}/git'
const READ = [{ permission: 'contents', access: 'read' }] as const
const WRITE = [{ permission: 'contents', access: 'write' }] as const

/** Blobs, commits and annotated tags. */
export const gitObjectRoutes: readonly Route[] = [
  { method: 'POST', path: `${GIT}/blobs`, needs: WRITE, handle: createBlob },
  { method: 'GET', path: `${GIT}/blobs/{file_sha}`, needs: READ, handle: getBlob },
  { method: 'POST', path: `${GIT}/commits`, needs: WRITE, handle: createCommit },
  { method: 'GET', path: `${GIT}/commits/{commit_sha}`, needs: READ, handle: getCommit },
  { method: 'POST', path: `${GIT}/tags`, needs: WRITE, handle: createTag },
  { method: 'GET', path: `${GIT}/tags/{tag_sha}`, needs: READ, handle: getTag },
]

function createBlob(call: Call): Reply {
  const encoding = readText(call.body, 'encoding') === 'base64' ? 'base64' : 'utf8'
  const data = Buffer.from(requireText(call.body, 'content'), encoding)
  const secret = findSecret(call.repository, data)
  if (secret) return refuseSecret(secret, 422)
  const sha = call.repository.git.objects.writeBlob(data)
  return { status: 201, body: { sha, url: objectUrl(call, 'blob', sha) } }
}

function getBlob(call: Call): Reply {
  const sha = call.params.file_sha ?? ''
  const data = call.repository.git.objects.readBlob(sha)
  if (!data) throw notFound()
  if (call.media === 'raw') {
    return { status: 200, body: data, headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' } }
  }
  const named = { sha, node_id: nodeIdOf(call, sha), url: objectUrl(call, 'blob', sha) }
  return { status: 200, body: { ...named, size: data.length, content: encodeLines(data), encoding: 'base64' } }
}

function createCommit(call: Call): Reply {
  const { objects } = call.repository.git
  const tree = requireText(call.body, 'tree')
  if (!objects.readTree(tree)) throw new Problem(422, 'Tree SHA does not exist')
  const parents = readTexts(call.body, 'parents')
  if (parents.some((parent) => !objects.readCommit(parent))) {
    throw new Problem(422, 'Parent SHA does not exist or is not a commit object')
  }
  const now = call.world.clock.now()
  const commit = makeCommit(call, {
    tree,
    parents,
    message: requireText(call.body, 'message'),
    author: readIdentity(call.body, 'author', now),
    committer: readIdentity(call.body, 'committer', now),
    signature: readText(call.body, 'signature'),
  })
  return { status: 201, body: presentGitCommit(call, commit) }
}

function getCommit(call: Call): Reply {
  const commit = call.repository.git.objects.readCommit(call.params.commit_sha ?? '')
  if (!commit) throw notFound()
  return { status: 200, body: presentGitCommit(call, commit) }
}

function createTag(call: Call): Reply {
  const { objects } = call.repository.git
  const object = requireText(call.body, 'object')
  const type = requireText(call.body, 'type')
  if (objects.store.read(object)?.type !== type) throw new Problem(422, `${object} is not a valid ${type}`)
  const now = call.world.clock.now()
  const oid = objects.writeTag({
    object,
    type,
    tag: requireText(call.body, 'tag'),
    tagger: readIdentity(call.body, 'tagger', now) ?? identityOf(call.caller.user, now),
    message: requireText(call.body, 'message'),
  })
  return { status: 201, body: tagBody(call, oid) }
}

function getTag(call: Call): Reply {
  return { status: 200, body: tagBody(call, call.params.tag_sha ?? '') }
}

function tagBody(call: Call, oid: string): Record<string, unknown> {
  const tag = call.repository.git.objects.readTag(oid)
  if (!tag) throw notFound()
  return presentTag(call, tag)
}
