import { findRepository } from '../http/authorize.ts'
import { Problem } from '../http/problem.ts'
import type { Call } from '../http/route.ts'
import type { Act } from '../state/act.ts'
import { fullName, type Repository } from '../state/repository.ts'
import { findViolation } from './branch-rules.ts'
import { changeRef } from './change-ref.ts'
import type { Commit } from './commit.ts'
import { makeCommit } from './make-commit.ts'
import { findSecret } from './push-protection.ts'
import { readRefNodeId } from './ref-node-id.ts'
import type { PathChange } from './tree.ts'
import { findWorkflowChange } from './workflow-rule.ts'

/** GraphQL's `CreateCommitOnBranchInput`. */
export interface CreateCommitOnBranchInput {
  readonly branch: {
    readonly id?: string | null
    readonly repositoryNameWithOwner?: string | null
    readonly branchName?: string | null
  }
  readonly message: { readonly headline: string; readonly body?: string | null }
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null
    readonly deletions?: readonly { readonly path: string }[] | null
  } | null
  /** The commit that the branch must still point to. */
  readonly expectedHeadOid: string
}

/** The commit that was made, and where. `ref` is the branch's full name. */
export interface CommittedOnBranch {
  readonly repository: Repository
  readonly ref: string
  readonly commit: Commit
}

/** A refusal in GraphQL's form: `type` stands beside the message in `errors`. */
export class CommitRefused extends Error {
  readonly type: 'STALE_DATA' | 'NOT_FOUND' | 'FORBIDDEN' | 'UNPROCESSABLE'

  constructor(type: CommitRefused['type'], message: string) {
    super(message)
    this.type = type
  }
}

/**
 * GraphQL's mutation `createCommitOnBranch`: one commit with additions (contents in base64) and deletions on a branch
 * that exists and still stands at `expectedHeadOid`. GitHub signs it. Throws `CommitRefused`.
 */
export function createCommitOnBranch(
  call: Pick<Call, 'world' | 'caller'>,
  input: CreateCommitOnBranchInput,
): CommittedOnBranch {
  const { repository, branch } = findTarget(call, input)
  const act = { world: call.world, caller: call.caller, repository }
  requireAccess(act)
  const { git } = repository
  const ref = `refs/heads/${branch}`
  const head = git.objects.readCommit(git.refs.read(ref) ?? '')
  if (!head) throw new CommitRefused('NOT_FOUND', `No such branch "${branch}"`)
  if (head.oid !== input.expectedHeadOid) throw staleHead(input.expectedHeadOid)
  const violation = findViolation(act, { name: ref, before: head.oid, after: head.oid })
  if (violation) throw new CommitRefused('UNPROCESSABLE', `Repository rule violations found\n\n${violation}\n\n`)
  const changes = readChanges(act, input, head.tree)
  const { headline, body } = input.message
  const message = body ? `${headline}\n\n${body}` : headline
  const tree = git.objects.changeTree(head.tree, changes)
  const commit = makeCommit(act, { tree, parents: [head.oid], message, byGitHub: true })
  const change = { name: ref, before: head.oid, after: commit.oid }
  const refusal = findWorkflowChange(act, change)
  if (refusal)
    throw new CommitRefused(act.world.options.workflowRefusal === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE', refusal)
  changeRef(act, change)
  return { repository: act.repository, ref, commit }
}

/** GitHub's words, with both of its spaces. */
function staleHead(expected: string): CommitRefused {
  return new CommitRefused(
    'STALE_DATA',
    `Expected branch to point to "${expected}" but it did not.  Pull and try again.`,
  )
}

interface Target {
  readonly repository: Repository
  readonly branch: string
}

/** The branch is named by its global id, or by repository and name. */
function findTarget(call: Pick<Call, 'world' | 'caller'>, { branch }: CreateCommitOnBranchInput): Target {
  const byId = branch.id ? readRefNodeId(call.world, branch.id) : null
  if (branch.id && !byId) throw unresolved(`a node with the global id of '${branch.id}'`)
  const name = byId ? fullName(byId.repository) : (branch.repositoryNameWithOwner ?? '')
  const ref = byId ? byId.name : (branch.branchName ?? '')
  try {
    const repository = findRepository(call.world, call.caller, name)
    return { repository, branch: ref.replace(/^refs\/heads\//, '') }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw unresolved(`a Repository with the name '${name}'.`)
  }
}

function unresolved(what: string): CommitRefused {
  return new CommitRefused('NOT_FOUND', `Could not resolve to ${what}`)
}

function requireAccess({ caller, repository }: Act): void {
  if (!caller.allows({ permission: 'contents', access: 'write' }, repository)) {
    throw new CommitRefused('FORBIDDEN', 'Resource not accessible by integration')
  }
  if (repository.archived) throw new CommitRefused('FORBIDDEN', 'Repository was archived so is read-only.')
}

function readChanges(act: Act, input: CreateCommitOnBranchInput, tree: string): ReadonlyMap<string, PathChange> {
  const { objects } = act.repository.git
  const changes = new Map<string, PathChange>()
  for (const { path } of input.fileChanges?.deletions ?? []) {
    if (!objects.entryAt(tree, path)) {
      throw new CommitRefused('NOT_FOUND', `A path was requested for deletion which does not exist: ${path}`)
    }
    changes.set(path, null)
  }
  for (const { path, contents } of input.fileChanges?.additions ?? []) {
    const data = Buffer.from(contents, 'base64')
    if (findSecret(act.repository, data)) throw secretFound()
    const existing = objects.entryAt(tree, path)
    changes.set(path, { mode: existing?.mode === '100755' ? '100755' : '100644', oid: objects.writeBlob(data) })
  }
  return changes
}

function secretFound(): CommitRefused {
  return new CommitRefused('UNPROCESSABLE', 'Repository rule violations found\n\nSecret detected in content\n\n')
}
