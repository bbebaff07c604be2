import { checkElement } from './check-element.ts'
import { checkReferences } from './check-references.ts'
import { type IssueForm, listOf, mapOf, toForm } from './form.ts'
import { isText, notText } from './is-text.ts'
import { readYaml, type Value } from './read-yaml.ts'

/** A form, or what GitHub says is wrong with its file: such a form is not offered to anybody. */
export type FormReading =
  | { readonly kind: 'sound'; readonly form: IssueForm }
  | { readonly kind: 'hidden'; readonly problems: readonly string[] }

const texts: readonly string[] = ['name', 'description', 'title', 'type']
const lists: readonly string[] = ['labels', 'assignees', 'projects']

/**
 * Reads a form's file by the rules of GitHub's pages "Syntax for issue forms", "Syntax for GitHub's form schema" and
 * "Common validation errors when creating issue forms", and says what is wrong in GitHub's words as far as it gives them.
 */
export function readForm(text: string): FormReading {
  const yaml = readYaml(text)
  if (yaml.kind === 'broken') return { kind: 'hidden', problems: [`YAML syntax error: ${yaml.message}`] }
  const top = mapOf(yaml.value)
  const problems = [...checkTop(top), ...checkBody(top.get('body'))]
  return problems.length > 0 ? { kind: 'hidden', problems } : { kind: 'sound', form: toForm(top) }
}

function checkTop(top: ReadonlyMap<string, Value>): readonly string[] {
  const missing = ['name', 'description'].filter((key) => !top.has(key))
  const wrong = [...top].flatMap(([key, value]) => {
    if (texts.includes(key)) return isText(value) ? [] : [notText(key)]
    if (lists.includes(key)) return isNames(value) ? [] : [`${key} must be of type String or Array`]
    return key === 'body' ? [] : [`${key} is not a permitted key`]
  })
  return [...missing.map((key) => `Required top level key ${key} is missing`), ...wrong]
}

function checkBody(body: Value | undefined): readonly string[] {
  if (body === undefined || body === null || (Array.isArray(body) && body.length === 0)) return ['Body cannot be empty']
  if (!Array.isArray(body)) return ['Body must be of type Array']
  const elements = listOf(body)
  const problems = elements.flatMap((element, index) =>
    checkElement(element).map((problem) => `body[${index}]: ${problem}`),
  )
  const asks = elements.some((element) => mapOf(element).get('type') !== 'markdown')
  const idle = asks ? [] : ['Body must contain at least one non-markdown field']
  return [...problems, ...idle, ...checkReferences(elements.map(mapOf))]
}

function isNames(value: Value): boolean {
  return isText(value) || (Array.isArray(value) && value.every(isText))
}
