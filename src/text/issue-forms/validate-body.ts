import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml'
import { elementRules } from './element-rules.ts'
import type { FormProblem } from './form-problem.ts'
import { type FormSource, readText, readValue } from './form-source.ts'
import { validateElement } from './validate-element.ts'
import { labelsOfBoxes } from './validate-options.ts'

/** What GitHub refuses in the body of a form: in each element, and in how they stand together. */
export function validateBody(source: FormSource): readonly FormProblem[] {
  const body = readValue(source.root, 'body')
  if (body !== undefined && !isSeq(body)) {
    return [
      source.problemAt(body, { message: 'Body must be of type Array', help: 'Write each field behind `- type: …`.' }),
    ]
  }
  if (body === undefined || body.items.length === 0) {
    const help = source.divided
      ? 'Remove the line `---` between the keys: GitHub reads only what stands before it.'
      : 'Add `body:` with one field at least.'
    return [source.problemAt(body, { message: 'Body cannot be empty', help })]
  }
  const fields = body.items.flatMap((item) => readField(item))
  return [
    ...body.items.flatMap((item, index) => validateElement(source, item, index)),
    ...(body.items.every((item) => isMap(item) && typeOf(item) === 'markdown')
      ? [
          source.problemAt(body, {
            message: 'Body must contain at least one non-markdown field',
            help: 'Add a field that takes an answer.',
          }),
        ]
      : []),
    ...findTwins(source, fields),
  ]
}

/** A field that takes an answer, as far as others may get in its way. */
interface Field {
  readonly id: string | undefined
  readonly label: string | undefined
  /** What GitHub refers to it by; empty for a label without a single letter of ASCII. */
  readonly reference: string
  readonly idNode: unknown
  readonly labelNode: unknown
  readonly boxes: ReturnType<typeof labelsOfBoxes>
}

function readField(item: unknown): readonly Field[] {
  if (!isMap(item)) return []
  const type = typeOf(item)
  if (type === 'markdown' || elementRules[type] === undefined) return []
  const found = readValue(item, 'attributes')
  const attributes = isMap(found) ? found : undefined
  const [idNode, labelNode] = [readValue(item, 'id'), readValue(attributes, 'label')]
  const [id, label] = [readText(idNode)?.trim(), readText(labelNode)?.trim()]
  const boxes = type === 'checkboxes' ? labelsOfBoxes(attributes) : []
  return [{ id, label, reference: id ?? parameterize(label ?? ''), idNode, labelNode, boxes }]
}

function findTwins(source: FormSource, fields: readonly Field[]): readonly FormProblem[] {
  const problems: FormProblem[] = []
  const add = (node: unknown, message: string, help: string) => problems.push(source.problemAt(node, { message, help }))
  fields.forEach((field, at) => {
    const before = fields.slice(0, at)
    const { id, label, reference } = field
    if (id !== undefined && before.some((one) => one.id === id)) {
      add(field.idNode, 'Body must have unique ids', 'Give it another `id`.')
    } else if (
      id === undefined &&
      before.some((one) => one.id === undefined && label !== undefined && one.label === label)
    ) {
      add(field.labelNode, 'Body must have unique labels', 'Give it another `label`, or an `id`.')
    } else if (reference !== '' && before.some((one) => one.reference === reference)) {
      add(field.labelNode, 'Labels are too similar', 'Let them differ by a letter, or give it an `id` of its own.')
    }
  })
  const names = new Set(fields.flatMap(({ id, label }) => (id === undefined && label !== undefined ? [label] : [])))
  const clash = fields.flatMap(({ boxes }) => boxes).find(({ label }) => names.has(label))
  if (clash)
    add(clash.node, 'Checkboxes must have unique labels', 'Say it in other words than the field of that label.')
  return problems
}

function typeOf(element: YAMLMap): string {
  const type = readValue(element, 'type')
  return isScalar(type) ? String(type.value) : ''
}

/** As Rails makes a reference of a label: letters without accents, everything else a hyphen. */
function parameterize(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
}
