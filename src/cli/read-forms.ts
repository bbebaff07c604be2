import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { FormFile } from '../text/issue-forms/validate-forms.ts'

const formsFolder = '.github/ISSUE_TEMPLATE'
/** No form is near it. */
const maxBytes = 500_000

/**
 * The issue forms of the repository that a folder stands in, named by their path from the current directory. None where
 * the folder is in no repository. Symbolic links are not followed: GitHub shows the link's text, which is no form.
 */
export function readForms(folder: string, cwd: string = process.cwd()): readonly FormFile[] {
  const root = findRepository(resolve(cwd, folder))
  const forms = root && join(root, formsFolder)
  if (!forms || !existsSync(forms)) return []
  return readdirSync(forms)
    .filter((name) => /\.ya?ml$/i.test(name) && !/^config\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(forms, name))
    .filter((file) => lstatSync(file).isFile() && lstatSync(file).size <= maxBytes)
    .map((file) => ({ path: relative(cwd, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
}

/** The nearest folder that holds a repository; a checkout without git's own files is known by `.github`. */
function findRepository(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git')) || existsSync(join(folder, '.github'))) return folder
    if (dirname(folder) === folder) return undefined
  }
}
