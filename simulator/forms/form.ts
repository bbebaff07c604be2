import type { Value } from './read-yaml.ts'

/** The kinds of elements that a form can have. */
export const elementTypes = ['markdown', 'textarea', 'input', 'dropdown', 'checkboxes', 'upload'] as const

/** One of them. */
export type ElementType = (typeof elementTypes)[number]

/** A choice of a dropdown, or a box. */
export interface FormOption {
  readonly label: string
  /** Whether the box must be ticked; never for a choice. */
  readonly required: boolean
}

/** An element of a form that was found sound. */
export interface FormElement {
  readonly type: ElementType
  readonly id: string | null
  /** Empty for `markdown`. */
  readonly label: string
  /** The text that stands in the field from the start. */
  readonly value: string
  /** The language of a code block, or null for plain text. */
  readonly render: string | null
  readonly options: readonly FormOption[]
  readonly multiple: boolean
  /** The index of the choice made from the start, or null. */
  readonly chosen: number | null
  readonly required: boolean
}

/** A form for issues that was found sound. */
export interface IssueForm {
  readonly name: string
  /** What stands in the field for the title from the start. */
  readonly title: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly elements: readonly FormElement[]
}

/** The form that the values of a sound file describe; see `readForm`. */
export function toForm(top: ReadonlyMap<string, Value>): IssueForm {
  return {
    name: textOf(top.get('name')),
    title: textOf(top.get('title')),
    labels: namesOf(top.get('labels')),
    assignees: namesOf(top.get('assignees')),
    elements: listOf(top.get('body')).map((element) => toElement(mapOf(element))),
  }
}

/** A map, or an empty one. */
export function mapOf(value: Value | undefined): ReadonlyMap<string, Value> {
  return value instanceof Map ? value : new Map()
}

/** A list, or an empty one. */
export function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : []
}

function toElement(element: ReadonlyMap<string, Value>): FormElement {
  const attributes = mapOf(element.get('attributes'))
  const chosen = attributes.get('default')
  return {
    type: elementTypes.find((type) => type === element.get('type')) ?? 'markdown',
    id: textOf(element.get('id')) || null,
    label: textOf(attributes.get('label')),
    value: textOf(attributes.get('value')),
    render: textOf(attributes.get('render')) || null,
    options: listOf(attributes.get('options')).map(toOption),
    multiple: attributes.get('multiple') === true,
    chosen: typeof chosen === 'number' ? chosen : null,
    required: mapOf(element.get('validations')).get('required') === true,
  }
}

function toOption(option: Value): FormOption {
  if (typeof option === 'string') return { label: option, required: false }
  return { label: textOf(mapOf(option).get('label')), required: mapOf(option).get('required') === true }
}

/** Names in a list, or in a text with commas. */
function namesOf(value: Value | undefined): readonly string[] {
  const names = typeof value === 'string' ? value.split(',') : listOf(value).map(textOf)
  return names.map((name) => name.trim()).filter((name) => name !== '')
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : ''
}
