import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
} from 'yaml'
import { codeSpan, oneLine, quoteText } from '../text/escape.ts'
import { isNestedDeeply } from '../text/yaml-depth.ts'
import type { Finding, SettingPath } from './problem.ts'

/** A place in the file, counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What a YAML text says, and where. */
export interface YamlSource {
  readonly value: unknown
  /** What is wrong with the YAML itself. Keys that it touches are left out of `value`. */
  readonly faults: readonly (Place & Pick<Finding, 'message' | 'help'>)[]
  /** Where the value at a path begins, or its key; of what is not there, the nearest that is. */
  readonly locate: (path: SettingPath, at: 'key' | 'value') => Place
}

const maxLength = 100_000
const maxDepth = 20
/** A file that is no YAML at all has an error at every second word. */
const maxErrors = 50

/** Reads YAML without trusting it: size, depth and aliases are limited, and no error is thrown. */
export function readYaml(text: string): YamlSource {
  if (text.length > maxLength) return refuse('the file is larger than 100,000 characters', 'Shorten it')
  if (isNestedDeeply(text)) return refuse('the file is nested too deeply', 'Write it flatter')
  const lines = new LineCounter()
  try {
    const document = parseDocument(text.replace(/^\uFEFF/, ''), {
      lineCounter: lines,
      logLevel: 'error',
      prettyErrors: false,
      // The parser compares every key with every other; `checkKeys` looks each up.
      uniqueKeys: false,
    })
    if (depthOf(document.contents, 0) > maxDepth) throw new RangeError('depth')
    const errors = document.errors.slice(0, maxErrors)
    const faults = [
      ...errors.map((error) => ({ ...placeOf(lines, error.pos[0]), ...describeError(error) })),
      ...checkKeys(document.contents).map(({ offset, ...fault }) => ({ ...placeOf(lines, offset), ...fault })),
    ]
    dropBroken(document, errors, text)
    const value: unknown = document.toJS({ maxAliasCount: 50 })
    if (holdsItself(value, new Set(), new Set())) throw new ReferenceError('alias')
    return {
      value,
      faults,
      locate: (path, at) => placeOf(lines, offsetOf(document, path, at)),
    }
  } catch (error) {
    // The parser recurses, and says so only by running out of stack; aliases beyond the limit are a ReferenceError.
    return error instanceof ReferenceError
      ? refuse('an alias (`*name`) repeats too much, holds itself or names nothing', 'Write the values out')
      : refuse('the file is nested too deeply', 'Write it flatter')
  }
}

/**
 * Leaves out the top-level keys that an error falls into. The parser reports an unclosed bracket where the next key
 * begins, and a wrong indentation before a key that it then takes for one of the top: both sides of an error go.
 */
function dropBroken({ contents }: Document, faults: readonly YAMLError[], text: string): void {
  const errors = faults.filter((error) => error.code !== 'MULTIPLE_DOCS')
  if (!isMap(contents) || errors.length === 0) return
  const starts = contents.items.map((pair) => rangeStart(pair.key))
  contents.items = contents.items.filter((_, index) => {
    const [from, to] = [starts[index] ?? 0, starts[index + 1] ?? text.length]
    return !errors.some(
      ({ pos: [at] }) => (at >= from && at <= to) || (at < from && !text.slice(at, from).includes('\n')),
    )
  })
}

function describeError(error: YAMLError): Pick<Finding, 'message' | 'help'> {
  switch (error.code) {
    case 'MULTIPLE_DOCS':
      return { message: 'a second document begins here', help: 'Only the first one counts; remove `---`.' }
    case 'TAB_AS_INDENT':
      return { message: 'a tab at the start of a line', help: 'Indent by spaces. This key is at its default.' }
    default:
      return {
        message: `no valid YAML: ${reasonOf(error)}`,
        help: 'Correct the indentation, quotes and brackets here. This key is at its default.',
      }
  }
}

type KeyFault = Pick<Finding, 'message' | 'help'> & { readonly offset: number }

/** Keys that a map holds a second time, and keys that are maps or lists themselves: those are taken out. */
function checkKeys(node: unknown): readonly KeyFault[] {
  if (isPair(node)) return checkKeys(node.value)
  if (!isCollection(node)) return []
  const seen = new Set<string>()
  const faults: KeyFault[] = []
  node.items = node.items.filter((item) => {
    if (!isPair(item)) return true
    const fault = faultOf(item.key, seen)
    if (fault) faults.push({ offset: rangeStart(item.key), ...fault })
    return isScalar(item.key)
  })
  return [...faults, ...node.items.flatMap(checkKeys)].slice(0, maxErrors)
}

function faultOf(key: unknown, seen: Set<string>): Omit<KeyFault, 'offset'> | undefined {
  if (!isScalar(key)) return { message: 'a key is no plain word', help: 'Put it in quotes. It was left out.' }
  const text = textOf(key)
  if (seen.has(text)) {
    const message = `${codeSpan(oneLine(text, 60))} is there twice`
    return { message, help: 'The last one counts; remove the other.' }
  }
  seen.add(text)
  return undefined
}

/** The parser's own words. */
function reasonOf(error: YAMLError): string {
  return quoteText(oneLine(error.message, 120))
}

function offsetOf(document: Document, path: SettingPath, at: 'key' | 'value'): number {
  let node: unknown = document.contents
  let offset = rangeStart(node)
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    node = stepInto(node, step, at === 'key' && index === path.length - 1)
    if (node === undefined) return offset
    offset = rangeStart(node)
  }
  return offset
}

/** The value of a key (or the key itself), the entry of a list by its index, or by what it says. */
function stepInto(node: unknown, step: string | number, wantsKey: boolean): unknown {
  if (isMap(node)) {
    const pair = node.items.findLast((item) => textOf(item.key) === String(step))
    return wantsKey ? pair?.key : (pair?.value ?? pair?.key)
  }
  if (!isSeq(node)) return undefined
  return typeof step === 'number' ? node.items[step] : node.items.find((item) => textOf(item) === step)
}

function textOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : ''
}

function rangeStart(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return 0
  return Array.isArray(node.range) ? Number(node.range[0]) : 0
}

function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

function depthOf(node: unknown, depth: number): number {
  if (depth > maxDepth) return depth
  if (isPair(node)) return Math.max(depthOf(node.key, depth), depthOf(node.value, depth))
  if (!isCollection(node)) return depth
  return node.items.reduce<number>((most, item) => Math.max(most, depthOf(item, depth + 1)), depth)
}

/** Whether a value is a part of itself, which only aliases can do; no other reader of it expects that. */
function holdsItself(value: unknown, above: Set<unknown>, known: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null || known.has(value)) return false
  if (above.has(value)) return true
  above.add(value)
  const found = Object.values(value).some((item) => holdsItself(item, above, known))
  above.delete(value)
  known.add(value)
  return found
}

function refuse(message: string, help: string): YamlSource {
  const start = { line: 1, column: 1 }
  return {
    value: undefined,
    faults: [{ ...start, message, help: `${help}. All settings are at their defaults.` }],
    locate: () => start,
  }
}
