import type { Repository } from '../state/repository.ts'
import { readWorkflow, type WorkflowReading } from './read-workflow.ts'

/** A workflow file of a commit, read. */
export interface WorkflowFile {
  readonly path: string
  readonly reading: WorkflowReading
}

const FOLDER = '.github/workflows/'

/** Reads workflow files from repositories; a folder that did not change is parsed once. */
export class WorkflowFiles {
  readonly #folders = new Map<string, Promise<readonly WorkflowFile[]>>()

  /** The workflow files of a commit, by path. */
  async at(repository: Repository, sha: string): Promise<readonly WorkflowFile[]> {
    const { objects } = repository.git
    const tree = objects.readCommit(sha)?.tree
    if (tree === undefined) return []
    const folder = objects.entryAt(tree, FOLDER.slice(0, -1))
    if (folder?.mode !== '040000') return []
    // One file may call another, so what a file means hangs on the whole folder.
    const reading = this.#folders.get(folder.oid) ?? readFolder(repository, folder.oid)
    this.#folders.set(folder.oid, reading)
    return reading
  }
}

async function readFolder({ git: { objects } }: Repository, folder: string): Promise<readonly WorkflowFile[]> {
  const files = objects.walkTree(folder).filter(({ path }) => /^[^/]+\.ya?ml$/.test(path))
  const texts = new Map(
    files.map(({ path, oid }) => [`${FOLDER}${path}`, objects.readBlob(oid)?.toString('utf8') ?? '']),
  )
  return Promise.all([...texts].map(async ([path, text]) => ({ path, reading: await readWorkflow(path, text, texts) })))
}
