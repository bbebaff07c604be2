import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml'
import type { FormProblem, Say } from './form-problem.ts'
import { isBoolean, readText, readValue } from './form-source.ts'

/** What GitHub refuses in the options of a dropdown or of boxes, and in the one that is chosen beforehand. */
export function validateOptions(kind: string, attributes: YAMLMap, say: Say): readonly FormProblem[] {
  const options = readValue(attributes, 'options')
  if (options === undefined) return []
  if (!isSeq(options))
    return [say(options, '`options` must be of type Array', 'Write each option in a line of its own, behind `- `.')]
  if (options.items.length === 0) return [say(options, '`options` cannot be empty', 'Add one, or remove the field.')]
  const problems = kind === 'checkboxes' ? validateBoxes(options.items, say) : validateChoices(options.items, say)
  return [...problems, ...validateDefault(readValue(attributes, 'default'), options.items.length, say)]
}

/** What the boxes say. */
export function labelsOfBoxes(
  attributes: YAMLMap | undefined,
): readonly { readonly label: string; readonly node: unknown }[] {
  const options = readValue(attributes, 'options')
  if (!isSeq(options)) return []
  return options.items.flatMap((item) => {
    const node = isMap(item) ? readValue(item, 'label') : undefined
    const label = readText(node)
    return label === undefined ? [] : [{ label: label.trim(), node }]
  })
}

function validateChoices(items: readonly unknown[], say: Say): readonly FormProblem[] {
  const boolean = items.find(isBoolean)
  const none = items.find((item) => readText(item)?.trim().toLowerCase() === 'none')
  const twice = firstTwice(items)
  return [
    ...(boolean === undefined
      ? []
      : [
          say(
            boolean,
            "`options` must not include booleans. Please wrap values such as 'yes', and 'true' in quotes",
            'Put each of them in quotes.',
          ),
        ]),
    ...(none === undefined
      ? []
      : [
          say(
            none,
            '`options` must not include the reserved word, none',
            'Remove it: GitHub offers None by itself where the field is not required.',
          ),
        ]),
    ...(twice === undefined ? [] : [say(twice, '`options` must be unique', 'Remove the second one.')]),
  ]
}

function validateBoxes(items: readonly unknown[], say: Say): readonly FormProblem[] {
  const bare = items.find((item) => !isMap(item))
  if (bare !== undefined) return [say(bare, '`options` of checkboxes need a `label` each', 'Write `- label: …`.')]
  const unnamed = items.flatMap((item) => {
    if (!isMap(item)) return []
    const label = readValue(item, 'label')
    if (label === undefined) return [say(item, 'required attribute key `label` is missing', 'Write `- label: …`.')]
    if (readText(label) !== undefined) return []
    return [say(label, '`label` must be of type String and cannot be empty', 'Write a text, in quotes.')]
  })
  const twice = firstTwice(items.map((item) => (isMap(item) ? readValue(item, 'label') : undefined)))
  return [
    ...unnamed,
    ...(twice === undefined ? [] : [say(twice, '`options` must be unique', 'Remove the second one.')]),
  ]
}

/** The first that says what one before it said. */
function firstTwice(nodes: readonly unknown[]): unknown {
  const seen = new Set<string>()
  return nodes.find((node) => {
    const text = readText(node)?.trim()
    if (text === undefined) return false
    const again = seen.has(text)
    seen.add(text)
    return again
  })
}

function validateDefault(chosen: unknown, count: number, say: Say): readonly FormProblem[] {
  if (chosen === undefined) return []
  const index = isScalar(chosen) ? chosen.value : undefined
  if (typeof index !== 'number' || !Number.isInteger(index)) {
    return [say(chosen, '`default` must be of type Integer', 'Write the place of the option, counted from 0.')]
  }
  if (index < count) return []
  return [
    say(chosen, '`default` index is larger than number of options', `Count from 0: the last option is ${count - 1}.`),
  ]
}
