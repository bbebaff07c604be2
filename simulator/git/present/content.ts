import type { View } from '../../state/act.ts'
import { apiUrl, webUrl } from '../../state/present/repository.ts'
import { fullName } from '../../state/repository.ts'
import type { PathEntry } from '../tree.ts'
import { encodePath } from './file.ts'

/** Above this many bytes the contents endpoint leaves the content out. */
const EMBEDDED_BYTES = 1024 * 1024

/** A file, symlink, submodule or folder as a folder's listing shows it. */
export function presentListedContent(view: View, entry: PathEntry, ref: string): Record<string, unknown> {
  const type = typeOf(entry)
  return { type, size: sizeOf(view, entry), ...namesOf(entry), ...linksOf(view, entry, ref) }
}

/** A file, symlink or submodule as its own page shows it. */
export function presentContent(view: View, entry: PathEntry, ref: string): Record<string, unknown> {
  const listed = presentListedContent(view, entry, ref)
  if (entry.mode === '160000')
    return { ...listed, type: 'submodule', submodule_git_url: submoduleUrl(view, entry, ref) }
  const data = view.repository.git.objects.readBlob(entry.oid) ?? Buffer.alloc(0)
  if (entry.mode === '120000') return { ...listed, target: data.toString('utf8') }
  const isEmbedded = data.length <= EMBEDDED_BYTES
  return { ...listed, encoding: isEmbedded ? 'base64' : 'none', content: isEmbedded ? encodeLines(data) : '' }
}

/** Base64 as GitHub gives it: lines of 60 characters, each ended. */
export function encodeLines(data: Buffer): string {
  return data.toString('base64').replace(/.{1,60}/g, '$&\n')
}

/** The address that `.gitmodules` gives for a path, or null where it gives none. */
function submoduleUrl({ repository }: View, { path }: PathEntry, ref: string): string | null {
  const modules = repository.git.readFile(ref, '.gitmodules')?.toString('utf8') ?? ''
  const sections = modules.split(/^\[/m).map((section) => {
    const fields = [...section.matchAll(/^\s*(\w+)\s*=\s*(.*?)\s*$/gm)]
    return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
  })
  return sections.find((fields) => fields.path === path)?.url ?? null
}

/** In listings GitHub calls a submodule a file, for older clients. */
function typeOf({ mode }: PathEntry): 'file' | 'dir' | 'symlink' {
  if (mode === '040000') return 'dir'
  return mode === '120000' ? 'symlink' : 'file'
}

function sizeOf({ repository }: View, { mode, oid }: PathEntry): number {
  return mode === '040000' || mode === '160000' ? 0 : (repository.git.objects.readBlob(oid)?.length ?? 0)
}

function namesOf({ path, oid }: PathEntry): Record<string, unknown> {
  return { name: path.slice(path.lastIndexOf('/') + 1), path, sha: oid }
}

function linksOf({ world, repository }: View, { mode, path, oid }: PathEntry, ref: string): Record<string, unknown> {
  const encoded = encodePath(path)
  const isFolder = mode === '040000'
  const web = `${webUrl(world, repository)}/${isFolder ? 'tree' : 'blob'}/${encodePath(ref)}/${encoded}`
  const url = `${apiUrl(world, repository)}/contents/${encoded}?ref=${encodeURIComponent(ref)}`
  const git = `${apiUrl(world, repository)}/git/${isFolder ? 'trees' : 'blobs'}/${oid}`
  const download = `${world.urls.web}/raw/${fullName(repository)}/${encodePath(ref)}/${encoded}`
  const isFile = !isFolder && mode !== '160000'
  return {
    url,
    html_url: web,
    git_url: git,
    download_url: isFile ? download : null,
    _links: { self: url, git, html: web },
  }
}
