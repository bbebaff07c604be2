import { readKey, readText, type Template } from './template.ts'
import type { DeclaredInput, Trigger } from './workflow.ts'

/** The `on:` of a workflow as GitHub's parser converts it: event name to filters. */
export type EventsConfig = Readonly<Record<string, unknown>>

/** Turns the parser's `on:` into a list of triggers. `on` is what stands in the file. */
export function readTriggers(events: EventsConfig, on: Template | undefined): readonly Trigger[] {
  return Object.entries(events).map(([event, config]) => readTrigger(event, config, readKey(on, event)))
}

const filters = [
  ['types', 'types'],
  ['branches', 'branches'],
  ['branches-ignore', 'branchesIgnore'],
  ['tags', 'tags'],
  ['paths', 'paths'],
  ['paths-ignore', 'pathsIgnore'],
] as const

function readTrigger(event: string, config: unknown, raw: Template | undefined): Trigger {
  if (Array.isArray(config)) return { event, crons: config.map((entry) => String(readField(entry, 'cron'))) }
  const lists = filters.flatMap(([key, name]) => {
    const list = readField(config, key)
    return Array.isArray(list) ? [[name, list.map(String)]] : []
  })
  const inputs = readField(config, 'inputs')
  return {
    event,
    ...Object.fromEntries(lists),
    ...(inputs === undefined ? {} : { inputs: readInputs(inputs, readKey(raw, 'inputs')) }),
  }
}

/** The parser knows no input of type `number`, so type and default are read from the file. */
function readInputs(inputs: unknown, raw: Template | undefined): Record<string, DeclaredInput> {
  const entries = Object.entries(inputs ?? {}).map(([name, input]): [string, DeclaredInput] => {
    const initial = readText(readKey(readKey(raw, name), 'default'))
    const options = readField(input, 'options')
    return [
      name,
      {
        kind: readText(readKey(readKey(raw, name), 'type')) ?? 'string',
        required: readField(input, 'required') === true,
        ...(initial === undefined ? {} : { initial }),
        ...(Array.isArray(options) ? { options: options.map(String) } : {}),
      },
    ]
  })
  return Object.fromEntries(entries)
}

function readField(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
