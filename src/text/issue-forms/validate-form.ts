import { isSeq } from 'yaml'
import { codeSpan, oneLine } from '../escape.ts'
import type { FormProblem } from './form-problem.ts'
import { type FormSource, findPair, readFormSource, readText, readValue, textOfKey } from './form-source.ts'
import { helpForText } from './help-for-text.ts'
import { validateBody } from './validate-body.ts'

const texts: readonly string[] = ['name', 'description', 'title', 'type']
const lists: readonly string[] = ['labels', 'assignees', 'projects']
const permitted: readonly string[] = [...texts, ...lists, 'body']

/**
 * What GitHub refuses in the file of an issue form, in the order of the file; empty for a valid one. Whatever it finds
 * hides the form from those who want to file an issue, and nobody is told.
 * https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms
 */
export function validateForm(text: string): readonly FormProblem[] {
  const reading = readFormSource(text)
  if (reading.kind === 'broken') return [reading.problem]
  const { source } = reading
  const problems = [
    ...validateRequired(source),
    ...(source.root?.items ?? []).flatMap(({ key }) => validateKey(source, key)),
    ...validateBody(source),
  ]
  return problems.sort((a, b) => a.line - b.line || a.column - b.column)
}

function validateRequired({ root, problemAt }: FormSource): readonly FormProblem[] {
  return ['name', 'description']
    .filter((name) => readValue(root, name) === undefined)
    .map((name) =>
      problemAt(root && findPair(root, name)?.key, {
        message: `Required top level key \`${name}\` is missing`,
        help: `Add \`${name}: …\` at the top.`,
      }),
    )
}

function validateKey({ root, problemAt }: FormSource, key: unknown): readonly FormProblem[] {
  const name = textOfKey(key)
  if (!permitted.includes(name)) {
    const message = `${codeSpan(oneLine(name, 60)) || 'this'} is not a permitted key`
    return [problemAt(key, { message, help: helpForKey(name) })]
  }
  const value = root && findPair(root, name)?.value
  const isRequired = name === 'name' || name === 'description'
  if (texts.includes(name) && readText(value) === undefined && !(isRequired && readValue(root, name) === undefined)) {
    return [
      problemAt(value ?? key, {
        message: `\`${name}\` must be of type String and cannot be empty`,
        help: helpForText(value),
      }),
    ]
  }
  if (lists.includes(name) && !isSeq(value) && readText(value) === undefined) {
    return [
      problemAt(value ?? key, {
        message: `\`${name}\` must be of type String or Array`,
        help: 'Write a list, or delete the line.',
      }),
    ]
  }
  return []
}

function helpForKey(name: string): string {
  if (name === 'about') return 'That is a key of Markdown templates. Write `description`.'
  const known = permitted.find((one) => one === name.toLowerCase())
  if (known) return `Write \`${known}\`, in lower case.`
  return `Remove it; a form has ${permitted.map((one) => `\`${one}\``).join(', ')}.`
}
