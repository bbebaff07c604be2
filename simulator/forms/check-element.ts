import { type ElementType, elementTypes, listOf, mapOf } from './form.ts'
import { isText, notText } from './is-text.ts'
import { isLanguage } from './languages.ts'
import type { Value } from './read-yaml.ts'
import { isAttachable } from './upload-types.ts'

interface Rule {
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

const rules: Readonly<Record<ElementType, Rule>> = {
  markdown: { required: ['value'], optional: [] },
  textarea: { required: ['label'], optional: ['description', 'placeholder', 'value', 'render'] },
  input: { required: ['label'], optional: ['description', 'placeholder', 'value'] },
  dropdown: { required: ['label', 'options'], optional: ['description', 'multiple', 'default'] },
  checkboxes: { required: ['label', 'options'], optional: ['description'] },
  upload: { required: ['label'], optional: ['description'] },
}

const keys: readonly string[] = ['type', 'id', 'attributes', 'validations']
const texts: readonly string[] = ['label', 'description', 'placeholder', 'value', 'render']

/** The problems of one element of a form's body, without its place. */
export function checkElement(value: Value): readonly string[] {
  if (!(value instanceof Map)) return ['must be of type Hash']
  const element = mapOf(value)
  if (!element.has('type')) return ['Required key type is missing']
  const type = elementTypes.find((one) => one === element.get('type'))
  if (type === undefined) return [`${String(element.get('type'))} is not a valid input type`]
  const permitted = type === 'markdown' ? keys.filter((key) => key !== 'id') : keys
  const unknown = [...element.keys()].filter((key) => !permitted.includes(key))
  return [
    ...unknown.map((key) => `${key} is not a permitted key`),
    ...checkId(element.get('id')),
    ...checkAttributes(type, mapOf(element.get('attributes'))),
    ...checkValidations(type, element.get('validations')),
  ]
}

function checkId(id: Value | undefined): readonly string[] {
  if (id === undefined) return []
  if (!isText(id)) return [notText('id')]
  return /^[\w-]+$/.test(id) ? [] : ['id can only contain numbers, letters, -, _']
}

function checkAttributes(type: ElementType, attributes: ReadonlyMap<string, Value>): readonly string[] {
  const { required, optional } = rules[type]
  const missing = required.filter((key) => !attributes.has(key))
  const unknown = [...attributes.keys()].filter((key) => !required.includes(key) && !optional.includes(key))
  const known = [...attributes].filter(([key]) => !unknown.includes(key))
  return [
    ...missing.map((key) => `Required attribute key ${key} is missing`),
    ...unknown.map((key) => `${key} is not a permitted attribute`),
    ...known.flatMap(([key, value]) => checkAttribute(type, { key, value, attributes })),
  ]
}

function checkAttribute(
  type: ElementType,
  {
    key,
    value,
    attributes,
  }: { readonly key: string; readonly value: Value; readonly attributes: ReadonlyMap<string, Value> },
): readonly string[] {
  if (texts.includes(key)) {
    if (!isText(value)) return [notText(key)]
    if (key === 'render' && !isLanguage(value)) return [`render ${value} is not a known language`]
    const asksForSecret = key === 'label' && (type === 'input' || type === 'textarea') && /password/i.test(value)
    return asksForSecret ? ['label contains forbidden word'] : []
  }
  if (key === 'options') return type === 'dropdown' ? checkChoices(value) : checkBoxes(value)
  if (key === 'multiple') return typeof value === 'boolean' ? [] : ['multiple must be of type Boolean']
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return ['default must be of type Integer']
  const isBehind = value >= listOf(attributes.get('options')).length
  return isBehind ? ['default index is larger than number of options'] : []
}

function checkChoices(value: Value): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) return ['options must be of type Array and cannot be empty']
  const choices = listOf(value)
  if (choices.some((choice) => typeof choice === 'boolean')) {
    return ["options must not include booleans. Please wrap values such as 'yes', and 'true' in quotes"]
  }
  if (!choices.every(isText)) return ['options must be of type String and cannot be empty']
  const isRepeated = new Set(choices).size < choices.length
  const isReserved = choices.some((choice) => choice.trim().toLowerCase() === 'none')
  return [
    ...(isRepeated ? ['options must be unique'] : []),
    ...(isReserved ? ['options must not include the reserved word, none'] : []),
  ]
}

/** Boxes of one label are told by `checkReferences`. */
function checkBoxes(value: Value): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) return ['options must be of type Array and cannot be empty']
  const boxes = listOf(value)
  if (boxes.some((box) => !isText(mapOf(box).get('label')))) return [`options: ${notText('label')}`]
  const unknown = boxes.flatMap((box) => [...mapOf(box).keys()].filter((key) => key !== 'label' && key !== 'required'))
  return unknown.map((key) => `options: ${key} is not a permitted attribute`)
}

/** GitHub gives no words for what is wrong here. */
function checkValidations(type: ElementType, value: Value | undefined): readonly string[] {
  if (value === undefined) return []
  if (!(value instanceof Map)) return ['validations must be of type Hash']
  return [...mapOf(value)].flatMap(([key, rule]) => {
    if (key === 'required') return typeof rule === 'boolean' ? [] : ['required must be of type Boolean']
    if (key !== 'accept' || type !== 'upload') return [`${key} is not a permitted validation`]
    if (!isText(rule)) return [notText('accept')]
    const refused = rule.split(',').filter((ending) => !isAttachable(ending.trim()))
    return refused.length > 0 ? [`accept does not support ${refused.join(',').trim()}`] : []
  })
}
