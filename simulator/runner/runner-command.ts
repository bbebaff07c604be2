/** A workflow command that the runner found in a line of output, for instance `::warning file=a.ts::text`. */
export interface RunnerCommand {
  readonly name: string
  /** Keys in lower case: the runner compares them without case. */
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** The commands that the runner knows from the start; a line with any other name is plain text. */
export const RUNNER_COMMANDS = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
] as const

/**
 * Finds the command in one line as the runner does: `::name key=value::data` at the start (after spaces), else
 * `##[name key=value]data` anywhere. A port of `ActionCommand.cs` of github.com/actions/runner.
 */
export function parseRunnerCommand(line: string, known: ReadonlySet<string>): RunnerCommand | null {
  return parseCurrent(line, known) ?? parseLegacy(line, known)
}

function parseCurrent(line: string, known: ReadonlySet<string>): RunnerCommand | null {
  const text = line.trimStart()
  if (!text.startsWith('::')) return null
  const end = text.indexOf('::', 2)
  if (end < 0) return null
  const [name, rest] = splitName(text.slice(2, end))
  if (!known.has(name.toLowerCase())) return null
  const properties = readProperties(rest.trim(), ',', currentProperty)
  return { name: name.toLowerCase(), properties, data: unescapeWith(text.slice(end + 2), currentData) }
}

function parseLegacy(line: string, known: ReadonlySet<string>): RunnerCommand | null {
  const start = line.indexOf('##[')
  if (start < 0) return null
  const end = line.indexOf(']', start)
  if (end < 0) return null
  const [name, rest] = splitName(line.slice(start + 3, end))
  if (!known.has(name.toLowerCase())) return null
  const properties = readProperties(rest, ';', legacy)
  return { name: name.toLowerCase(), properties, data: unescapeWith(line.slice(end + 1), legacy) }
}

function splitName(info: string): readonly [name: string, rest: string] {
  const space = info.indexOf(' ')
  return space < 0 ? [info, ''] : [info.slice(0, space), info.slice(space + 1)]
}

type Escapes = readonly (readonly [escaped: string, plain: string])[]

// The order is the runner's: `%25` last, so that `%250A` becomes `%0A` and not a line break.
const currentData: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
]
const currentProperty: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
]
const legacy: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
]

function unescapeWith(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text)
}

function readProperties(text: string, separator: string, escapes: Escapes): Record<string, string> {
  const properties: Record<string, string> = {}
  for (const part of text.split(separator)) {
    const equals = part.indexOf('=')
    // The runner drops `key=` and `=value`: it splits and removes what is empty.
    if (equals <= 0 || equals === part.length - 1) continue
    properties[part.slice(0, equals).toLowerCase()] = unescapeWith(part.slice(equals + 1), escapes)
  }
  return properties
}
