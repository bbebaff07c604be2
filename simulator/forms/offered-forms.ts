import type { Repository } from '../state/repository.ts'
import { type FormReading, readForm } from './read-form.ts'

/** A form's file of a repository, and what GitHub makes of it. */
export interface FormFile {
  /** The file's name in `.github/ISSUE_TEMPLATE`. */
  readonly file: string
  readonly reading: FormReading
}

const folder = '.github/ISSUE_TEMPLATE'

/** The files of forms on the default branch. A name that another template has hides a form, too. */
export function formFiles({ git, defaultBranch }: Repository): readonly FormFile[] {
  const { objects } = git
  const tree = git.resolve(`refs/heads/${defaultBranch}`)?.tree ?? ''
  const entries = objects.readTree(objects.entryAt(tree, folder)?.oid ?? '') ?? []
  const templates = entries.flatMap(({ mode, name, oid }) => {
    const isTemplate = mode !== '040000' && /\.(ya?ml|md)$/.test(name) && !/^config\.ya?ml$/.test(name)
    return isTemplate ? [{ file: name, text: objects.readBlob(oid)?.toString('utf8') ?? '' }] : []
  })
  const names = templates.map(({ text }) => nameOf(text))
  return templates.flatMap(({ file, text }) => {
    if (file.endsWith('.md')) return []
    const hasTwin = names.filter((name) => name !== undefined && name === nameOf(text)).length > 1
    return [{ file, reading: hasTwin ? hide('name must be unique from all other templates') : readForm(text) }]
  })
}

/** What GitHub shows in place of a form that it hides, on the page of its file. */
export function wordsFor(problems: readonly string[]): string {
  const head =
    problems.length === 1 ? 'There is a problem with this template' : 'There are some problems with this template'
  return [head, ...problems].join('\n\n')
}

function hide(problem: string): FormReading {
  return { kind: 'hidden', problems: [problem] }
}

function nameOf(text: string): string | undefined {
  return /^name:[ \t]*(.*?)[ \t]*$/m.exec(text)?.[1]?.replace(/^(["'])(.*)\1$/, '$2')
}
