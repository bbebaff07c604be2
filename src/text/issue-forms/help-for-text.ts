import { isScalar } from 'yaml'
import { oneLine } from '../escape.ts'

/** What to do about a value that is no text. */
export function helpForText(value: unknown): string {
  const written = isScalar(value) && typeof value.value !== 'string' && value.value !== null ? value.source : undefined
  return written ? `Put it in quotes: \`"${oneLine(written, 60)}"\`.` : 'Write a text, or delete the line.'
}
