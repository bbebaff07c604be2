import type { Act, View } from '../../state/act.ts'
import { timestamp } from '../../state/clock.ts'
import { webUrl } from '../../state/present/repository.ts'
import type { RefChange } from '../branch-rules.ts'
import type { Commit, Identity } from '../commit.ts'
import { commitsBetween, listCommits } from '../history.ts'
import { compareTrees } from '../tree-diff.ts'
import { findUserByEmail } from '../user-identity.ts'

const NOTHING = '0'.repeat(40)
/** GitHub puts at most 2,048 commits into a push's payload; what is new on a new branch is not listed. */
const MOST_COMMITS = 2048

/** The payload of a `push` webhook. */
export function presentPush(act: Act, change: RefChange): Record<string, unknown> {
  const { repository, caller } = act
  const { git } = repository
  const head = change.after === null ? undefined : git.objects.peel(change.after)
  const commits = change.before && head ? commitsBetween(git.objects, change.before, head.oid) : []
  return {
    ref: change.name,
    before: change.before ?? NOTHING,
    after: change.after ?? NOTHING,
    created: change.before === null,
    deleted: change.after === null,
    forced: isForced(act, change),
    base_ref: null,
    compare: compareUrl(act, change),
    commits: commits.slice(-MOST_COMMITS).map((commit) => presentPushedCommit(act, commit)),
    head_commit: head ? presentPushedCommit(act, head) : null,
    pusher: { name: caller.user.login, email: `${caller.user.login}@users.noreply.github.com` },
  }
}

function isForced({ repository: { git } }: View, { before, after }: RefChange): boolean {
  if (before === null || after === null) return false
  return !listCommits(git.objects, after).some(({ oid }) => oid === before)
}

function compareUrl({ world, repository }: View, { name, before, after }: RefChange): string {
  const web = webUrl(world, repository)
  if (before === null || after === null) return `${web}/compare/${name.replace(/^refs\/(heads|tags)\//, '')}`
  return `${web}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`
}

function presentPushedCommit(view: View, commit: Commit): Record<string, unknown> {
  const { world, repository } = view
  const { objects } = repository.git
  const parent = commit.parents[0] === undefined ? undefined : objects.readCommit(commit.parents[0])
  const changes = compareTrees(objects, parent?.tree ?? objects.writeTree([]), commit.tree)
  const person = ({ name, email, date }: Identity) => {
    const user = findUserByEmail(world, email)
    return { name, email, date: timestamp(date), ...(user ? { username: user.login } : {}) }
  }
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: timestamp(commit.committer.date),
    url: `${webUrl(world, repository)}/commit/${commit.oid}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: changes.filter(({ before }) => !before).map(({ path }) => path),
    removed: changes.filter(({ after }) => !after).map(({ path }) => path),
    modified: changes.filter(({ before, after }) => before && after).map(({ path }) => path),
  }
}
