import type { View } from '../../state/act.ts'
import { timestamp } from '../../state/clock.ts'
import { apiUrl, webUrl } from '../../state/present/repository.ts'
import { presentUserOrNull } from '../../state/present/user.ts'
import type { Commit, Identity } from '../commit.ts'
import type { FileDiff } from '../file-diff.ts'
import { findUserByEmail } from '../user-identity.ts'
import { presentFile } from './file.ts'

/** A commit as the git data endpoints show it. */
export function presentGitCommit(view: View, commit: Commit): Record<string, unknown> {
  const api = apiUrl(view.world, view.repository)
  const web = webUrl(view.world, view.repository)
  const parents = commit.parents.map((sha) => ({
    sha,
    url: `${api}/git/commits/${sha}`,
    html_url: `${web}/commit/${sha}`,
  }))
  return {
    sha: commit.oid,
    node_id: nodeIdOf(view, commit.oid),
    url: `${api}/git/commits/${commit.oid}`,
    html_url: `${web}/commit/${commit.oid}`,
    author: presentIdentity(commit.author),
    committer: presentIdentity(commit.committer),
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents,
    verification: presentVerification(commit),
  }
}

/** A commit as lists show it; with `files` as its own page does. */
export function presentCommit(view: View, commit: Commit, files?: readonly FileDiff[]): Record<string, unknown> {
  const { world, repository } = view
  const api = apiUrl(world, repository)
  const git = presentGitCommit(view, commit)
  const { author, committer, message, tree, verification } = git
  return {
    sha: commit.oid,
    node_id: git.node_id,
    commit: { author, committer, message, tree, url: git.url, comment_count: 0, verification },
    url: `${api}/commits/${commit.oid}`,
    html_url: git.html_url,
    comments_url: `${api}/commits/${commit.oid}/comments`,
    author: presentUserOrNull(world, findUserByEmail(world, commit.author.email)),
    committer: presentUserOrNull(world, findUserByEmail(world, commit.committer.email)),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${webUrl(world, repository)}/commit/${sha}`,
    })),
    ...(files ? { stats: statsOf(files), files: files.map((file) => presentFile(view, commit.oid, file)) } : {}),
  }
}

/** Whether a commit is signed. Every signature here is this server's own stand-in, and so verified. */
export function presentVerification(commit: Commit): Record<string, unknown> {
  const { signature, payload, committer } = commit
  if (signature === null) {
    return { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }
  }
  return { verified: true, reason: 'valid', signature, payload, verified_at: timestamp(committer.date) }
}

/** Name, address and time of an author or committer. */
export function presentIdentity({ name, email, date }: Identity): Record<string, unknown> {
  return { name, email, date: timestamp(date) }
}

/** Git objects have no numbers: their node ids are made of the repository and the object's id. */
export function nodeIdOf({ repository }: View, oid: string): string {
  return `C_${Buffer.from(`${repository.id}:${oid}`).toString('base64url')}`
}

function statsOf(files: readonly FileDiff[]): Record<string, number> {
  const additions = files.reduce((sum, file) => sum + file.additions, 0)
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0)
  return { total: additions + deletions, additions, deletions }
}
