import { parseArgs } from 'node:util'

/** What the command line asks for. */
export type Request = MatchRequest | LintRequest | { readonly kind: 'help' } | Misuse

/** Rank the runbooks for one incident. */
export interface MatchRequest {
  readonly kind: 'match'
  readonly title: string | undefined
  readonly body: string | undefined
  readonly service: string | undefined
  /** JSON file with the issue. */
  readonly issue: string | undefined
  readonly folder: string
  readonly json: boolean
}

/** Look for pages that can hardly be found. */
export interface LintRequest {
  readonly kind: 'lint'
  readonly folder: string
  readonly json: boolean
}

/** A command line that asks for nothing that there is. */
export interface Misuse {
  readonly kind: 'misuse'
  readonly message: string
}

const OPTIONS = {
  issue: { type: 'string' },
  body: { type: 'string' },
  service: { type: 'string' },
  runbooks: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const
const DEFAULT_FOLDER = 'runbooks'

/** Reads the words after the program's name. */
export function readArguments(words: readonly string[]): Request {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(words)
  } catch (error) {
    return { kind: 'misuse', message: error instanceof Error ? error.message : String(error) }
  }
  const { values, positionals } = parsed
  const [command, ...rest] = positionals
  const json = values.json ?? false
  if (values.help || command === undefined || command === 'help') return { kind: 'help' }
  if (command === 'lint' && rest.length > 1)
    return { kind: 'misuse', message: `lint reads one folder, and here are ${rest.length}: ${rest.join(', ')}.` }
  if (command === 'lint') return { kind: 'lint', folder: rest[0] ?? values.runbooks ?? DEFAULT_FOLDER, json }
  if (command !== 'match') return { kind: 'misuse', message: `There is no command "${command}".` }
  const title = rest.length > 0 ? rest.join(' ') : undefined
  if (title === undefined && values.issue === undefined)
    return { kind: 'misuse', message: 'match needs the text of an incident, or --issue with a file.' }
  const { body, service, issue, runbooks: folder = DEFAULT_FOLDER } = values
  return { kind: 'match', title, body, service, issue, folder, json }
}

function parse(words: readonly string[]) {
  return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
}
