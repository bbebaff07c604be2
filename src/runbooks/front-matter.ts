import { parse as parseToml, TomlError } from 'smol-toml'
import { parseDocument } from 'yaml'
import { readPlainYaml } from './plain-yaml.ts'
import { linesIn, type Problem } from './sections.ts'

/** What the owners said about a page at its head; everything is optional in the file. */
export interface FrontMatter {
  readonly title?: string
  readonly services: readonly string[]
  readonly alerts: readonly string[]
  readonly symptoms: readonly string[]
  /** Literal strings, or `/regular expressions/` in RE2's syntax. */
  readonly signatures: readonly string[]
  readonly owners: readonly string[]
  readonly escalation: readonly string[]
  readonly dashboards: readonly { readonly name: string; readonly url: string }[]
  readonly tags: readonly string[]
  /** ISO date of the last review. */
  readonly reviewed?: string
  /** Postmortems: number of the incident's issue. */
  readonly incident?: number
  readonly date?: string
  readonly severity?: string
  /** Postmortems: what ended it, in one line. */
  readonly resolution?: string
  readonly duration?: string
  /** Postmortems: paths of the runbooks that were used. */
  readonly runbooks: readonly string[]
  /** Keys that Muster does not know, for `lint`. */
  readonly unknownKeys: readonly string[]
}

/** What stands at a page's head, and the body after it. */
export interface ReadFrontMatter {
  readonly frontMatter: FrontMatter
  /** As written, without the lines that open and close it. */
  readonly source: string
  readonly body: string
  /** The body's first line in the file, counted from 1. */
  readonly bodyLine: number
  readonly problems: readonly Problem[]
}

const MAX_FRONT_MATTER = 32_768
const MAX_ITEMS = 200
const MAX_VALUE = 500
const TEXT_KEYS = ['title', 'reviewed', 'date', 'severity', 'resolution', 'duration'] as const
const LIST_KEYS = ['services', 'alerts', 'symptoms', 'signatures', 'owners', 'escalation', 'tags', 'runbooks'] as const
/** Every key that the matcher or the board reads. */
export const KNOWN_KEYS = [...TEXT_KEYS, ...LIST_KEYS, 'dashboards', 'incident', 'durations'] as const
const KNOWN: ReadonlySet<string> = new Set(KNOWN_KEYS)

/** Splits off and reads YAML (`---`) or TOML (`+++`) front matter. Never throws. */
export function readFrontMatter(file: string): ReadFrontMatter {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const mark = /^(---|\+\+\+)[ \t]*\n/.exec(text)?.[1]
  const none = { frontMatter: shape({}), source: '', body: text, bodyLine: 1 }
  if (mark === undefined) return { ...none, problems: [] }
  const end = endOf(text, mark)
  if (end === undefined) return { ...none, problems: mark === '+++' ? [UNCLOSED] : [] }
  const source = text.slice(text.indexOf('\n') + 1, end.from)
  const after = { source, body: text.slice(end.to), bodyLine: linesIn(source) + 3 }
  if (source.length > MAX_FRONT_MATTER) return { ...after, frontMatter: shape({}), problems: [TOO_LONG] }
  const { value, problems } = mark === '---' ? fromYaml(source) : fromToml(source)
  return { ...after, frontMatter: shape(value), problems }
}

const UNCLOSED: Problem = { line: 1, message: 'the front matter is not closed', help: 'End it with a line `+++`.' }
const TOO_LONG: Problem = {
  line: 1,
  message: `front matter of more than ${MAX_FRONT_MATTER} characters is not read`,
  help: 'Keep there only what the matcher uses.',
}

function endOf(text: string, mark: string): { from: number; to: number } | undefined {
  const found = (mark === '---' ? /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/ : /\n\+\+\+[ \t]*(?:\n|$)/).exec(text.slice(3))
  return found === null ? undefined : { from: 3 + found.index + 1, to: 3 + found.index + found[0].length }
}

type Raw = { readonly value: Readonly<Record<string, unknown>>; readonly problems: readonly Problem[] }

function fromYaml(source: string): Raw {
  const plain = readPlainYaml(source)
  if (plain !== undefined) return { value: asRecord(plain), problems: [] }
  try {
    const document = parseDocument(source, { prettyErrors: false, logLevel: 'silent' })
    const bad = document.errors[0]
    if (bad !== undefined) return { value: {}, problems: [broken(bad.message, lineAt(source, bad.pos[0]))] }
    return { value: asRecord(document.toJS({ maxAliasCount: 20 })), problems: [] }
  } catch (error) {
    return { value: {}, problems: [broken(String(error), 1)] }
  }
}

function fromToml(source: string): Raw {
  try {
    return { value: asRecord(parseToml(source)), problems: [] }
  } catch (error) {
    const line = error instanceof TomlError ? error.line + 1 : 1
    return { value: {}, problems: [broken(error instanceof Error ? error.message : String(error), line)] }
  }
}

function lineAt(source: string, position: number): number {
  return source.slice(0, position).split('\n').length + 1
}

function broken(why: string, line: number): Problem {
  const first = why.split('\n')[0]?.slice(0, 200) ?? ''
  return {
    line,
    message: `the front matter cannot be read: ${first}`,
    help: 'Mend it; until then only the text below it counts.',
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]))
}

function shape(raw: Readonly<Record<string, unknown>>): FrontMatter {
  const texts = TEXT_KEYS.flatMap((key) => {
    const text = textOf(raw[key])
    return text === undefined ? [] : [[key, text]]
  })
  const lists = LIST_KEYS.map((key) => [key, listOf(key, raw[key] ?? raw[key.replace(/s$/, '')])])
  const incident = Number(raw.incident)
  return {
    ...Object.fromEntries(texts),
    ...Object.fromEntries(lists),
    ...(raw.incident !== undefined && Number.isSafeInteger(incident) && incident > 0 ? { incident } : {}),
    dashboards: dashboardsOf(raw.dashboards),
    unknownKeys: Object.keys(raw).filter((key) => !KNOWN.has(key) && !KNOWN.has(`${key}s`)),
  }
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string' || value.trim() === '') return undefined
  return value.trim().slice(0, MAX_VALUE)
}

/** A list, or one value; names may also stand in one line with commas, sentences and patterns may not. */
function listOf(key: (typeof LIST_KEYS)[number], value: unknown): readonly string[] {
  const isSentence = key === 'symptoms' || key === 'signatures'
  const one = typeof value === 'string' && !isSentence ? value.split(',') : [value]
  const items: readonly unknown[] = Array.isArray(value) ? value : one
  return items.slice(0, MAX_ITEMS).flatMap((item) => textOf(item) ?? [])
}

function dashboardsOf(value: unknown): FrontMatter['dashboards'] {
  const items = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return items.slice(0, MAX_ITEMS).flatMap((item) => {
    const record = typeof item === 'string' ? { url: item } : asRecord(item)
    const url = textOf('url' in record ? record.url : undefined)
    if (url === undefined || !/^https?:\/\//i.test(url)) return []
    return [{ name: textOf('name' in record ? record.name : undefined) ?? hostOf(url), url }]
  })
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? url
}
