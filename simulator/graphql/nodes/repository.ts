import { timestamp } from '../../state/clock.ts'
import type { Issue } from '../../state/issue.ts'
import { webUrl } from '../../state/present/repository.ts'
import { fullName } from '../../state/repository.ts'
import { connect } from '../connection.ts'
import { GraphqlProblem } from '../graphql-problem.ts'
import type { Arguments, GraphNode, Sight } from '../node.ts'
import { requireIssueRead, requireRead } from '../require-read.ts'
import { actorNode } from './actor.ts'
import { listDeployments } from './deployment.ts'
import { findObject, refNode } from './git-object.ts'
import { issueNode, labelNode } from './issue.ts'
import { listReleases } from './release.ts'

/** A repository. */
export function repositoryNode(sight: Sight): GraphNode {
  const { world, repository } = sight
  const url = webUrl(world, repository)
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: actorNode(world, repository.owner),
    description: repository.description,
    isPrivate: repository.private,
    isArchived: repository.archived,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    hasIssuesEnabled: repository.settings.hasIssues,
    createdAt: timestamp(repository.createdAt),
    url,
    resourcePath: new URL(url).pathname,
    defaultBranchRef: () => refNode(sight, `refs/heads/${repository.defaultBranch}`),
    ref: (args: Arguments) => refNode(sight, String(args.qualifiedName)),
    object: (args: Arguments) => findObject(sight, args),
    label: (args: Arguments) => {
      const label = repository.labels.get(String(args.name).toLowerCase())
      return label ? labelNode(label) : null
    },
    issue: (args: Arguments) => issueOf(sight, { number: Number(args.number), kind: 'Issue' }),
    pullRequest: (args: Arguments) => issueOf(sight, { number: Number(args.number), kind: 'PullRequest' }),
    issueOrPullRequest: (args: Arguments) => issueOf(sight, { number: Number(args.number), kind: 'either' }),
    issues: (args: Arguments) => listIssues(sight, args),
    releases: (args: Arguments) => listReleases(sight, args),
    deployments: (args: Arguments) => listDeployments(sight, args),
  }
}

function issueOf(
  sight: Sight,
  { number, kind }: { readonly number: number; readonly kind: 'Issue' | 'PullRequest' | 'either' },
): GraphNode {
  const issue = sight.repository.issues.get(number)
  requireIssueRead(sight, issue ?? { isPull: kind === 'PullRequest' })
  const fits = issue && (kind === 'either' || issue.isPull === (kind === 'PullRequest'))
  if (fits) return issueNode(sight, issue)
  const named = kind === 'PullRequest' ? 'a PullRequest' : kind === 'Issue' ? 'an Issue' : 'an issue or pull request'
  throw new GraphqlProblem('NOT_FOUND', `Could not resolve to ${named} with the number of ${number}.`)
}

/** `states` and `labels` are understood; every other filter is refused rather than ignored. */
function listIssues(sight: Sight, args: Arguments): Record<string, unknown> {
  requireRead(sight, ['issues'])
  const { filterBy, orderBy, states, labels } = args
  if (filterBy != null || orderBy != null) {
    throw new GraphqlProblem('NOT_COVERED', 'This server does not cover `filterBy` and `orderBy` of `issues`.')
  }
  const hasLabel = (issue: Issue) =>
    !Array.isArray(labels) ||
    // GitHub compares these names with their case (cli/cli#1819), although labels are unique without it.
    labels.some((name) => issue.labels.some((label) => label.name === name))
  const hasState = ({ state }: Issue) => !Array.isArray(states) || states.includes(state.toUpperCase())
  const issues = [...sight.repository.issues.values()].filter(
    (issue) => !issue.isPull && hasState(issue) && hasLabel(issue),
  )
  return connect('issues', issues, { args, show: (issue) => issueNode(sight, issue) })
}
