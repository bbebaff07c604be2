import { timestamp } from '../../state/clock.ts'
import type { Issue, IssueComment, Label } from '../../state/issue.ts'
import { webUrl } from '../../state/present/repository.ts'
import { commentsOf } from '../../state/repository.ts'
import { connect } from '../connection.ts'
import type { Arguments, GraphNode, Sight } from '../node.ts'
import { actorNode } from './actor.ts'
import { repositoryNode } from './repository.ts'
import { textFields } from './text.ts'

/** An issue or, with what it shares with one, a pull request. */
export function issueNode(sight: Sight, issue: Issue): GraphNode {
  return issue.isPull ? pullNode(sight, issue) : { ...sharedFields(sight, issue), ...issueOnly(issue) }
}

function issueOnly(issue: Issue): GraphNode {
  return {
    __typename: 'Issue',
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
  }
}

function pullNode(sight: Sight, issue: Issue): GraphNode {
  const { world, repository } = sight
  const pull = repository.pulls.get(issue.number)
  return {
    ...sharedFields(sight, issue),
    __typename: 'PullRequest',
    id: pull?.nodeId ?? issue.nodeId,
    state: pull?.mergedAt ? 'MERGED' : issue.state.toUpperCase(),
    isDraft: pull?.draft ?? false,
    merged: pull?.mergedAt != null,
    mergedAt: pull?.mergedAt ? timestamp(pull.mergedAt) : null,
    mergedBy: pull?.mergedBy ? actorNode(world, pull.mergedBy) : null,
    headRefName: pull?.head.ref,
    headRefOid: pull?.head.sha,
    baseRefName: pull?.base.ref,
    baseRefOid: pull?.base.sha,
  }
}

function sharedFields(sight: Sight, issue: Issue): Record<string, unknown> {
  const { world, repository } = sight
  const url = `${webUrl(world, repository)}/${issue.isPull ? 'pull' : 'issues'}/${issue.number}`
  return {
    ...textFields(sight, issue),
    id: issue.nodeId,
    databaseId: issue.id,
    fullDatabaseId: String(issue.id),
    number: issue.number,
    title: issue.title,
    url,
    resourcePath: new URL(url).pathname,
    closed: issue.state === 'closed',
    closedAt: issue.closedAt && timestamp(issue.closedAt),
    locked: issue.locked,
    repository: () => repositoryNode(sight),
    labels: (args: Arguments) => connect('labels', issue.labels, { args, show: (label) => labelNode(label) }),
    assignees: (args: Arguments) =>
      connect('assignees', issue.assignees, { args, show: (user) => actorNode(world, user) }),
    comments: (args: Arguments) => {
      const show = (comment: IssueComment) => commentNode(sight, comment)
      return connect('comments', commentsOf(repository, issue.number), { args, show })
    },
  }
}

/** A comment on an issue or pull request. */
export function commentNode(sight: Sight, comment: IssueComment): GraphNode {
  const { world, repository } = sight
  const issue = repository.issues.get(comment.issueNumber)
  const url = `${webUrl(world, repository)}/${issue?.isPull ? 'pull' : 'issues'}/${comment.issueNumber}`
  const address = `${url}#issuecomment-${comment.id}`
  return {
    __typename: 'IssueComment',
    ...textFields(sight, comment),
    id: comment.nodeId,
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    url: address,
    resourcePath: address.slice(world.urls.web.length),
    isMinimized: comment.minimizedReason !== null,
    minimizedReason: comment.minimizedReason,
    repository: () => repositoryNode(sight),
    issue: () => issue && issueNode(sight, issue),
  }
}

/** A label. */
export function labelNode(label: Label): GraphNode {
  return {
    __typename: 'Label',
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description,
    isDefault: label.isDefault,
    createdAt: timestamp(label.createdAt),
  }
}
