import type { FailureCode } from '../../domain/snapshot.ts'
import { ApiError, hasCode, refusalIn } from '../api-error.ts'
import { readFresh } from '../look-again.ts'
import { inPlace } from '../place.ts'
import { readHead } from '../read-tree.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done, refused } from './applied.ts'
import { foldDocument, foldFailure } from './fold.ts'

/**
 * Delivers files as one commit: tree, commit and, last, the branch, so that a run killed on the way leaves nothing that
 * anybody sees. No author is given: GitHub signs what a bot commits without one. The branch is never forced.
 */
export async function applyCommit(context: ApplyContext, effect: EffectOf<'commit'>): Promise<Applied> {
  try {
    const { commit, tree } = await makeCommit(context, effect)
    const head = await moveBranch(context, effect, { commit, tree })
    const texts = Object.fromEntries(effect.files.map((file) => [file.path, file.text]))
    return done(
      foldDocument(({ branchFiles }) => ({
        branchHead: head,
        branchIsOurs: true,
        branchIsBehind: false,
        branchFiles: { ...branchFiles, ...texts },
      })),
    )
  } catch (error) {
    const refusal = refusalIn(error)
    const code = refusal && failureOf(refusal)
    if (!code) throw error
    return refused(foldFailure(code, refusal.message))
  }
}

interface Made {
  readonly commit: string
  readonly tree: string
}

async function makeCommit(
  { client, where }: ApplyContext,
  { files, message, expectedHead, base, joins }: EffectOf<'commit'>,
): Promise<Made> {
  const place = inPlace(where)
  const { git } = client.rest
  const head = expectedHead ?? base
  const before = await readFresh(client, () => git.getCommit({ ...place, commit_sha: joins ? base : head }))
  const entries = files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text }) as const)
  const tree = await git.createTree({ ...place, base_tree: before.data.tree.sha, tree: entries })
  const commit = await git.createCommit({
    ...place,
    message,
    tree: tree.data.sha,
    parents: joins ? [head, base] : [head],
  })
  return { commit: commit.data.sha, tree: tree.data.sha }
}

/**
 * Points the branch to the commit. Where that is refused or nobody knows what became of it, the branch is read again: if
 * it already holds these very files, another run of ours (or this request) was faster and all is well.
 */
async function moveBranch(
  { client, where }: ApplyContext,
  { branch, expectedHead }: EffectOf<'commit'>,
  made: Made,
): Promise<string> {
  const place = inPlace(where)
  try {
    if (expectedHead === undefined)
      await client.rest.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: made.commit })
    else await client.rest.git.updateRef({ ...place, ref: `heads/${branch}`, sha: made.commit, force: false })
    return made.commit
  } catch (error) {
    if (!hasCode(error, 'ambiguous', 'conflict', 'invalid') || isRuleViolation(error)) throw error
    const head = await readHead(client, where, branch)
    if (head?.tree === made.tree) return head.commit
    if (head && head.commit !== expectedHead) throw movedOn(branch)
    throw error
  }
}

/** Somebody committed to the branch meanwhile: the next run sees what and decides anew. */
function movedOn(branch: string): ApiError {
  return new ApiError('ambiguous', `the branch ${branch} has moved on`, {
    request: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
  })
}

function failureOf(error: ApiError): FailureCode | undefined {
  if (/secret/i.test(error.message)) return 'push-protection'
  // Whatever the reason: a ruleset, a workflow file that came along, a branch called `muster`, which git cannot hold beside ours.
  return hasCode(error, 'forbidden', 'not-found', 'invalid') || isRuleViolation(error) ? 'branch-forbidden' : undefined
}

/** Rulesets and branch protection answer 409 or 422 with one of these. */
function isRuleViolation(error: unknown): boolean {
  return error instanceof ApiError && /rule violation|protected branch|secret/i.test(error.message)
}
