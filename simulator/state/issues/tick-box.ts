import { findBoxes } from '../markdown/parser.ts'

/** A text with its nth box (counting from 1) ticked or cleared, or null when it has no such box. */
export function tickBox(markdown: string, nth: number, checked: boolean): string | null {
  const at = findBoxes(markdown)[nth - 1]
  const lines = markdown.split('\n')
  const line = at === undefined ? undefined : lines[at]
  if (at === undefined || line === undefined) return null
  lines[at] = line.replace(/\[[ xX]\]/, checked ? '[x]' : '[ ]')
  return lines.join('\n')
}
