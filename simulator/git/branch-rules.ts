import { Problem } from '../http/problem.ts'
import type { Act } from '../state/act.ts'
import type { BranchRule, Repository } from '../state/repository.ts'

/** What a rule can forbid to do to a branch. */
export type BlockedChange = BranchRule['block'][number]

/** A change of a ref (full name); null stands for a ref that does not exist. */
export interface RefChange {
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

/** What a rule says to somebody whom it stops. */
export const RULE_WORDS: Readonly<Record<BlockedChange, string>> = {
  create: 'Cannot create ref due to creations being restricted.',
  update: 'Changes must be made through a pull request.',
  delete: 'Cannot delete this branch.',
}

/** What a change does: make a ref, move it or delete it. */
export function kindOfChange({ before, after }: RefChange): BlockedChange {
  if (before === null) return 'create'
  return after === null ? 'delete' : 'update'
}

/** The rules that speak of a branch. */
export function rulesFor(repository: Repository, branch: string): readonly BranchRule[] {
  return repository.branchRules.filter(({ pattern }) => matchesPattern(pattern, branch))
}

/** Why the rules stop this change, in GitHub's words, or null when they do not. Rules speak of branches only. */
export function findViolation(
  { repository, caller }: Pick<Act, 'repository' | 'caller'>,
  change: RefChange,
): string | null {
  if (!change.name.startsWith('refs/heads/')) return null
  const kind = kindOfChange(change)
  const login = caller.user.login.toLowerCase()
  const stops = (rule: BranchRule) =>
    rule.block.includes(kind) && !rule.bypass.some((bypassing) => bypassing.toLowerCase() === login)
  return rulesFor(repository, change.name.slice('refs/heads/'.length)).some(stops) ? RULE_WORDS[kind] : null
}

/** Throws GitHub's error when the rules stop this change; its status differs by endpoint. */
export function requireNoViolation(act: Act, change: RefChange, status: 405 | 409 | 422): void {
  const violation = findViolation(act, change)
  if (violation) throw new Problem(status, `Repository rule violations found\n\n${violation}\n\n`)
}

/** `*` stands for anything without a slash, `**` for anything. */
function matchesPattern(pattern: string, branch: string): boolean {
  const source = pattern.replace(/\*\*|\*|[.+?^${}()|[\]\\]/g, (token) => {
    if (token === '**') return '.*'
    return token === '*' ? '[^/]*' : `\\${token}`
  })
  return new RegExp(`^${source}$`).test(branch)
}
