import { changeRef } from '../git/change-ref.ts'
import type { Commit } from '../git/commit.ts'
import { makeCommit } from '../git/make-commit.ts'
import { mergeTrees } from '../git/merge.ts'
import { readText } from '../git/read-field.ts'
import { identityOf } from '../git/user-identity.ts'
import { requireNoWorkflowChange } from '../git/workflow-rule.ts'
import { Problem } from '../http/problem.ts'
import type { Call } from '../http/route.ts'
import { emitPull, markMerged } from './change-pull.ts'
import { closeReferenced } from './close-referenced.ts'
import { commitsOfPull, tryMerge } from './pull-changes.ts'
import type { PullIssue } from './pull-issue.ts'

/** Merges a pull request as the call's body asks and gives the commit on the base. Throws GitHub's 405 and 409. */
export function mergePull(call: Call, found: PullIssue): string {
  const { repository } = call
  const { pull, issue } = found
  requireMergeable(call, found)
  const ref = `refs/heads/${pull.base.ref}`
  const base = repository.git.refs.read(ref) ?? ''
  pull.base.sha = base
  const merged = commitFor(call, found, base)
  requireNoWorkflowChange(call, { name: ref, before: base, after: merged }, { isMerge: true })
  // Marked before the base moves, so that nobody takes the commits' arrival there for a merge by hand.
  markMerged(call, found, merged)
  changeRef(call, { name: ref, before: base, after: merged })
  if (pull.base.ref === repository.defaultBranch) closeReferenced(call, issue.body ?? '', null)
  emitPull(call, found, { action: 'closed' })
  if (repository.settings.deleteBranchOnMerge) deleteHead(call, found)
  return merged
}

function requireMergeable({ repository, body }: Call, { pull, issue }: PullIssue): void {
  const sha = readText(body, 'sha')
  const base = repository.git.refs.read(`refs/heads/${pull.base.ref}`)
  if (issue.state === 'closed' || base === undefined) throw new Problem(405, 'Pull Request is not mergeable')
  if (pull.draft) throw new Problem(405, 'Pull Request is still a draft')
  if (sha !== undefined && sha !== pull.head.sha) {
    throw new Problem(409, 'Head branch was modified. Review and try the merge again.')
  }
  if (tryMerge(repository, base, pull.head.sha).kind === 'conflict') {
    throw new Problem(405, 'Pull Request is not mergeable')
  }
}

/** The commit that the base will point to; a squash carries the pull request's author. */
function commitFor(call: Call, { pull, issue }: PullIssue, base: string): string {
  const { repository, body, world } = call
  const method = readText(body, 'merge_method') ?? 'merge'
  if (method === 'rebase') return rebase(call, commitsOfPull(repository, pull), base)
  const result = tryMerge(repository, base, pull.head.sha)
  if (result.kind === 'conflict') throw new Problem(405, 'Pull Request is not mergeable')
  const isSquash = method === 'squash'
  const source = `${repository.owner.login}/${pull.head.ref}`
  const title = isSquash ? `${issue.title} (#${pull.number})` : `Merge pull request #${pull.number} from ${source}`
  const text = isSquash ? squashMessage(commitsOfPull(repository, pull)) : issue.title
  const headline = readText(body, 'commit_title') ?? title
  const rest = readText(body, 'commit_message') ?? text
  return makeCommit(call, {
    tree: result.tree,
    parents: isSquash ? [base] : [base, pull.head.sha],
    message: rest === '' ? headline : `${headline}\n\n${rest}`,
    author: identityOf(isSquash ? issue.author : call.caller.user, world.clock.now()),
    byGitHub: true,
  }).oid
}

/** The text of a single commit without its headline, or the list of several. */
function squashMessage(commits: readonly Commit[]): string {
  const [only, ...others] = commits
  if (only && others.length === 0) return only.message.split('\n').slice(2).join('\n')
  return commits.map(({ message }) => `* ${message}`).join('\n\n')
}

/** Writes the commits anew on top of `base`, one by one, with their authors; merges among them are left out. */
function rebase(call: Call, commits: readonly Commit[], base: string): string {
  const { objects } = call.repository.git
  let tip = base
  for (const { parents, tree, author, message } of commits) {
    if (parents.length > 1) continue
    const treeOf = (oid: string | undefined) => objects.readCommit(oid ?? '')?.tree ?? objects.writeTree([])
    const result = mergeTrees(objects, { ancestor: treeOf(parents[0]), base: treeOf(tip), head: tree })
    if (result.kind === 'conflict') throw new Problem(405, "This branch can't be rebased")
    const committer = identityOf(call.caller.user, call.world.clock.now())
    tip = makeCommit(call, { tree: result.tree, parents: [tip], message, author, committer }).oid
  }
  return tip
}

function deleteHead(call: Call, { pull }: PullIssue): void {
  const name = `refs/heads/${pull.head.ref}`
  const before = call.repository.git.refs.read(name)
  if (before !== undefined) changeRef(call, { name, before, after: null })
}
