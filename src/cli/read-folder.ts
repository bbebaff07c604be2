import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { MAX_PAGE } from '../runbooks/corpus.ts'
import type { Notice, RunbookFile } from '../runbooks/document.ts'
import { isPage } from '../runbooks/page-name.ts'

/** The pages of a folder, and what was not read. */
export interface Folder {
  readonly files: readonly RunbookFile[]
  readonly notices: readonly Notice[]
  /** Whether a path, as pages are named here, is there. */
  readonly exists: (path: string) => boolean
}

const MAX_FILES = 20_000
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * Reads every page below a folder, named by their path from the current directory. Symbolic links are not followed and
 * large files not read: each is a notice. Throws where the folder is missing or a file.
 */
export function readFolder(folder: string, cwd: string = process.cwd()): Folder {
  const root = resolve(cwd, folder)
  if (!existsSync(root))
    throw new Error(
      `There is no folder ${folder} in ${cwd}. Name the folder of runbooks: lint FOLDER, match --runbooks FOLDER.`,
    )
  if (!statSync(root).isDirectory()) throw new Error(`${folder} is a file. Name the folder that it stands in.`)
  const files: RunbookFile[] = []
  const notices: Notice[] = []
  for (const file of listFiles(root, notices, cwd)) {
    const path = nameFrom(cwd, file)
    if (lstatSync(file).size > 4 * MAX_PAGE)
      notices.push({
        path,
        message: 'the file is too large to be read',
        help: `Keep pages under ${MAX_PAGE} characters.`,
      })
    else files.push({ path, text: readFileSync(file, 'utf8') })
  }
  const exists = (path: string): boolean => existsSync(resolve(cwd, path)) || existsSync(join(root, path))
  return { files, notices, exists }
}

function listFiles(root: string, notices: Notice[], cwd: string): readonly string[] {
  const found: string[] = []
  const waiting = [root]
  for (let folder = waiting.pop(); folder !== undefined && found.length < MAX_FILES; folder = waiting.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isSymbolicLink()) notices.push(refusedLink(nameFrom(cwd, path)))
      else if (entry.isDirectory() && !SKIPPED.has(entry.name)) waiting.push(path)
      else if (entry.isFile() && isPage(entry.name)) found.push(path)
    }
  }
  if (found.length >= MAX_FILES) notices.push(refusedRest(nameFrom(cwd, root)))
  return found
}

function refusedRest(path: string): Notice {
  return { path, message: `more than ${MAX_FILES} pages; the others are not read`, help: 'Name a folder with fewer.' }
}

function refusedLink(path: string): Notice {
  return { path, message: 'symbolic links are not followed', help: 'Put the page itself here.' }
}

function nameFrom(cwd: string, file: string): string {
  return relative(cwd, file).split(sep).join('/')
}
