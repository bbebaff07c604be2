import { Problem } from '../http/problem.ts'
import type { Act } from '../state/act.ts'
import type { RefChange } from './branch-rules.ts'
import type { Commit } from './commit.ts'
import type { GitRepository } from './repository.ts'

const folder = '.github/workflows'

/** A file below the folder of workflows by its path, and its content's id; null for one that was deleted. */
type WorkflowFile = readonly [path: string, oid: string | null]

/**
 * Throws where a token without the permission `workflows` would bring a change below `.github/workflows` to a branch or
 * tag. `isMerge` is a merge by the API, for which no file elsewhere is an excuse.
 */
export function requireNoWorkflowChange(act: Act, change: RefChange, how: { readonly isMerge?: boolean } = {}): void {
  const words = findWorkflowChange(act, change, how)
  if (words !== null) throw new Problem(act.world.options.workflowRefusal, words)
}

/**
 * GitHub's words where it would refuse so, or null. A ref is compared with what it had, a new one with the default branch,
 * and each commit that no branch has yet with its first parent. A file that another branch has just so passes.
 */
export function findWorkflowChange(
  { world, repository, caller }: Act,
  { name, before, after }: RefChange,
  { isMerge = false }: { readonly isMerge?: boolean } = {},
): string | null {
  const { git, defaultBranch } = repository
  if (!/^refs\/(heads|tags)\//.test(name)) return null
  if (caller.allows({ permission: 'workflows', access: 'write' }, repository)) return null
  const tip = git.objects.peel(after ?? '')
  if (!tip) return null
  const had = git.objects.peel(before ?? git.refs.read(`refs/heads/${defaultBranch}`) ?? '')
  const brought = filesOf(git, tip).filter(([path, oid]) => contentAt(git, had, path) !== oid)
  const changed = [...brought, ...newCommits(git, tip).flatMap((commit) => changesOf(git, commit))]
  const others = git.refs.list('refs/heads/').filter((ref) => ref.name !== name)
  const tips = others.map(({ oid }) => git.objects.readCommit(oid))
  const mayHaveTwin = !isMerge && world.options.workflowTwins
  const [path] =
    changed.find(([path, oid]) => !mayHaveTwin || !tips.some((other) => contentAt(git, other, path) === oid)) ?? []
  if (path === undefined) return null
  return `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`
}

/** The commits behind `tip` that no branch has yet. */
function newCommits({ objects, refs }: GitRepository, tip: Commit): readonly Commit[] {
  const seen = new Set<string>()
  const walk = (from: readonly string[]) => {
    const found: Commit[] = []
    const waiting = [...from]
    for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
      const commit = seen.has(oid) ? undefined : objects.readCommit(oid)
      seen.add(oid)
      if (!commit) continue
      found.push(commit)
      waiting.push(...commit.parents)
    }
    return found
  }
  walk(refs.list('refs/heads/').map(({ oid }) => oid))
  return walk([tip.oid])
}

/** What a commit changes below the folder against its first parent. */
function changesOf(git: GitRepository, commit: Commit): readonly WorkflowFile[] {
  const parent = git.objects.readCommit(commit.parents[0] ?? '')
  const made = filesOf(git, commit).filter(([path, oid]) => contentAt(git, parent, path) !== oid)
  const gone = filesOf(git, parent).filter(([path]) => contentAt(git, commit, path) === null)
  return [...made, ...gone.map(([path]) => [path, null] as const)]
}

function filesOf({ objects }: GitRepository, commit: Commit | undefined): readonly WorkflowFile[] {
  const entry = commit && objects.entryAt(commit.tree, folder)
  const entries = entry ? objects.walkTree(entry.oid, `${folder}/`) : []
  return entries.filter(({ mode }) => mode !== '040000').map(({ path, oid }) => [path, oid])
}

function contentAt({ objects }: GitRepository, commit: Commit | undefined, path: string): string | null {
  return (commit && objects.entryAt(commit.tree, path)?.oid) ?? null
}
