import type { TextFile, WantedFiles } from '../files/repository-files.ts'
import { formsFolder, maxFileSize, roleOf } from '../files/wanted-path.ts'
import type { GitHubClient } from './client.ts'
import { sweepFile } from './observe-sweep-workflow.ts'
import type { Place } from './place.ts'
import { readBlobs } from './read-blobs.ts'
import { readHead, readTree } from './read-tree.ts'

/** What the default branch offers to people who file issues, whatever is checked out: GitHub reads forms from there. */
export interface ObservedForms {
  /** Every issue form, in the order of their paths. */
  readonly forms: readonly TextFile[]
  /** Whether the file of the sweep is there. */
  readonly hasSweep: boolean
}

const workflowsFolder = '.github/workflows'

/** Reads all issue forms of the default branch; `undefined` where GitHub does not show them. Never rejects. */
export async function observeForms(
  client: GitHubClient,
  where: Place,
  { defaultBranch, wanted }: { readonly defaultBranch: string; readonly wanted: WantedFiles },
): Promise<ObservedForms | undefined> {
  try {
    const head = await readHead(client, where, defaultBranch)
    if (!head) return { forms: [], hasSweep: false }
    const files = await readTree(client, where, { tree: head.tree, folders: [formsFolder, workflowsFolder] })
    const isForm = ({ path, kind, size }: (typeof files)[number]) =>
      kind === 'file' && size <= maxFileSize && roleOf(path, wanted) === 'form'
    const { texts } = await readBlobs(client, where, files.filter(isForm))
    return {
      forms: [...texts].sort((a, b) => (a.path < b.path ? -1 : 1)),
      hasSweep: files.some(({ path }) => path === `${workflowsFolder}/${sweepFile}`),
    }
  } catch {
    return undefined
  }
}
