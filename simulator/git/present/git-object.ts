import type { View } from '../../state/act.ts'
import { apiUrl } from '../../state/present/repository.ts'
import type { AnnotatedTag } from '../commit.ts'
import { refNodeId } from '../ref-node-id.ts'
import type { Ref } from '../ref-store.ts'
import { type PathEntry, typeOfMode } from '../tree.ts'
import { nodeIdOf, presentIdentity } from './commit.ts'
import { encodePath } from './file.ts'

/** GitHub's folders of objects, by type. */
const FOLDERS = { blob: 'blobs', tree: 'trees', commit: 'commits', tag: 'tags' } as const

/** A ref with the object it points to. */
export function presentRef(view: View, { name, oid }: Ref): Record<string, unknown> {
  const type = view.repository.git.objects.store.read(oid)?.type ?? 'commit'
  return {
    ref: name,
    node_id: refNodeId(view.repository, name),
    url: `${gitUrl(view)}/${encodePath(name)}`,
    object: { sha: oid, type, url: objectUrl(view, type, oid) },
  }
}

/** One entry of a tree. */
export function presentTreeEntry(view: View, { path, mode, oid }: PathEntry): Record<string, unknown> {
  const type = typeOfMode(mode)
  const size = type === 'blob' ? { size: view.repository.git.objects.readBlob(oid)?.length ?? 0 } : {}
  return { path, mode, type, ...size, sha: oid, ...(type === 'commit' ? {} : { url: objectUrl(view, type, oid) }) }
}

/** An annotated tag. */
export function presentTag(view: View, tag: AnnotatedTag): Record<string, unknown> {
  return {
    node_id: nodeIdOf(view, tag.oid),
    tag: tag.tag,
    sha: tag.oid,
    url: objectUrl(view, 'tag', tag.oid),
    message: tag.message,
    tagger: presentIdentity(tag.tagger),
    object: { type: tag.type, sha: tag.object, url: objectUrl(view, tag.type as keyof typeof FOLDERS, tag.object) },
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  }
}

/** The address of an object in the git data endpoints. */
export function objectUrl(view: View, type: keyof typeof FOLDERS, oid: string): string {
  return `${gitUrl(view)}/${FOLDERS[type]}/${oid}`
}

function gitUrl({ world, repository }: View): string {
  return `${apiUrl(world, repository)}/git`
}
