import type { DocumentState } from './snapshot.ts'

/**
 * Whether the default branch has gone on in a file that the branch delivers, most often because another postmortem was
 * merged and stands in the index: the pull request would conflict there. True where it has a line that the branch lacks.
 */
export function isBranchOutdated({ branchIsOurs, branchIsBehind, pull, files, branchFiles }: DocumentState): boolean {
  if (!branchIsOurs || !branchIsBehind || pull?.state !== 'open') return false
  return Object.entries(branchFiles).some(([path, text]) => {
    const lines = new Set(text.split('\n'))
    return (files[path] ?? '').split('\n').some((line) => !lines.has(line))
  })
}
