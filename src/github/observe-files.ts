import { arrangeFiles } from '../files/arrange-files.ts'
import type { RepositoryFiles, WantedFiles } from '../files/repository-files.ts'
import type { FileRole } from '../files/wanted-path.ts'
import { chooseFiles, formsFolder, roleOf, templatesFolder } from '../files/wanted-path.ts'
import { isDefinite } from './api-error.ts'
import type { GitHubClient } from './client.ts'
import type { Place } from './place.ts'
import { readBlobs } from './read-blobs.ts'
import type { BranchHead, TreeFile } from './read-tree.ts'
import { readHead, readTree } from './read-tree.ts'

export interface FilesRequest extends WantedFiles {
  readonly defaultBranch: string
  /** The commit of the checkout, where only what is absent there is asked for: saves looking up the branch. */
  readonly commit?: string
  /** What to read; everything where it is left out. */
  readonly roles?: readonly FileRole[]
}

/**
 * Settings, form, templates, CODEOWNERS and runbooks from the default branch: its head, one tree, then about a hundred
 * files a request. A repository without that branch (empty) has no files. Rejects where GitHub gives no answer.
 */
export async function observeFiles(client: GitHubClient, where: Place, wanted: FilesRequest): Promise<RepositoryFiles> {
  const found = await listCommit(client, where, wanted)
  if (!found) return arrangeFiles({ sha: '', texts: [], notices: [] }, wanted)
  const { commit, files } = found
  const { roles } = wanted
  const listed = roles ? files.filter((file) => roles.some((role) => role === roleOf(file.path, wanted))) : files
  const { read, notices } = chooseFiles(listed, wanted)
  const paths = new Set(read.map((file) => file.path))
  const blobs = await readBlobs(
    client,
    where,
    listed.filter((file) => paths.has(file.path)),
  )
  const broken = blobs.unreadable.map((path) => ({
    path,
    message: 'the file is no text in UTF-8, or there are too many to read one by one',
    help: 'Save it as UTF-8, or check the repository out in the workflow.',
  }))
  return arrangeFiles({ sha: commit, texts: blobs.texts, notices: [...notices, ...broken] }, wanted)
}

/** The files of the commit asked for, else of the default branch's head. */
async function listCommit(
  client: GitHubClient,
  where: Place,
  wanted: FilesRequest,
): Promise<{ readonly commit: string; readonly files: readonly TreeFile[] } | undefined> {
  const folders = foldersOf(wanted)
  if (wanted.commit !== undefined) {
    try {
      return { commit: wanted.commit, files: await readTree(client, where, { tree: wanted.commit, folders }) }
    } catch (error) {
      // Not every server takes a commit for its tree.
      if (!isDefinite(error)) throw error
    }
  }
  const head: BranchHead | undefined = await readHead(client, where, wanted.defaultBranch)
  return head && { commit: head.commit, files: await readTree(client, where, { tree: head.tree, folders }) }
}

/** Every folder that holds something wanted; one that lies in another is listed with it. */
function foldersOf({ settingsPath, runbooksFolder }: WantedFiles): readonly string[] {
  const settingsFolder = settingsPath.slice(0, Math.max(0, settingsPath.lastIndexOf('/')))
  const folders = new Set(['.github', formsFolder, templatesFolder, 'docs', runbooksFolder, settingsFolder])
  const named = [...folders].filter((folder) => folder !== '')
  return named.filter((folder) => !named.some((other) => folder.startsWith(`${other}/`)))
}
