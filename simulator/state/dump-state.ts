import type { Issue, IssueComment } from './issue.ts'
import { commentsOf, fullName, type Repository } from './repository.ts'
import type { World } from './world.ts'

/**
 * What everything has come to, without ids and times, so that two worlds that went through the same in another
 * order, or with interruptions, can be compared.
 */
export function dumpState(world: World): Record<string, unknown> {
  const repositories = [...world.repositories.values()].map((repository) => [
    fullName(repository),
    dumpRepository(repository),
  ])
  const notifications = world.notifications.map(({ login, reason, subject }) => `${login} ${reason} ${subject}`).sort()
  return { repositories: Object.fromEntries(repositories), notifications }
}

function dumpRepository(repository: Repository): Record<string, unknown> {
  const labels = [...repository.labels.values()].map(({ name, color, description }) => ({ name, color, description }))
  const branches = repository.git.refs.list('refs/heads/').map(({ name, oid }) => [name, filesAt(repository, oid)])
  return {
    defaultBranch: repository.defaultBranch,
    labels: labels.sort((a, b) => a.name.localeCompare(b.name)),
    issues: [...repository.issues.values()].map((issue) => dumpIssue(repository, issue)),
    branches: Object.fromEntries(branches),
  }
}

function dumpIssue(repository: Repository, issue: Issue): Record<string, unknown> {
  const pull = repository.pulls.get(issue.number)
  const pullPart = pull && {
    head: pull.head.ref,
    base: pull.base.ref,
    merged: pull.mergedAt !== null,
    reviewers: pull.requestedReviewers.map(({ login }) => login).sort(),
  }
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    author: issue.author.login,
    state: issue.state,
    stateReason: issue.stateReason,
    labels: issue.labels.map(({ name }) => name).sort(),
    assignees: issue.assignees.map(({ login }) => login).sort(),
    locked: issue.locked,
    reactions: dumpReactions(issue),
    comments: commentsOf(repository, issue.number).map((comment) => ({
      author: comment.author.login,
      body: comment.body,
      reactions: dumpReactions(comment),
      pinned: comment.pinnedAt !== null,
    })),
    ...(pullPart ? { pull: pullPart } : {}),
  }
}

function dumpReactions({ reactions }: Issue | IssueComment): readonly string[] {
  return reactions.map(({ user, content }) => `${user.login} ${content}`).sort()
}

/** The files of a commit with the ids of their contents, which are the same for the same text. */
function filesAt({ git }: Repository, oid: string): Record<string, string> {
  const commit = git.objects.peel(oid)
  const entries = commit ? git.objects.walkTree(commit.tree) : []
  return Object.fromEntries(entries.filter(({ mode }) => mode !== '040000').map(({ path, oid: blob }) => [path, blob]))
}
