import { createHash } from 'node:crypto'
import { Problem } from '../http/problem.ts'
import { parameterize } from './check-references.ts'
import type { FormElement, IssueForm } from './form.ts'
import { isPicture } from './upload-types.ts'

/** What somebody entered: by a field's id or label, a text, or texts where several can be chosen. */
export type Entries = Readonly<Record<string, unknown>>

/** What decides how a form is filled in. */
export interface Filling {
  readonly entries: Entries
  /** `required` is asked for in public repositories only, by GitHub's page "Syntax for issue forms". */
  readonly isPublic: boolean
  /** The address that attached files get, without a slash at the end. */
  readonly web: string
}

/**
 * The body that GitHub makes of a form. A field that was left alone keeps what stood in it from the start. Throws 422 for
 * a field that the form does not have, a choice that it does not offer, and where something required is missing.
 */
export function fillForm({ elements }: IssueForm, { entries, isPublic, web }: Filling): string {
  const fields = elements.filter(({ type }) => type !== 'markdown')
  const stray = Object.keys(entries).find((name) => !fields.some((field) => isNamed(field, name)))
  if (stray !== undefined) throw new Problem(422, `The form has no field ${stray}`)
  const sections = fields.map((field) => {
    const entry = Object.entries(entries).find(([name]) => isNamed(field, name))?.[1]
    const answer = answerOf(field, { entry, web })
    if (isPublic) requireAnswer(field, answer)
    return `### ${field.label}\n\n${answer === '' ? '_No response_' : answer}`
  })
  return sections.join('\n\n')
}

function isNamed({ id, label }: FormElement, name: string): boolean {
  return name === (id ?? parameterize(label)) || name === label
}

function answerOf(field: FormElement, { entry, web }: { readonly entry: unknown; readonly web: string }): string {
  if (field.type === 'checkboxes') return tickBoxes(field, listOf(entry))
  if (field.type === 'dropdown') return choose(field, entry)
  if (field.type === 'upload')
    return listOf(entry)
      .map((name) => attach(name, web))
      .join('\n')
  const text = (entry === undefined ? field.value : String(entry)).trim()
  return text === '' || field.render === null ? text : `\`\`\`${field.render}\n${text}\n\`\`\``
}

function choose({ label, options, multiple, chosen }: FormElement, entry: unknown): string {
  if (entry === undefined) return chosen === null ? '' : (options[chosen]?.label ?? '')
  const choices = listOf(entry)
  const stray = choices.find((choice) => !options.some((option) => option.label === choice))
  if (stray !== undefined) throw new Problem(422, `${label} does not offer ${stray}`)
  if (!multiple && choices.length > 1) throw new Problem(422, `${label} takes one choice`)
  return options.flatMap((option) => (choices.includes(option.label) ? [option.label] : [])).join(', ')
}

function tickBoxes({ label, options }: FormElement, ticked: readonly string[]): string {
  const stray = ticked.find((box) => !options.some((option) => option.label === box))
  if (stray !== undefined) throw new Problem(422, `${label} has no box ${stray}`)
  return options.map((option) => `- [${ticked.includes(option.label) ? 'x' : ' '}] ${option.label}`).join('\n')
}

/** An attached file by its name: a picture is shown, anything else is linked. */
function attach(name: string, web: string): string {
  const hash = createHash('sha256').update(name).digest('hex')
  if (!isPicture(name))
    return `[${name}](${web}/user-attachments/files/${Number.parseInt(hash.slice(0, 7), 16)}/${name})`
  const uuid = [8, 4, 4, 4, 12].map((length, index) => hash.slice(index * 12, index * 12 + length)).join('-')
  return `![${name}](${web}/user-attachments/assets/${uuid})`
}

function requireAnswer({ label, required, options }: FormElement, answer: string): void {
  const open = options.find((option) => option.required && answer.includes(`- [ ] ${option.label}`))
  if (open) throw new Problem(422, `${label}: ${open.label}: please check this box if you want to proceed`)
  if (required && answer === '') throw new Problem(422, `${label}: please fill out this field`)
}

function listOf(entry: unknown): readonly string[] {
  if (entry === undefined || entry === null || entry === '') return []
  return Array.isArray(entry) ? entry.map(String) : [String(entry)]
}
