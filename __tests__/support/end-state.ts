import type { Issue, IssueComment } from '../../simulator/state/issue.ts'
import { commentsOf, type Repository } from '../../simulator/state/repository.ts'
import type { World } from '../../simulator/state/world.ts'
import { readMarker } from '../../src/text/marker.ts'
import { readTree } from './check-out.ts'

/** The login that the workflow's token writes as. */
export const ourLogin = 'github-actions[bot]'

/** A comment of Muster: what its marker calls it, and its text. */
export interface OwnText {
  readonly key: string
  readonly text: string
}

/** An issue or pull request as it can be compared. */
export interface IssueState {
  /** Our comments by what they are; of several that are the same, all but one have a number, too. */
  readonly ours: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** What GitHub holds, in a form in which two worlds that went through the same can be compared. */
export interface EndState {
  readonly issues: Readonly<Record<string, IssueState>>
  readonly labels: readonly string[]
  /** Files of every branch that differ from the first commit, or are new; `null` = gone. */
  readonly branches: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Whom our texts notified, how, where, and how often: `alice mention #1 ×1`. */
  readonly told: readonly string[]
}

/**
 * Reads what is there, without what may differ between two ways to the same end: ids, instants, addresses with a port,
 * commits, claims, and what our markers remember.
 */
export function readEndState(world: World, repository: Repository): EndState {
  return {
    issues: Object.fromEntries(
      [...repository.issues.values()].map((issue) => [`#${issue.number}`, describeIssue(repository, issue)]),
    ),
    labels: [...repository.labels.values()]
      .map(({ name, color, description }) => `${name} ${color} ${steady(description ?? '')}`)
      .sort(),
    branches: describeBranches(repository),
    told: countTold(world),
  }
}

function describeIssue(repository: Repository, issue: Issue): IssueState {
  const pull = repository.pulls.get(issue.number)
  return {
    title: issue.title,
    body: steady(issue.body ?? ''),
    author: issue.author.login,
    state: `${issue.state} ${issue.stateReason ?? ''}`.trim(),
    labels: issue.labels.map(({ name }) => name).sort(),
    assignees: issue.assignees.map(({ login }) => login).sort(),
    ours: nameTexts(ownTexts(repository, issue.number)),
    said: commentsOf(repository, issue.number)
      .filter(({ author }) => author.login !== ourLogin)
      .map(({ author, body }) => `${author.login}: ${body}`),
    verdicts: commentsOf(repository, issue.number).flatMap(verdictOn),
    closings: issue.events.filter(({ event }) => event === 'closed' || event === 'reopened').map(({ event }) => event),
    ...(pull && {
      head: pull.head.ref,
      base: pull.base.ref,
      merged: pull.mergedAt !== null,
      reviewers: pull.requestedReviewers.map(({ login }) => login).sort(),
    }),
  }
}

function nameTexts(own: readonly OwnText[]): IssueState['ours'] {
  const texts = own.map(({ key, text }) => [steadyKey(key), steady(text)] as const).sort()
  return Object.fromEntries(
    texts.map(([key, text], index) => {
      const before = texts.slice(0, index).filter(([other]) => other === key).length
      return [before === 0 ? key : `${key} (${before + 1})`, text]
    }),
  )
}

/** Comments of ours that carry a marker, oldest first. */
export function ownTexts(repository: Repository, issue: number): readonly OwnText[] {
  return commentsOf(repository, issue)
    .filter(({ author }) => author.login === ourLogin)
    .map(({ body }) => {
      const marker = readMarker(body)
      return { key: marker?.keys[0] ?? '', text: marker?.text ?? body }
    })
}

/** Our verdicts on people's commands. */
function verdictOn({ author, body, reactions }: IssueComment): readonly string[] {
  const ours = reactions.filter(({ user, content }) => user.login === ourLogin && /^(\+1|confused)$/.test(content))
  return ours.map(({ content }) => `${author.login}: ${body.split('\n', 1)[0]} → ${content}`)
}

function describeBranches({ git }: Repository): EndState['branches'] {
  const first = firstTree(git)
  const branches = git.refs.list('refs/heads/').map(({ name, oid }) => {
    const files = readTree(git, git.objects.peel(oid)?.tree ?? '')
    const changed = Object.entries(files).filter(([path, text]) => first[path] !== text)
    return [name, Object.fromEntries(changed.map(([path, text]) => [path, steady(text)]))]
  })
  return Object.fromEntries(branches)
}

function firstTree(git: Repository['git']): Readonly<Record<string, string>> {
  let commit = git.resolve('HEAD')
  for (let parent = commit?.parents[0]; parent !== undefined; parent = commit?.parents[0]) {
    commit = git.objects.readCommit(parent)
  }
  return commit ? readTree(git, commit.tree) : {}
}

function countTold({ notifications }: World): readonly string[] {
  const counts = new Map<string, number>()
  for (const { login, reason, subject, by } of notifications) {
    if (by !== ourLogin) continue
    const what = `${login} ${reason} ${subject.slice(subject.indexOf('#'))}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts].map(([what, count]) => `${what} ×${count}`).sort()
}

/** A reply's key carries the id of the comment that it answers. */
function steadyKey(key: string): string {
  return key.replace(/\d{4,}/g, '…').replace(/(override:\w+):\w+/, '$1:…')
}

function steady(text: string): string {
  return text
    .replace(/<!-- muster:v1 .*-->\s*$/s, '')
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://github.test')
    .replace(/issuecomment-\d+/g, 'issuecomment-…')
    .replace(/\/runs\/\d+/g, '/runs/…')
    .replace(/\b[0-9a-f]{40}\b/g, '…')
    .replace(/\b\d{4}-\d{2}-\d{2}T[\d:.]+Z\b/g, '…')
    .replace(/\b\d{2}:\d{2}(:\d{2})?\b/g, '…')
    .replace(/\b(?:under )?\d+ (min|h|minutes?|seconds?)\b/g, '… $1')
    .replace(/\b1[78]\d{11}\b/g, '…')
    .trim()
}
