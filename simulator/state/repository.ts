import type { GitRepository } from '../git/repository.ts'
import type { Deployment } from './deployment.ts'
import type { Issue, IssueComment, Label, Milestone } from './issue.ts'
import type { PullRequest } from './pull.ts'
import type { Release } from './release.ts'
import type { RoleGrant, User } from './user.ts'
import type { SwitchedOff } from './workflows.ts'

/** Settings of a repository that change what the API lets one do. Defaults are those of a new repository. */
export interface RepositorySettings {
  /** "Allow GitHub Actions to create and approve pull requests"; off unless switched on, as at GitHub. */
  actionsMayCreatePullRequests: boolean
  hasIssues: boolean
  deleteBranchOnMerge: boolean
  /** Push protection: secrets in commits are answered with 409. */
  pushProtection: boolean
}

/** A branch rule or ruleset, in the few ways it can stop somebody. */
export interface BranchRule {
  /** A branch name; `*` stands for anything without a slash, `**` for anything. */
  readonly pattern: string
  readonly block: readonly ('create' | 'update' | 'delete')[]
  /** Logins that the rule does not stop. */
  readonly bypass: readonly string[]
}

/** A repository with all it holds. Everything but `git` is plain data, so that a snapshot is a structured clone. */
export interface Repository {
  readonly id: number
  readonly nodeId: string
  readonly owner: User
  readonly name: string
  readonly description: string | null
  readonly createdAt: Date
  private: boolean
  archived: boolean
  defaultBranch: string
  readonly settings: RepositorySettings
  branchRules: BranchRule[]
  /** Direct grants by login in lower case; the owner is admin without one. */
  readonly roles: Map<string, RoleGrant>
  /** By name in lower case: GitHub compares label names without case. */
  readonly labels: Map<string, Label>
  /** By number; pull requests are here too, with `isPull`. */
  readonly issues: Map<number, Issue>
  /** Numbers that answer 410 (deleted) or 301 (transferred, with the new place). */
  readonly gone: Map<number, { readonly kind: 'deleted' } | { readonly kind: 'transferred'; readonly url: string }>
  /** Comments on issues and pull requests by id. */
  readonly comments: Map<number, IssueComment>
  readonly milestones: Map<number, Milestone>
  readonly pulls: Map<number, PullRequest>
  readonly deployments: Map<number, Deployment>
  readonly releases: Map<number, Release>
  /** Workflows that are not active, by the path of their file; see `workflows.ts`. */
  readonly switchedOff: Map<string, { readonly state: SwitchedOff; readonly at: Date }>
  /** The number that the last issue or pull request got. Use `takeNumber`. */
  lastNumber: number
  readonly git: GitRepository
}

/** `owner/name`. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`
}

/** The next number of the sequence that issues and pull requests share. */
export function takeNumber(repository: Repository): number {
  repository.lastNumber += 1
  return repository.lastNumber
}

/** A copy of everything but the git objects, for answers that are some writes old. */
export function snapshotRepository(repository: Repository): Repository {
  const { git, ...data } = repository
  return { ...structuredClone(data), git: git.freeze() }
}

/** The comments of an issue, oldest first. */
export function commentsOf(repository: Repository, issueNumber: number): readonly IssueComment[] {
  return [...repository.comments.values()].filter((comment) => comment.issueNumber === issueNumber)
}
