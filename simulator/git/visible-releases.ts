import { hasRole } from '../http/authorize.ts'
import type { Act } from '../state/act.ts'
import type { Release } from '../state/release.ts'

/** The releases that the caller may see, newest first; drafts only for those who may write. */
export function visibleReleases(act: Act): readonly Release[] {
  const { caller, repository } = act
  const canWrite = caller.allows({ permission: 'contents', access: 'write' }, repository) && hasRole(act, 'write')
  return [...repository.releases.values()].filter(({ draft }) => canWrite || !draft).toSorted((a, b) => b.id - a.id)
}
