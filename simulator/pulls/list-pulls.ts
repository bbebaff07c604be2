import type { Call } from '../http/route.ts'
import { commentsOf } from '../state/repository.ts'
import type { PullIssue } from './pull-issue.ts'

/** The pull requests that the query asks for, in its order; by default the open ones, newest first. */
export function listPulls(call: Call): readonly PullIssue[] {
  const { repository, query } = call
  const state = query.get('state') ?? 'open'
  const all = [...repository.pulls.values()].flatMap((pull) => {
    const issue = repository.issues.get(pull.number)
    return issue ? [{ pull, issue }] : []
  })
  const shown = all
    .filter(({ issue }) => state === 'all' || issue.state === state)
    .filter(({ pull }) => !query.has('base') || pull.base.ref === query.get('base'))
    .filter(({ pull }) => isFromHead(call, pull.head.ref))
  return sorted(call, shown)
}

/** `head` counts only in the form `owner:branch`; GitHub passes over any other. */
function isFromHead({ query, repository }: Call, branch: string): boolean {
  const [, owner, wanted] = /^([^:]+):(.+)$/.exec(query.get('head') ?? '') ?? []
  if (owner === undefined) return true
  return owner.toLowerCase() === repository.owner.login.toLowerCase() && wanted === branch
}

function sorted({ query, repository }: Call, pulls: readonly PullIssue[]): readonly PullIssue[] {
  const sort = query.get('sort') ?? 'created'
  const direction = query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc')
  const sign = direction === 'asc' ? 1 : -1
  const rank = ({ issue }: PullIssue): number => {
    if (sort === 'updated') return issue.updatedAt.getTime()
    return sort === 'popularity' ? commentsOf(repository, issue.number).length : issue.createdAt.getTime()
  }
  return pulls.toSorted((a, b) => sign * (rank(a) - rank(b) || a.pull.number - b.pull.number))
}
