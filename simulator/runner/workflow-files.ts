import type { Repository } from '../state/repository.ts'
import { readWorkflow, type WorkflowReading } from './read-workflow.ts'

/** A workflow file of a commit, read. */
export interface WorkflowFile {
  readonly path: string
  readonly reading: WorkflowReading
}

const FOLDER = '.github/workflows/'

/** Reads workflow files from repositories; a file that did not change is parsed once. */
export class WorkflowFiles {
  readonly #readings = new Map<string, Promise<WorkflowReading>>()

  /** The workflow files of a commit, by path. */
  async at(repository: Repository, sha: string): Promise<readonly WorkflowFile[]> {
    const { objects } = repository.git
    const tree = objects.readCommit(sha)?.tree
    if (tree === undefined) return []
    const folder = objects.entryAt(tree, FOLDER.slice(0, -1))
    if (folder?.mode !== '040000') return []
    const files = objects.walkTree(folder.oid).filter(({ path }) => /^[^/]+\.ya?ml$/.test(path))
    return Promise.all(
      files.map(async ({ path, oid }) => {
        const place = `${FOLDER}${path}`
        return { path: place, reading: await this.#read(place, oid, objects.readBlob(oid)) }
      }),
    )
  }

  #read(path: string, oid: string, content: Buffer | undefined): Promise<WorkflowReading> {
    const key = `${oid} ${path}`
    const reading = this.#readings.get(key) ?? readWorkflow(path, content?.toString('utf8') ?? '')
    this.#readings.set(key, reading)
    return reading
  }
}
