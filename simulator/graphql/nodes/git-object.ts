import { isUtf8 } from 'node:buffer'
import { posix } from 'node:path'
import type { Commit } from '../../git/commit.ts'
import { listCommits } from '../../git/history.ts'
import { type TreeEntry, typeOfMode } from '../../git/tree.ts'
import { timestamp } from '../../state/clock.ts'
import { makeNodeId } from '../../state/node-id.ts'
import { webUrl } from '../../state/present/repository.ts'
import { connect } from '../connection.ts'
import { GraphqlProblem } from '../graphql-problem.ts'
import type { Arguments, GraphNode, Sight } from '../node.ts'
import { requireRead } from '../require-read.ts'

/** GitHub gives no text of larger files, only that it was cut. */
const MOST_TEXT = 512_000

/** What `object(expression: "ref:path")` or `object(oid:)` names; null where there is nothing. */
export function findObject(sight: Sight, { expression, oid }: Arguments): GraphNode | null {
  requireRead(sight, ['contents'])
  if (typeof oid === 'string') return objectNode(sight, { oid, path: '' })
  const [revision = '', path] = splitExpression(String(expression ?? ''))
  const commit = sight.repository.git.resolve(revision === 'HEAD' ? sight.repository.defaultBranch : revision)
  if (commit === undefined) return null
  if (path === undefined) return commitNode(sight, commit)
  if (path === '') return treeNode(sight, { oid: commit.tree, path: '' })
  const entry = sight.repository.git.objects.entryAt(commit.tree, path.replace(/\/$/, ''))
  return entry ? objectNode(sight, { oid: entry.oid, path: entry.path }) : null
}

/** A branch or tag by its full or short name; null where there is none. */
export function refNode(sight: Sight, name: string): GraphNode | null {
  requireRead(sight, ['contents'])
  const { refs } = sight.repository.git
  const full = [name, `refs/heads/${name}`, `refs/tags/${name}`].find((one) => refs.read(one) !== undefined)
  if (full === undefined) return null
  const [, prefix = '', short = ''] = /^(refs\/[^/]+\/)(.*)$/.exec(full) ?? []
  const target = () => objectNode(sight, { oid: refs.read(full) ?? '', path: '' })
  return { __typename: 'Ref', id: `REF_${Buffer.from(full).toString('base64url')}`, name: short, prefix, target }
}

/** A commit. */
export function commitNode(sight: Sight, commit: Commit): GraphNode {
  const [headline = ''] = commit.message.split('\n')
  return {
    ...objectFields(sight, commit.oid, 'Commit'),
    message: commit.message,
    messageHeadline: headline,
    messageBody: commit.message.slice(headline.length).trim(),
    committedDate: timestamp(commit.committer.date),
    authoredDate: timestamp(commit.author.date),
    url: `${webUrl(sight.world, sight.repository)}/commit/${commit.oid}`,
    tree: () => treeNode(sight, { oid: commit.tree, path: '' }),
    parents: (args: Arguments) =>
      connect('parents', commit.parents, { args, show: (oid) => objectNode(sight, { oid, path: '' }) }),
    history: (args: Arguments) => historyOf(sight, commit, args),
    signature: commit.signature === null ? null : { __typename: 'GpgSignature', isValid: true },
  }
}

/** `path`, `since` and `until` are understood; `author` is refused rather than ignored. */
function historyOf(sight: Sight, commit: Commit, args: Arguments): Record<string, unknown> {
  const { path, since, until, author } = args
  if (author != null) throw new GraphqlProblem('NOT_COVERED', 'This server does not cover `author` of `history`.')
  const commits = listCommits(sight.repository.git.objects, commit.oid, {
    ...(typeof path === 'string' && path !== '' ? { path } : {}),
    ...(since == null ? {} : { since: new Date(String(since)) }),
    ...(until == null ? {} : { until: new Date(String(until)) }),
  })
  return connect('history', commits, { args, show: (one) => commitNode(sight, one) })
}

interface Located {
  readonly oid: string
  readonly path: string
}

function objectNode(sight: Sight, located: Located): GraphNode | null {
  const { objects } = sight.repository.git
  const commit = objects.readCommit(located.oid)
  if (commit) return commitNode(sight, commit)
  const data = objects.readBlob(located.oid)
  if (data) return blobNode(sight, located.oid, data)
  return objects.readTree(located.oid) ? treeNode(sight, located) : null
}

function blobNode(sight: Sight, oid: string, data: Buffer): GraphNode {
  const isBinary = data.includes(0) || !isUtf8(data)
  const isTruncated = data.length > MOST_TEXT
  const text = isBinary ? null : data.subarray(0, MOST_TEXT).toString('utf8')
  return { ...objectFields(sight, oid, 'Blob'), byteSize: data.length, isBinary, isTruncated, text }
}

function treeNode(sight: Sight, { oid, path }: Located): GraphNode {
  const entries = () => (sight.repository.git.objects.readTree(oid) ?? []).map((entry) => entryNode(sight, path, entry))
  return { ...objectFields(sight, oid, 'Tree'), entries }
}

function entryNode(sight: Sight, folder: string, entry: TreeEntry): GraphNode {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`
  const type = typeOfMode(entry.mode)
  return {
    __typename: 'TreeEntry',
    name: entry.name,
    path,
    extension: posix.extname(entry.name),
    mode: Number.parseInt(entry.mode, 8),
    oid: entry.oid,
    type,
    size: () => (type === 'blob' ? (sight.repository.git.objects.readBlob(entry.oid)?.length ?? 0) : 0),
    object: () => (type === 'commit' ? null : objectNode(sight, { oid: entry.oid, path })),
  }
}

function objectFields({ world, repository }: Sight, oid: string, type: string): GraphNode {
  const commitUrl = `${webUrl(world, repository)}/commit/${oid}`
  return {
    __typename: type,
    id: `${makeNodeId(type, repository.id)}${oid}`,
    oid,
    abbreviatedOid: oid.slice(0, 7),
    commitUrl,
    commitResourcePath: new URL(commitUrl).pathname,
  }
}

/** `ref:path` into its parts; without a colon the path is undefined. */
function splitExpression(expression: string): [string, string | undefined] {
  const colon = expression.indexOf(':')
  return colon === -1 ? [expression, undefined] : [expression.slice(0, colon), expression.slice(colon + 1)]
}
