import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import { isNestedDeeply } from './yaml-depth.ts'

/** One field of an issue form that leaves a heading in the issue. */
export interface FormField {
  readonly kind: 'input' | 'textarea' | 'dropdown' | 'checkboxes' | 'upload'
  /** The field's `id`, or its label in lower case with hyphens. */
  readonly id: string
  readonly label: string
  readonly required: boolean
  /** What a dropdown or boxes offer; empty otherwise. */
  readonly options: readonly string[]
  /** A dropdown that takes several. */
  readonly multiple: boolean
  /** The language of the fence that GitHub puts around the value. */
  readonly render?: string
  /** What the field is prefilled with. */
  readonly value?: string
}

/** An issue form, as far as it decides what an issue filed with it looks like. */
export interface FormDefinition {
  readonly name: string
  readonly labels: readonly string[]
  readonly fields: readonly FormField[]
}

/** The form, or why it is none, in words to show. */
export type FormReading =
  | { readonly ok: true; readonly form: FormDefinition }
  | { readonly ok: false; readonly problem: string }

const kinds = ['input', 'textarea', 'dropdown', 'checkboxes', 'upload'] as const
const maxLength = 100_000
const maxFields = 100
const tooDeep = 'the file is nested too deeply'

/**
 * Reads a form of `.github/ISSUE_TEMPLATE`. What GitHub would refuse is read as far as it makes sense; elements without a
 * label (`markdown`) leave nothing in an issue. https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
export function readFormDefinition(yamlText: string): FormReading {
  if (yamlText.length > maxLength) return refuse('the file is larger than an issue form can be')
  if (isNestedDeeply(yamlText)) return refuse(tooDeep)
  const lineCounter = new LineCounter()
  try {
    const text = yamlText.replace(/^\uFEFF/, '')
    const document = parseDocument(text, { lineCounter, logLevel: 'silent', prettyErrors: false, uniqueKeys: false })
    const [error] = document.errors
    // The parser recurses: a text nested thousands deep ends its stack, which it reports or throws.
    if (error?.message.includes('call stack')) return refuse(tooDeep)
    if (error) return refuse(`line ${lineCounter.linePos(error.pos[0]).line}: ${error.message.split('\n', 1)[0] ?? ''}`)
    return isMap(document.contents) ? readForm(document.contents) : refuse('the file is no list of keys and values')
  } catch {
    return refuse(tooDeep)
  }
}

function readForm(root: YAMLMap): FormReading {
  const body = root.get('body')
  if (!isSeq(body)) return refuse('`body` is missing: a form needs a list of fields')
  const fields = body.items.slice(0, maxFields).flatMap((item) => (isMap(item) ? readField(item) : []))
  if (fields.length === 0) return refuse('`body` has no field with a label')
  const labels = root.get('labels')
  return { ok: true, form: { name: readString(root, 'name') ?? '', labels: readLabels(labels), fields } }
}

function readField(element: YAMLMap): readonly FormField[] {
  const kind = kinds.find((known) => known === element.get('type'))
  const attributes = element.get('attributes')
  const label = isMap(attributes) ? readString(attributes, 'label')?.trim() : undefined
  if (!kind || !isMap(attributes) || !label) return []
  const render = kind === 'textarea' ? readString(attributes, 'render') : undefined
  const value = readString(attributes, 'value')
  const validations = element.get('validations')
  return [
    {
      kind,
      id: readString(element, 'id') ?? idOf(label),
      label,
      required: isMap(validations) && validations.get('required') === true,
      options: readOptions(attributes.get('options')),
      multiple: kind === 'dropdown' && attributes.get('multiple') === true,
      ...(render !== undefined && { render }),
      ...(value !== undefined && { value }),
    },
  ]
}

function readOptions(options: unknown): readonly string[] {
  if (!isSeq(options)) return []
  return options.items.flatMap((option) => {
    const text = isMap(option) ? readString(option, 'label') : scalarText(option)
    return text === undefined ? [] : [text.trim()]
  })
}

function readLabels(labels: unknown): readonly string[] {
  const names = isSeq(labels) ? labels.items.map(scalarText) : typeof labels === 'string' ? labels.split(',') : []
  return names.flatMap((name) => (name?.trim() ? [name.trim()] : []))
}

function readString(map: YAMLMap, key: string): string | undefined {
  return scalarText(map.get(key, true))
}

/** A scalar as text: GitHub shows an option `1` or `true` as it is written. */
function scalarText(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}

function idOf(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

function refuse(problem: string): FormReading {
  return { ok: false, problem }
}
