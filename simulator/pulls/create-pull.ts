import { readText } from '../git/read-field.ts'
import { type FieldError, invalid, Problem } from '../http/problem.ts'
import type { Call } from '../http/route.ts'
import { recordIssue } from '../state/issues/create-issue.ts'
import { checkIssueBody } from '../state/issues/read-limits.ts'
import type { PullRequest } from '../state/pull.ts'
import { emitPull } from './change-pull.ts'
import { commitsOfPull } from './pull-changes.ts'
import { openPulls, type PullIssue } from './pull-issue.ts'

const MAY_NOT_CREATE = 'GitHub Actions is not permitted to create or approve pull requests.'

/** The two branches of a pull request. */
type Ends = Pick<PullRequest, 'head' | 'base'>

/** Opens a pull request as the call's body asks. Throws GitHub's 403 and 422. */
export function createPull(call: Call): PullIssue {
  const { repository, caller, body, world } = call
  if (caller.kind === 'workflow' && !repository.settings.actionsMayCreatePullRequests) {
    throw new Problem(403, MAY_NOT_CREATE)
  }
  const title = readText(body, 'title')?.trim()
  if (!title) throw fault({ field: 'title', code: 'missing_field' })
  const text = readText(body, 'body') ?? null
  checkIssueBody(text)
  const ends = { base: findBranch(call, 'base'), head: findBranch(call, 'head') }
  requireNews(call, ends)
  const issue = recordIssue(call, { title, body: text, isPull: true })
  const pull: PullRequest = {
    id: world.nextId(),
    nodeId: issue.nodeId,
    number: issue.number,
    ...ends,
    draft: body.draft === true,
    maintainerCanModify: false,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
    requestedReviewers: [],
    requestedTeams: [],
    reviews: [],
  }
  repository.pulls.set(pull.number, pull)
  repository.git.refs.set(`refs/pull/${pull.number}/head`, ends.head.sha, null)
  emitPull(call, { pull, issue }, { action: 'opened' })
  return { pull, issue }
}

/** A 422 about one field of a pull request. */
export function fault(error: Omit<FieldError, 'resource'>): Problem {
  return invalid({ resource: 'PullRequest', ...error })
}

/** The branch that a field names, `owner:` before it allowed for this repository's own owner. */
function findBranch(
  { repository, body }: Call,
  field: 'base' | 'head',
): { readonly ref: string; readonly sha: string } {
  const text = readText(body, field) ?? ''
  const [, owner, name = text] = /^([^:]+):(.+)$/.exec(text) ?? []
  const ref = name.replace(/^refs\/heads\//, '')
  const isOwn = owner === undefined || owner.toLowerCase() === repository.owner.login.toLowerCase()
  const sha = isOwn ? repository.git.refs.read(`refs/heads/${ref}`) : undefined
  if (sha === undefined) throw fault({ field, code: 'invalid' })
  return { ref, sha }
}

/** Throws unless the head brings commits that no open pull request brings to this base already. */
function requireNews(call: Call, { head, base }: Ends): void {
  const { repository } = call
  const refuse = (message: string) => fault({ code: 'custom', message })
  const [twin] = openPulls(call, (other) => other.head.ref === head.ref && other.base.ref === base.ref)
  if (twin) throw refuse(`A pull request already exists for ${repository.owner.login}:${head.ref}.`)
  if (repository.git.mergeBase(base.sha, head.sha) === undefined) {
    throw refuse(`The ${head.ref} branch has no history in common with ${base.ref}`)
  }
  if (commitsOfPull(repository, { head, base }).length === 0) {
    throw refuse(`No commits between ${base.ref} and ${head.ref}`)
  }
}
