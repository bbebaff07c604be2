import type { Notice } from '../runbooks/document.ts'
import { isPage } from '../runbooks/page-name.ts'
import type { ListedFile, WantedFiles } from './repository-files.ts'

/** What a path is to Muster. */
export type FileRole = 'settings' | 'form' | 'codeowners' | 'template' | 'runbook'

/** Where GitHub looks for code owners, in its order. https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export const codeownersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

export const formsFolder = '.github/ISSUE_TEMPLATE'
export const templatesFolder = '.github/muster/templates'

/** The most runbooks that are read, in the order of their paths. */
export const maxRunbooks = 5_000
/** Bytes; no other file that Muster reads is ever near it. */
export const maxFileSize = 524_288

/** What this path is to Muster; `undefined` for everything it has no business with. */
export function roleOf(path: string, wanted: WantedFiles): FileRole | undefined {
  if (path === wanted.settingsPath || path === otherEnding(wanted.settingsPath)) return 'settings'
  if (codeownersPaths.some((known) => known === path)) return 'codeowners'
  if (isDirectly(path, formsFolder) && /\.ya?ml$/i.test(path) && !/\/config\.ya?ml$/i.test(path)) return 'form'
  if (isDirectly(path, templatesFolder) && path.endsWith('.hbs')) return 'template'
  if (isPage(path) && isInside(path, wanted.runbooksFolder)) return 'runbook'
  return undefined
}

/** People write `.yaml` as often as `.yml`. */
function otherEnding(path: string): string | undefined {
  if (/\.yml$/i.test(path)) return path.replace(/\.yml$/i, '.yaml')
  return /\.yaml$/i.test(path) ? path.replace(/\.yaml$/i, '.yml') : undefined
}

/** Which of the listed files to read, in the order of their paths, and which were refused. */
export function chooseFiles(
  listed: readonly ListedFile[],
  wanted: WantedFiles,
): { readonly read: readonly ListedFile[]; readonly notices: readonly Notice[] } {
  const relevant = listed.filter((file) => roleOf(file.path, wanted)).sort((a, b) => (a.path < b.path ? -1 : 1))
  const notices = relevant.flatMap((file) => refuse(file) ?? [])
  const refused = new Set(notices.map((notice) => notice.path))
  const plain = relevant.filter((file) => !refused.has(file.path))
  const runbooks = plain.filter((file) => roleOf(file.path, wanted) === 'runbook')
  const over = new Set(runbooks.slice(maxRunbooks))
  return {
    read: plain.filter((file) => !over.has(file)),
    notices: over.size > 0 ? [...notices, tooMany(wanted)] : notices,
  }
}

/** Whether the path lies anywhere below the folder; an empty folder is the whole repository. */
export function isInside(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}

function isDirectly(path: string, folder: string): boolean {
  return isInside(path, folder) && !path.slice(folder.length + 1).includes('/')
}

function refuse({ path, kind, size }: ListedFile): Notice | undefined {
  if (kind !== 'file') {
    const what = kind === 'link' ? 'a symbolic link' : 'a submodule'
    return { path, message: `the file is ${what} and was not read`, help: 'Put the file itself here.' }
  }
  if (size <= maxFileSize) return undefined
  return { path, message: 'the file is too large to be read', help: `Keep it under ${maxFileSize / 1024} KiB.` }
}

function tooMany({ runbooksFolder }: WantedFiles): Notice {
  return {
    path: runbooksFolder,
    message: `there are more than ${maxRunbooks} runbooks; the others were not read`,
    help: 'Set the input `runbooks` to a folder that holds runbooks only.',
  }
}
