import type { View } from '../act.ts'
import { timestamp } from '../clock.ts'
import type { Issue } from '../issue.ts'
import { commentsOf } from '../repository.ts'
import { associationOf } from '../roles.ts'
import { presentApp } from './app.ts'
import { presentBody } from './body.ts'
import { presentComment } from './comment.ts'
import { presentLabel, presentMilestone } from './label.ts'
import { presentRollup } from './reactions.ts'
import { apiUrl, webUrl } from './repository.ts'
import { presentUser, presentUserOrNull } from './user.ts'

const NOTHING_BELOW = {
  sub_issues_summary: { total: 0, completed: 0, percent_completed: 0 },
  issue_dependencies_summary: { blocked_by: 0, total_blocked_by: 0, blocking: 0, total_blocking: 0 },
}

/** An issue, or a pull request seen as one, as the lists of issues and webhooks show it. */
export function presentIssue(view: View, issue: Issue): Record<string, unknown> {
  const { world, repository } = view
  const url = `${apiUrl(world, repository)}/issues/${issue.number}`
  const first = issue.assignees[0] ?? null
  return {
    url,
    repository_url: apiUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${webUrl(world, repository)}/${issue.isPull ? 'pull' : 'issues'}/${issue.number}`,
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: presentUserOrNull(world, issue.author),
    labels: issue.labels.map((label) => presentLabel(view, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: presentUserOrNull(world, first),
    assignees: issue.assignees.map((user) => presentUser(world, user)),
    milestone: presentMilestone(view, issue.milestone),
    comments: commentsOf(repository, issue.number).length,
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_at: issue.closedAt && timestamp(issue.closedAt),
    author_association: associationOf(world, repository, issue.author),
    active_lock_reason: issue.activeLockReason,
    ...(issue.isPull ? presentPullPart(view, issue) : NOTHING_BELOW),
    ...presentBody(view, issue),
    reactions: presentRollup(issue.reactions, url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: presentApp(world, issue.app),
    state_reason: issue.stateReason,
  }
}

/** An issue with what only its own page has: who closed it, and its pinned comment. */
export function presentIssuePage(view: View, issue: Issue): Record<string, unknown> {
  const pinned = issue.pinnedCommentId === null ? undefined : view.repository.comments.get(issue.pinnedCommentId)
  return {
    ...presentIssue(view, issue),
    closed_by: presentUserOrNull(view.world, issue.closedBy),
    pinned_comment: pinned ? presentComment(view, pinned) : null,
  }
}

function presentPullPart({ world, repository }: View, issue: Issue): Record<string, unknown> {
  const pull = repository.pulls.get(issue.number)
  const html = `${webUrl(world, repository)}/pull/${issue.number}`
  return {
    draft: pull?.draft ?? false,
    pull_request: {
      url: `${apiUrl(world, repository)}/pulls/${issue.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull?.mergedAt ? timestamp(pull.mergedAt) : null,
    },
  }
}
