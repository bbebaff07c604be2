import type { DispatchInput, Trigger } from './workflow.ts'

/** The `on:` of a workflow as GitHub's parser converts it: event name to filters. */
export type EventsConfig = Readonly<Record<string, unknown>>

/** Turns the parser's `on:` into a list of triggers. */
export function readTriggers(events: EventsConfig): readonly Trigger[] {
  return Object.entries(events).map(([event, config]) => readTrigger(event, config))
}

const filters = [
  ['types', 'types'],
  ['branches', 'branches'],
  ['branches-ignore', 'branchesIgnore'],
  ['tags', 'tags'],
  ['paths', 'paths'],
  ['paths-ignore', 'pathsIgnore'],
] as const

function readTrigger(event: string, config: unknown): Trigger {
  if (Array.isArray(config)) return { event, crons: config.map((entry) => String(readField(entry, 'cron'))) }
  const lists = filters.flatMap(([key, name]) => {
    const list = readField(config, key)
    return Array.isArray(list) ? [[name, list.map(String)]] : []
  })
  const inputs = readField(config, 'inputs')
  return { event, ...Object.fromEntries(lists), ...(inputs === undefined ? {} : { inputs: readInputs(inputs) }) }
}

function readInputs(inputs: unknown): Record<string, DispatchInput> {
  const entries = Object.entries(inputs ?? {}).map(([name, input]): [string, DispatchInput] => {
    const initial = readField(input, 'default')
    const options = readField(input, 'options')
    return [
      name,
      {
        kind: String(readField(input, 'type') ?? 'string'),
        required: readField(input, 'required') === true,
        ...(initial === undefined ? {} : { initial: String(initial) }),
        ...(Array.isArray(options) ? { options: options.map(String) } : {}),
      },
    ]
  })
  return Object.fromEntries(entries)
}

function readField(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
