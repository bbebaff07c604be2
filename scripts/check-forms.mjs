// Holds the issue forms to GitHub's own rules: the files in .github/ISSUE_TEMPLATE, and the forms and fields that README
// and docs show, since somebody will copy them. GitHub hides a form that breaks one, and tells nobody.
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { validateForms } from '../src/text/issue-forms/validate-forms.ts'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const paths = globSync('.github/ISSUE_TEMPLATE/*.{yml,yaml}').filter((path) => !/^config\.ya?ml$/.test(basename(path)))
const files = paths.sort().map((path) => ({ path, text: readFileSync(path, 'utf8') }))
if (files.length === 0) throw new Error('There is no form: the repository ships one, so this looks in the wrong place')
const shown = globSync(['*.md', 'docs/**/*.md', '.github/**/*.md']).sort().flatMap(shownIn)
// What a page shows is often the form of the repository itself: only files may not share a name.
const validated = [...validateForms(files), ...shown.flatMap((form) => validateForms([form]))]
const problems = validated.flatMap(({ path, problems }) =>
  problems.map(({ line, column, message, help }) => `${path}:${line}:${column}: ${message}. ${help}`),
)

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
else console.log(`Issue forms: ${files.length} in files and ${shown.length} in pages, all as GitHub wants them`)

/** Fenced YAML that is a form, or fields of one, as whole forms. */
function shownIn(page) {
  const fences = readFileSync(page, 'utf8').matchAll(/^([ \t]*)```ya?ml[^\n]*\n([\s\S]*?)^\1```$/gm)
  return [...fences].flatMap(([, indent = '', block = ''], index) => {
    const text = complete(block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
    return text === undefined ? [] : [{ path: `${page}#block-${index + 1}`, text }]
  })
}

/** The whole form around what is shown of it; `undefined` for other YAML. */
function complete(shown) {
  if (/^body:/m.test(shown)) return shown
  if (!/^- type: /m.test(shown) || !/^ {2}attributes:/m.test(shown)) return undefined
  return `name: Shown\ndescription: Shown\nbody:\n${shown}`
}
