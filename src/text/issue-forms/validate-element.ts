import { isMap, isScalar, type YAMLMap } from 'yaml'
import { codeSpan, oneLine } from '../escape.ts'
import { elementKeys, elementRules, textAttributes, uploadTypes } from './element-rules.ts'
import type { FormProblem, Say } from './form-problem.ts'
import { type FormSource, findPair, readText, readValue, textOfKey } from './form-source.ts'
import { helpForText } from './help-for-text.ts'
import { isKnownLanguage } from './known-languages.ts'
import { validateOptions } from './validate-options.ts'

/** What GitHub refuses in one element of a form's body, whatever the others say. `index` counts from 0, as GitHub's words do. */
export function validateElement(source: FormSource, element: unknown, index: number): readonly FormProblem[] {
  const say = (node: unknown, message: string, help: string): FormProblem =>
    source.problemAt(node, { message: `body[${index}]: ${message}`, help })
  if (!isMap(element)) return [say(element, 'must be a list of keys and values', 'Begin it with `- type: …`.')]
  const type = readValue(element, 'type')
  const rule = isScalar(type) ? elementRules[String(type.value)] : undefined
  const strangers = element.items
    .filter(({ key }) => !elementKeys.includes(textOfKey(key)))
    .map(({ key }) => say(key, `${named(textOfKey(key))} is not a permitted key`, helpForKey(textOfKey(key))))
  if (type === undefined) {
    return [say(element, 'required key `type` is missing', `Add \`type:\`, one of ${types}.`), ...strangers]
  }
  if (!rule) {
    const name = named(isScalar(type) ? (type.source ?? String(type.value)) : '')
    return [say(type, `${name} is not a valid input type`, `Use one of ${types}.`), ...strangers]
  }
  const found = readValue(element, 'attributes')
  const attributes = isMap(found) ? found : undefined
  const kind = String(isScalar(type) ? type.value : '')
  return [
    ...strangers,
    ...missingAttributes(rule.required, attributes).map((name) =>
      say(
        attributes ?? element,
        `required attribute key \`${name}\` is missing`,
        `Add \`${name}:\` below \`attributes:\`.`,
      ),
    ),
    ...(attributes ? validateAttributes(kind, attributes, say) : []),
    ...validateId(element, say),
    ...(kind === 'upload' ? validateAccept(readValue(element, 'validations'), say) : []),
  ]
}

const types = Object.keys(elementRules)
  .map((name) => `\`${name}\``)
  .join(', ')

function missingAttributes(required: readonly string[], attributes: YAMLMap | undefined): readonly string[] {
  return required.filter((name) => attributes === undefined || findPair(attributes, name) === undefined)
}

function validateAttributes(kind: string, attributes: YAMLMap, say: Say): readonly FormProblem[] {
  const permitted = elementRules[kind]?.attributes ?? []
  return [
    ...attributes.items.flatMap(({ key, value }) => {
      const name = textOfKey(key)
      if (!permitted.includes(name)) {
        return [say(key, `${named(name)} is not a permitted attribute`, helpForAttribute(name, kind))]
      }
      if (!textAttributes.includes(name) || readText(value) !== undefined) return []
      return [say(value ?? key, `\`${name}\` must be of type String and cannot be empty`, helpForText(value))]
    }),
    ...validateLabel(kind, readValue(attributes, 'label'), say),
    ...validateRender(readValue(attributes, 'render'), say),
    ...(permitted.includes('options') ? validateOptions(kind, attributes, say) : []),
  ]
}

/** So that nobody asks strangers for what must not be public. GitHub names this one word. */
function validateLabel(kind: string, label: unknown, say: Say): readonly FormProblem[] {
  const asks = (kind === 'input' || kind === 'textarea') && /password/i.test(readText(label) ?? '')
  return asks ? [say(label, '`label` contains forbidden word', 'Take "password" out of the label.')] : []
}

function validateRender(render: unknown, say: Say): readonly FormProblem[] {
  const language = readText(render)
  if (language === undefined || isKnownLanguage(language)) return []
  return [
    say(
      render,
      `${named(language)} is not a language that \`render\` knows`,
      'Use one that GitHub highlights, such as `text`.',
    ),
  ]
}

function validateId(element: YAMLMap, say: Say): readonly FormProblem[] {
  const id = readValue(element, 'id')
  const text = readText(id) ?? (isScalar(id) ? String(id.value) : undefined)
  if (text === undefined || /^[\w-]+$/.test(text)) return []
  return [say(id, '`id` can only contain numbers, letters, -, _', 'Write it without spaces and other signs.')]
}

function validateAccept(validations: unknown, say: Say): readonly FormProblem[] {
  const accept = isMap(validations) ? readValue(validations, 'accept') : undefined
  const refused = (readText(accept) ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !uploadTypes.has(one.toLowerCase()))
  const [first] = refused
  if (first === undefined) return []
  return [
    say(
      accept,
      `\`accept\` names ${named(first)}, which GitHub does not take`,
      `It takes ${[...uploadTypes].join(', ')}.`,
    ),
  ]
}

function helpForKey(name: string): string {
  if (name === 'required') return 'Move it below `validations:`.'
  if (name === 'attribute') return 'Write `attributes`.'
  return 'Remove it; beside `type` GitHub reads `id`, `attributes` and `validations`.'
}

function helpForAttribute(name: string, kind: string): string {
  if (name === 'id') return 'Move it beside `type`.'
  if (name === 'required' || name === 'accept') return 'Move it below `validations:`, beside `attributes`.'
  return `Remove it; \`${kind}\` takes ${(elementRules[kind]?.attributes ?? []).map((one) => `\`${one}\``).join(', ')}.`
}

function named(name: string): string {
  return codeSpan(oneLine(name, 60)) || 'this'
}
