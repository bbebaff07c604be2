import { listOf, mapOf } from './form.ts'
import { isText } from './is-text.ts'
import type { Value } from './read-yaml.ts'

/** What names a field beside the others: its id, or else its label, parameterised. */
interface Named {
  readonly id: string | null
  readonly label: string
  readonly boxes: readonly string[]
}

/** The problems of fields that cannot be told apart, each kind once. */
export function checkReferences(elements: readonly ReadonlyMap<string, Value>[]): readonly string[] {
  const fields = elements.flatMap(toNamed)
  const pairs = fields.flatMap((one, index) => fields.slice(index + 1).map((other) => [one, other] as const))
  const sameId = pairs.some(([one, other]) => one.id !== null && one.id === other.id)
  const bothBare = pairs.filter(([one, other]) => one.id === null && other.id === null)
  const sameLabel = bothBare.some(([one, other]) => one.label === other.label)
  const alike = pairs.some(
    ([one, other]) =>
      (one.id === null || other.id === null) &&
      referenceOf(one) !== '' &&
      referenceOf(one) === referenceOf(other) &&
      !(one.id === null && other.id === null && one.label === other.label),
  )
  return [
    ...(sameId ? ['Body must have unique ids'] : []),
    ...(sameLabel ? ['Body must have unique labels'] : []),
    ...(alike ? ['Labels are too similar'] : []),
    ...(hasTwinBox(fields) ? ['Checkboxes must have unique labels'] : []),
  ]
}

/** The label as Rails' `parameterize` turns it into a name; empty for one without letters that it knows. */
export function parameterize(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .replace(/[^a-z\d_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
}

function toNamed(element: ReadonlyMap<string, Value>): readonly Named[] {
  const attributes = mapOf(element.get('attributes'))
  const [id, label] = [element.get('id'), attributes.get('label')]
  if (element.get('type') === 'markdown' || !isText(label)) return []
  const boxes = element.get('type') === 'checkboxes' ? listOf(attributes.get('options')) : []
  const labels = boxes.map((box) => mapOf(box).get('label')).filter(isText)
  return [{ id: isText(id) ? id : null, label, boxes: labels }]
}

function referenceOf({ id, label }: Named): string {
  return id ?? parameterize(label)
}

/** A box must differ from its peers, and from every field that only its label names. */
function hasTwinBox(fields: readonly Named[]): boolean {
  return fields.some(({ boxes }) => {
    const isRepeated = new Set(boxes).size < boxes.length
    return isRepeated || fields.some(({ id, label }) => id === null && boxes.includes(label))
  })
}
