import type { FormDefinition, FormField } from './form-definition.ts'
import { alignHeadings } from './form-headings.ts'
import { normaliseLines } from './invisible.ts'

export { type FormDefinition, type FormField, readFormDefinition } from './form-definition.ts'

/** What was filled into one field. Untrusted text. */
export interface FormAnswer {
  readonly field: FormField
  /** As stored, without the fence that `render` puts around it; empty where nothing was filled in. */
  readonly value: string
  /** The options chosen in a dropdown, or the labels of the boxes ticked. */
  readonly choices: readonly string[]
  /** The line of the body where the value begins, counted from 1. */
  readonly line: number
}

/** The answers by the field's id; a field without one goes by its label in lower case with hyphens. */
export type FormAnswers = ReadonlyMap<string, FormAnswer>

/**
 * Reads the body of an issue that was filed with this form. A body with fewer than half of the form's headings, in the
 * form's order, was not. A heading that somebody typed into a field stays part of that field wherever the form's own
 * headings can be told from it.
 */
export function readIssueForm(body: string, form: FormDefinition): FormAnswers | undefined {
  const lines = normaliseLines(body).split('\n')
  const starts = alignHeadings(lines, form.fields)
  const found = starts.filter((start) => start !== undefined).length
  if (found === 0 || found * 2 < form.fields.length) return undefined
  const answers = new Map<string, FormAnswer>()
  form.fields.forEach((field, index) => {
    const start = starts[index]
    if (start === undefined) return
    const end = starts.slice(index + 1).find((next) => next !== undefined) ?? lines.length
    answers.set(field.id, readAnswer(field, lines.slice(start + 1, end), start + 2))
  })
  return answers
}

/** `firstLine` is the number of the first of these lines in the body. */
function readAnswer(field: FormField, lines: readonly string[], firstLine: number): FormAnswer {
  const blank = lines.findIndex((line) => line.trim() !== '')
  const skipped = blank === -1 ? 0 : blank
  const raw = lines.slice(skipped).join('\n').trimEnd()
  const fenced = field.render === undefined ? undefined : /^(`{3,})[^\n`]*\n([\s\S]*?)\n?\1$/.exec(raw)?.[2]
  const value = raw === '_No response_' ? '' : (fenced ?? raw)
  const line = firstLine + skipped + (fenced === undefined ? 0 : 1)
  return { field, value, choices: readChoices(field, value), line }
}

function readChoices(field: FormField, value: string): readonly string[] {
  if (value === '') return []
  if (field.kind === 'checkboxes') {
    return Array.from(value.matchAll(/^- \[[xX]\] (.+)/gm), (match) => (match[1] ?? '').trim())
  }
  if (field.kind !== 'dropdown') return []
  return field.multiple ? splitOptions(value, field.options) : [value]
}

/** Options may hold commas themselves: the longest option that fits comes first. */
function splitOptions(value: string, options: readonly string[]): readonly string[] {
  const byLength = [...options].sort((one, other) => other.length - one.length)
  const choices: string[] = []
  let rest = value
  while (rest !== '') {
    const option = byLength.find((candidate) => rest === candidate || rest.startsWith(`${candidate}, `))
    const choice = option ?? rest.split(', ', 1)[0] ?? rest
    choices.push(choice)
    rest = rest.slice(choice.length + 2)
  }
  return choices
}
