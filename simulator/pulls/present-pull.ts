import type { View } from '../state/act.ts'
import { timestamp } from '../state/clock.ts'
import { presentIssue } from '../state/present/issue.ts'
import { apiUrl, presentRepository, webUrl } from '../state/present/repository.ts'
import { presentUser, presentUserOrNull } from '../state/present/user.ts'
import { presentTeam } from './present-team.ts'
import { commitsOfPull, filesOfPull, tryMerge } from './pull-changes.ts'
import { type PullIssue, requirePull } from './pull-issue.ts'

/** Fields that a pull request has in the same form as the issue behind it. */
const SHARED = [
  'number',
  'title',
  'user',
  'labels',
  'state',
  'locked',
  'assignee',
  'assignees',
  'milestone',
  'created_at',
  'updated_at',
  'closed_at',
  'author_association',
  'active_lock_reason',
  'comments_url',
  'body',
  'body_html',
  'body_text',
] as const

/** A pull request as lists show it. */
export function presentSimplePull(view: View, { pull, issue }: PullIssue): Record<string, unknown> {
  const { world, repository } = view
  const shared = presentIssue(view, issue)
  return {
    ...linksOf(view, { pull, issue }),
    id: pull.id,
    node_id: pull.nodeId,
    ...Object.fromEntries(SHARED.filter((key) => key in shared).map((key) => [key, shared[key]])),
    merged_at: pull.mergedAt && timestamp(pull.mergedAt),
    merge_commit_sha: pull.mergeCommitSha,
    requested_reviewers: pull.requestedReviewers.map((user) => presentUser(world, user)),
    requested_teams: pull.requestedTeams.map((team) => presentTeam(world, team)),
    draft: pull.draft,
    auto_merge: null,
    head: presentEnd(view, pull.head),
    base: presentEnd(view, pull.base),
    _links: hypermediaOf(view, { pull, issue }, apiUrl(world, repository)),
  }
}

/** A pull request as its own page and webhooks show it. Throws 404 where there is none of this number. */
export function presentPull(view: View, number: number): Record<string, unknown> {
  const found = requirePull(view, String(number))
  const { pull, issue } = found
  const files = filesOfPull(view.repository, pull)
  return {
    ...presentSimplePull(view, found),
    ...mergeabilityOf(view, found),
    merged: pull.mergedAt !== null,
    merged_by: presentUserOrNull(view.world, pull.mergedBy),
    comments: presentIssue(view, issue).comments,
    review_comments: 0,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: commitsOfPull(view.repository, pull).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  }
}

/** Whether it can be merged. Of a closed one GitHub does not say. */
function mergeabilityOf({ repository }: View, { pull, issue }: PullIssue): Record<string, unknown> {
  const base = repository.git.refs.read(`refs/heads/${pull.base.ref}`)
  if (issue.state === 'closed' || base === undefined) {
    return { mergeable: null, rebaseable: null, mergeable_state: 'unknown' }
  }
  const mergeable = tryMerge(repository, base, pull.head.sha).kind === 'clean'
  const state = pull.draft ? 'draft' : 'clean'
  return { mergeable, rebaseable: mergeable, mergeable_state: mergeable ? state : 'dirty' }
}

function presentEnd({ world, repository }: View, end: { readonly ref: string; readonly sha: string }): object {
  return {
    label: `${repository.owner.login}:${end.ref}`,
    ref: end.ref,
    sha: end.sha,
    user: presentUser(world, repository.owner),
    repo: presentRepository(world, repository),
  }
}

function linksOf({ world, repository }: View, { pull }: PullIssue): Record<string, string> {
  const api = apiUrl(world, repository)
  const url = `${api}/pulls/${pull.number}`
  const html = `${webUrl(world, repository)}/pull/${pull.number}`
  return {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: `${api}/issues/${pull.number}`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
  }
}

function hypermediaOf(view: View, found: PullIssue, api: string): Record<string, { readonly href: string }> {
  const links = linksOf(view, found)
  const href = (url: string | undefined) => ({ href: url ?? '' })
  return {
    self: href(links.url),
    html: href(links.html_url),
    issue: href(links.issue_url),
    comments: href(`${api}/issues/${found.pull.number}/comments`),
    review_comments: href(links.review_comments_url),
    review_comment: href(links.review_comment_url),
    commits: href(links.commits_url),
    statuses: href(links.statuses_url),
  }
}
