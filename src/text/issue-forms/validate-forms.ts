import type { FormProblem } from './form-problem.ts'
import { findPair, readFormSource, readText } from './form-source.ts'
import { validateForm } from './validate-form.ts'

/** A form's file. */
export interface FormFile {
  readonly path: string
  readonly text: string
}

/** What GitHub refuses in one file; nothing for a valid one. */
export interface ValidatedForm {
  readonly path: string
  readonly problems: readonly FormProblem[]
}

/**
 * Validates all forms of a repository, in their order: each by itself, and that no two have one name.
 * https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms#top-level-syntax
 */
export function validateForms(files: readonly FormFile[]): readonly ValidatedForm[] {
  const names = new Map<string, string>()
  return files.map(({ path, text }) => {
    const named = readName(text)
    const first = named && names.get(named.name)
    if (named && first === undefined) names.set(named.name, path)
    const twin =
      named && first !== undefined
        ? [named.say('`name` must be unique', `\`${first}\` has that name; give this form another.`)]
        : []
    return { path, problems: [...validateForm(text), ...twin] }
  })
}

interface NamedForm {
  readonly name: string
  readonly say: (message: string, help: string) => FormProblem
}

function readName(text: string): NamedForm | undefined {
  const reading = readFormSource(text)
  if (reading.kind === 'broken') return undefined
  const { root, problemAt } = reading.source
  const value = root && findPair(root, 'name')?.value
  const name = readText(value)?.trim()
  if (name === undefined) return undefined
  return { name, say: (message, help) => problemAt(value, { message, help }) }
}
