import type { View } from '../../state/act.ts'
import { apiUrl, webUrl } from '../../state/present/repository.ts'
import type { FileDiff } from '../file-diff.ts'

/** A changed file as commits, comparisons and pull requests list it; `revision` is the commit it is linked at. */
export function presentFile(view: View, revision: string, file: FileDiff): Record<string, unknown> {
  const web = webUrl(view.world, view.repository)
  const path = encodePath(file.path)
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${web}/blob/${revision}/${path}`,
    raw_url: `${web}/raw/${revision}/${path}`,
    contents_url: `${apiUrl(view.world, view.repository)}/contents/${path}?ref=${revision}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  }
}

/** A path for an address: every part encoded, slashes kept. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
