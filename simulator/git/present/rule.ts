import type { View } from '../../state/act.ts'
import { fullName } from '../../state/repository.ts'
import { rulesFor } from '../branch-rules.ts'

/** GitHub's names of what a rule forbids; direct updates are forbidden by asking for a pull request. */
const TYPES = { create: 'creation', update: 'pull_request', delete: 'deletion' } as const

const PULL_REQUEST_PARAMETERS = {
  required_approving_review_count: 0,
  dismiss_stale_reviews_on_push: false,
  require_code_owner_review: false,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
}

/** The rules that hold for a branch, one entry for each thing forbidden. */
export function presentRules({ repository }: View, branch: string): readonly Record<string, unknown>[] {
  const source = { ruleset_source_type: 'Repository', ruleset_source: fullName(repository) }
  return rulesFor(repository, branch).flatMap((rule) =>
    rule.block.map((kind) => ({
      type: TYPES[kind],
      ...(kind === 'update' ? { parameters: PULL_REQUEST_PARAMETERS } : {}),
      ...source,
      ruleset_id: repository.branchRules.indexOf(rule) + 1,
    })),
  )
}
