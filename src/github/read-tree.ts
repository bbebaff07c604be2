import type { ListedFile } from '../files/repository-files.ts'
import { hasCode } from './api-error.ts'
import type { GitHubClient } from './client.ts'
import { readFresh } from './look-again.ts'
import type { Place } from './place.ts'
import { inPlace } from './place.ts'

/** The newest commit of a branch. */
export interface BranchHead {
  readonly commit: string
  readonly tree: string
}

/** A file of a commit, with the id that its content is read by. */
export interface TreeFile extends ListedFile {
  readonly sha: string
}

/** The head of a branch; `undefined` where there is no such branch. */
export async function readHead(client: GitHubClient, where: Place, branch: string): Promise<BranchHead | undefined> {
  try {
    const { data } = await client.rest.repos.getBranch({ ...inPlace(where), branch })
    return { commit: data.commit.sha, tree: data.commit.commit.tree.sha }
  } catch (error) {
    if (hasCode(error, 'not-found')) return undefined
    throw error
  }
}

/**
 * Every file of a tree in one request. Where GitHub cuts the list (100,000 entries or 7 MB), only these folders are
 * listed, each from its own tree.
 */
export async function readTree(
  client: GitHubClient,
  where: Place,
  { tree, folders }: { readonly tree: string; readonly folders: readonly string[] },
): Promise<readonly TreeFile[]> {
  const whole = await getTree(client, where, { tree, recursive: true })
  if (!whole.truncated) return listFiles(whole.entries, '')
  const top = await getTree(client, where, { tree, recursive: false })
  const parts = await Promise.all(
    folders.map(async (folder) => {
      const found = await findFolder(client, where, { tree, folder })
      if (found === undefined) return []
      return listFiles((await getTree(client, where, { tree: found, recursive: true })).entries, `${folder}/`)
    }),
  )
  return [...listFiles(top.entries, ''), ...parts.flat()]
}

interface Entry {
  readonly path?: string
  readonly mode?: string
  readonly type?: string
  readonly sha?: string
  readonly size?: number
}

async function getTree(
  client: GitHubClient,
  where: Place,
  { tree, recursive }: { readonly tree: string; readonly recursive: boolean },
): Promise<{ readonly entries: readonly Entry[]; readonly truncated: boolean }> {
  const depth = recursive ? { recursive: '1' } : {}
  const { data } = await readFresh(client, () =>
    client.rest.git.getTree({ ...inPlace(where), tree_sha: tree, ...depth }),
  )
  return { entries: data.tree, truncated: data.truncated === true }
}

/** Walks down to a folder, one level a request. */
async function findFolder(
  client: GitHubClient,
  where: Place,
  { tree, folder }: { readonly tree: string; readonly folder: string },
): Promise<string | undefined> {
  let current: string | undefined = tree
  for (const part of folder.split('/')) {
    if (current === undefined) return undefined
    const { entries } = await getTree(client, where, { tree: current, recursive: false })
    current = entries.find((entry) => entry.path === part && entry.type === 'tree')?.sha
  }
  return current
}

function listFiles(entries: readonly Entry[], prefix: string): readonly TreeFile[] {
  return entries.flatMap(({ path, mode, type, sha, size }) => {
    if (path === undefined || sha === undefined || type === 'tree') return []
    const kind = type === 'commit' ? 'submodule' : mode === '120000' ? 'link' : 'file'
    return [{ path: prefix + path, kind, size: size ?? 0, sha } as const]
  })
}
