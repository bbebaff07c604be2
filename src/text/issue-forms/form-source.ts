import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml'
import { oneLine } from '../escape.ts'
import { isNestedDeeply } from '../yaml-depth.ts'
import type { FormProblem } from './form-problem.ts'

/** A form's file as keys and values that know where they stand. */
export interface FormSource {
  /** `undefined` for a file that holds nothing, or no keys. */
  readonly root: YAMLMap | undefined
  /** A second document begins in the file, of which GitHub reads nothing. */
  readonly divided: boolean
  /** Makes a problem of what was found at a node of the file; without one, at the file's beginning. */
  readonly problemAt: (node: unknown, said: Pick<FormProblem, 'message' | 'help'>) => FormProblem
}

export type FormReading =
  | { readonly kind: 'read'; readonly source: FormSource }
  | { readonly kind: 'broken'; readonly problem: FormProblem }

const maxLength = 100_000

/** Reads the file as YAML 1.1, as GitHub does: `Yes` is a boolean there, and `03:05` a number. Never throws. */
export function readFormSource(text: string): FormReading {
  if (text.length > maxLength) return broken('the file is larger than 100,000 characters', 'Shorten it.')
  if (isNestedDeeply(text)) return broken('the file is nested too deeply', 'Write it flatter.')
  const lines = new LineCounter()
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  try {
    const options = { lineCounter: lines, version: '1.1', prettyErrors: false, uniqueKeys: false } as const
    const documents = [...parseAllDocuments(text.replace(/^\uFEFF/, ''), { ...options, logLevel: 'silent' })]
    const [document] = documents
    const [error] = document?.errors ?? []
    if (error) return brokenAt(placeOf(error.pos[0]), oneLine(error.message, 160))
    if (document) resolveAliases(document, document.contents, new Set())
    return {
      kind: 'read',
      source: {
        root: isMap(document?.contents) ? document.contents : undefined,
        divided: documents.length > 1,
        problemAt: (node, said) => ({ ...placeOf(offsetOf(node)), ...said }),
      },
    }
  } catch {
    // The parser recurses, and says so only by running out of stack.
    return broken('the file is nested too deeply', 'Write it flatter.')
  }
}

/** The key and the value of a name; the last of several, as GitHub reads them. */
export function findPair(map: YAMLMap, name: string): { readonly key: unknown; readonly value: unknown } | undefined {
  return map.items.findLast(({ key }) => textOfKey(key) === name)
}

/** The value of a name. `undefined` where it is not there, or nothing stands behind it. */
export function readValue(map: YAMLMap | undefined, name: string): unknown {
  const value = map && findPair(map, name)?.value
  return isScalar(value) && (value.value === null || value.value === undefined) ? undefined : (value ?? undefined)
}

/** What a key says: as it is written, since YAML makes a boolean of `on`. */
export function textOfKey(key: unknown): string {
  if (!isScalar(key)) return ''
  return key.source ?? String(key.value)
}

/** The text of a value; `undefined` for everything that GitHub takes for no text, or for an empty one. */
export function readText(value: unknown): string | undefined {
  if (!isScalar(value)) return undefined
  // `y` and `n` are booleans for this reader and texts for GitHub's.
  const text = typeof value.value === 'boolean' && /^[yn]$/i.test(value.source ?? '') ? value.source : value.value
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}

/** Whether YAML 1.1 takes the value for true or false. */
export function isBoolean(value: unknown): boolean {
  return isScalar(value) && typeof value.value === 'boolean' && readText(value) === undefined
}

/** Puts what an alias stands for in its place. Each node is looked at once, however often it is repeated. */
function resolveAliases(document: Document, node: unknown, seen: Set<unknown>): void {
  if (!isCollection(node) || seen.has(node)) return
  seen.add(node)
  const resolve = (value: unknown) => (isAlias(value) ? value.resolve(document) : value)
  node.items = node.items.map((item) => {
    if (!isPair(item)) return resolve(item)
    item.value = resolve(item.value)
    return item
  })
  for (const item of node.items) resolveAliases(document, isPair(item) ? item.value : item, seen)
}

function offsetOf(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return 0
  return Array.isArray(node.range) ? Number(node.range[0]) : 0
}

function broken(reason: string, help: string): FormReading {
  return { kind: 'broken', problem: { line: 1, column: 1, message: `YAML syntax error: ${reason}`, help } }
}

function brokenAt(place: { readonly line: number; readonly column: number }, reason: string): FormReading {
  const help = 'Correct the indentation, quotes and brackets here; a text with `: ` in it needs quotes.'
  return { kind: 'broken', problem: { ...place, message: `YAML syntax error: ${reason}`, help } }
}
