import { longestBackticks } from './backticks.ts'
import { stripInvisible } from './invisible.ts'

/** What a fence does besides quoting. `max` counts characters of the text, 10,000 unless told. */
export interface FenceOptions {
  readonly language?: string
  readonly max?: number
}

/**
 * The text as a fenced code block that nothing inside can end. Terminal colours and invisible characters go. Over `max`
 * it is cut at a line end, and the last line says how much is missing.
 */
export function fence(text: string, { language = '', max = 10_000 }: FenceOptions = {}): string {
  const clean = stripInvisible(text).replace(/^\n+/, '').trimEnd()
  const content = cutLines(clean, max)
  const mark = '`'.repeat(Math.max(3, longestBackticks(content) + 1))
  return `${mark}${language.replace(/[^\w+-]/g, '')}\n${content}\n${mark}`
}

/** The longest head of whole lines within `max` characters, and a last line naming what was left out. */
function cutLines(text: string, max: number): string {
  if (text.length <= max) return text
  const end = text.lastIndexOf('\n', max)
  const head = end > 0 ? text.slice(0, end) : sliceWhole(text, max)
  const rest = text.slice(head.length).replace(/^\n/, '')
  const lines = rest.split('\n').length
  return `${head}\n… ${lines} more ${lines === 1 ? 'line' : 'lines'} (${rest.length} characters) left out`
}

/** Cuts without splitting a surrogate pair. */
function sliceWhole(text: string, max: number): string {
  return text.slice(0, max).replace(/[\ud800-\udbff]$/, '')
}
