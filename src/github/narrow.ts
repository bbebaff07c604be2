import type { RestEndpointMethodTypes } from '@octokit/rest'
import type { Comment, Issue, Repository } from '../domain/record.ts'
import type { PullRequest } from '../domain/snapshot.ts'
import { ghost } from '../domain/vocabulary.ts'

/** What GitHub answers, by endpoint. */
export type ApiIssue =
  | RestEndpointMethodTypes['issues']['get']['response']['data']
  | RestEndpointMethodTypes['issues']['listForRepo']['response']['data'][number]
export type ApiComment = RestEndpointMethodTypes['issues']['listComments']['response']['data'][number]
export type ApiRepository = RestEndpointMethodTypes['repos']['get']['response']['data']
export type ApiPull = RestEndpointMethodTypes['pulls']['list']['response']['data'][number]

interface ApiActor {
  readonly login: string
  readonly type?: string
}

export function narrowIssue(issue: ApiIssue): Issue {
  return {
    number: issue.number,
    url: issue.html_url,
    title: issue.title,
    body: issue.body ?? '',
    author: loginOf(issue.user),
    authorIsBot: isBot(issue.user),
    state: issue.state === 'closed' ? 'closed' : 'open',
    stateReason: narrowReason(issue.state_reason),
    locked: issue.locked,
    labels: issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    bareLabels: issue.labels.flatMap((label) => (isBareLabel(label) ? [label.name ?? ''] : [])),
    assignees: (issue.assignees ?? []).map(loginOf),
    createdAt: isoTime(issue.created_at),
    closedAt: issue.closed_at ? isoTime(issue.closed_at) : undefined,
    commentCount: issue.comments,
  }
}

/** The colour that GitHub gives a label that it makes because somebody put it on an issue. */
export const newLabelColor = 'ededed'

function isBareLabel(label: ApiIssue['labels'][number]): label is Exclude<typeof label, string> {
  return typeof label !== 'string' && label.color === newLabelColor && !label.description
}

/** `body_html` comes only with the media type `application/vnd.github.full+json`. */
export function narrowComment(comment: ApiComment): Comment {
  return {
    id: Number(comment.id),
    url: comment.html_url,
    author: loginOf(comment.user),
    authorIsBot: isBot(comment.user),
    body: comment.body ?? '',
    bodyHtml: comment.body_html ?? '',
    createdAt: isoTime(comment.created_at),
    updatedAt: isoTime(comment.updated_at),
  }
}

/** `sha` is not told by this endpoint: the caller knows at which commit it reads. */
export function narrowRepository(repository: ApiRepository, sha: string): Repository {
  return {
    owner: repository.owner.login,
    name: repository.name,
    url: repository.html_url,
    private: repository.private,
    defaultBranch: repository.default_branch,
    sha,
  }
}

/** The fields that a pull request in a list and one on its own have in common, as far as they matter. */
type PullFields = Pick<
  ApiPull,
  'number' | 'html_url' | 'merged_at' | 'state' | 'closed_at' | 'title' | 'body' | 'requested_reviewers'
>

export function narrowPull(pull: PullFields): PullRequest {
  return {
    number: pull.number,
    url: pull.html_url,
    state: pull.merged_at ? 'merged' : pull.state === 'closed' ? 'closed' : 'open',
    mergedAt: pull.merged_at ? isoTime(pull.merged_at) : undefined,
    closedAt: pull.closed_at ? isoTime(pull.closed_at) : undefined,
    title: pull.title,
    body: pull.body ?? '',
    reviewers: (pull.requested_reviewers ?? []).map(loginOf),
  }
}

/** A pull request as the issue that it also is; who was asked to review it is not told there. */
export function narrowPullOfIssue(issue: ApiIssue): PullRequest {
  const merged = issue.pull_request?.merged_at
  return {
    number: issue.number,
    url: issue.pull_request?.html_url ?? issue.html_url,
    state: merged ? 'merged' : issue.state === 'closed' ? 'closed' : 'open',
    mergedAt: merged ? isoTime(merged) : undefined,
    closedAt: issue.closed_at ? isoTime(issue.closed_at) : undefined,
    title: issue.title,
    body: issue.body ?? '',
    reviewers: [],
  }
}

/** Why an issue has the state that it has; values that GitHub may add later count as none. */
export function narrowReason(reason: unknown): Issue['stateReason'] {
  return (['completed', 'not_planned', 'duplicate', 'reopened'] as const).find((known) => known === reason)
}

/** The login, also where the account is gone. */
export function loginOf(actor: { readonly login: string } | null | undefined): string {
  return actor?.login ?? ghost
}

/** GitHub's times are UTC in whole seconds; the domain's have milliseconds, as `Date` prints them. */
export function isoTime(time: string): string {
  const parsed = Date.parse(time)
  return Number.isNaN(parsed) ? new Date(0).toISOString() : new Date(parsed).toISOString()
}

function isBot(actor: ApiActor | null | undefined): boolean {
  return actor?.type === 'Bot' || loginOf(actor).endsWith('[bot]')
}
