import type { Notice, RunbookFile } from '../runbooks/document.ts'

/** Every file of the repository that Muster reads, as it stands at one commit. */
export interface RepositoryFiles {
  /** The commit that was read: permalinks point to it. Empty when nothing could be read. */
  readonly sha: string
  readonly settings: string | undefined
  /** Where they stand, or would stand. */
  readonly settingsPath: string
  /** The incident form, where the repository has one. */
  readonly form: TextFile | undefined
  readonly codeowners: string | undefined
  /** Overriding templates by name: `board`, `postmortem`. */
  readonly templates: Readonly<Record<string, string>>
  readonly runbooks: readonly RunbookFile[]
  /** Files that were refused, and why. */
  readonly notices: readonly Notice[]
}

export interface TextFile {
  readonly path: string
  readonly text: string
}

/** Where to look; paths as the inputs gave them, relative to the repository. */
export interface WantedFiles {
  readonly settingsPath: string
  readonly runbooksFolder: string
  /** The name of the incident label, where it is not `incident`. */
  readonly word?: string
}

/** A file as a listing shows it, before it is read. */
export interface ListedFile {
  readonly path: string
  /** Only plain files are ever read. */
  readonly kind: 'file' | 'link' | 'submodule'
  /** Bytes. */
  readonly size: number
}
