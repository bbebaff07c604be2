import type { Repository } from '../../simulator/state/repository.ts'

const kept = new Map<string, Readonly<Record<string, string>>>()

/** The default branch as a checkout leaves it in the workspace: plain files, and a `HEAD` that names the commit. */
export function checkOut({ git, defaultBranch }: Repository): Readonly<Record<string, string>> {
  const commit = git.resolve(`refs/heads/${defaultBranch}`)
  if (!commit) throw new Error(`There is no branch ${defaultBranch}`)
  const known = kept.get(commit.oid)
  if (known) return known
  const files = { ...readTree(git, commit.tree), '.git/HEAD': `${commit.oid}\n` }
  kept.set(commit.oid, files)
  return files
}

/** Every file of a tree, by path. */
export function readTree(git: Repository['git'], tree: string): Readonly<Record<string, string>> {
  const blobs = git.objects.walkTree(tree).filter(({ mode }) => mode.startsWith('100'))
  return Object.fromEntries(blobs.map(({ path, oid }) => [path, git.objects.readBlob(oid)?.toString('utf8') ?? '']))
}
