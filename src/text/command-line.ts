import { nearest } from './edit-distance.ts'
import { blankHtmlComments, stripHtmlComments } from './escape.ts'
import { normaliseLines, stripInvisible } from './invisible.ts'

/** Every command there is. */
export const commandNames = [
  'ack',
  'severity',
  'service',
  'status',
  'lead',
  'note',
  'update',
  'cause',
  'done',
  'action',
  'milestone',
  'runbook',
  'confirm',
  'drill',
  'override',
  'postmortem',
  'help',
] as const
export type CommandName = (typeof commandNames)[number]

/** Other words for a command, as people type them at night. */
const synonyms: Readonly<Record<string, CommandName>> = { sev: 'severity', acknowledge: 'ack' }

function nameOf(word: string): CommandName | undefined {
  const lower = word.toLowerCase()
  return commandNames.find((known) => known === lower) ?? (Object.hasOwn(synonyms, lower) ? synonyms[lower] : undefined)
}

/** What the first line of a comment asks for. `unknown` is a slip of the pen, with the command that was probably meant. */
export type CommandLine =
  | {
      readonly name: CommandName
      /** What follows the command on its line, trimmed. Untrusted text. */
      readonly rest: string
      /** The whole line, for quoting it back. Untrusted text. */
      readonly line: string
    }
  | { readonly name: 'unknown'; readonly word: string; readonly suggestion?: CommandName }

/** A word after `/`, alone or followed by a space; at most one sign after it, as phones and habit put there. */
const command = /^ {0,3}\/([a-z]+)[.,:;!]?(?:\s(.*))?$/i

/**
 * The command in the first line of a comment or mail reply that is not blank. Quotes, code and HTML comments hold none,
 * paths (`/usr/bin/x`) are none, and words that are near no command belong to other bots.
 */
export function readCommand(body: string): CommandLine | undefined {
  const lines = visibleLines(body)
  const first = lines.findIndex((line) => line.trim() !== '')
  const line = joinWrapped(lines.slice(Math.max(0, first)))
  const [, word = '', rest = ''] = command.exec(line) ?? []
  const name = nameOf(word)
  if (name) return { name, rest: rest.trim(), line: line.trim() }
  const suggestion = nearest(word, commandNames)
  return suggestion && { name: 'unknown', word, suggestion }
}

/** https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function endsFence(text: string, fence: string): boolean {
  const end = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(text)?.[1]
  return end?.startsWith(fence) ?? false
}

/** A line of an issue's body that holds a command. */
export interface BodyCommand {
  readonly name: CommandName
  readonly rest: string
  /** Counted from 0. */
  readonly line: number
}

/**
 * The commands in the body of an issue that was written without a form: each line that is one, outside quotes, code and
 * HTML comments. GitHub's app has no forms and people who may only read cannot label, so this is how they ask.
 */
export function readBodyCommands(body: string): readonly BodyCommand[] {
  const lines = blankHtmlComments(body.replace(/\r\n?/g, '\n')).split('\n', 200)
  let fence: string | undefined
  return lines.flatMap((raw, line): readonly BodyCommand[] => {
    const text = stripInvisible(raw)
    if (fence !== undefined) {
      if (endsFence(text, fence)) fence = undefined
      return []
    }
    fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/.exec(text)?.[1]
    if (fence !== undefined) return []
    const [, word = '', rest = ''] = command.exec(text) ?? []
    const name = nameOf(word)
    return name ? [{ name, rest: rest.trim(), line }] : []
  })
}

function visibleLines(body: string): readonly string[] {
  return stripInvisible(stripHtmlComments(normaliseLines(body))).split('\n', 200)
}

/**
 * A mail program breaks a long line at 65 to 80 columns: the next line belongs to it when its first word would not have
 * fitted. Quoted history and signatures begin after a blank line or with a sign of their own.
 */
function joinWrapped(lines: readonly string[]): string {
  let [before = ''] = lines
  let joined = before
  for (const next of lines.slice(1)) {
    const firstWord = /^[^\s>]\S*/.exec(next)?.[0]
    const wrapped = before.length <= 80 && firstWord !== undefined && before.trimEnd().length + firstWord.length > 72
    if (!wrapped || before.length < 50 || isBoundary(next)) break
    joined = `${joined.trimEnd()} ${next}`
    before = next
  }
  return joined
}

/** A signature's dashes, a second command, a fence, an item of a list. */
function isBoundary(line: string): boolean {
  return /^(?:--|__|\/|```|~~~|[-*+] |\d+[.)] |#)/.test(line)
}
