import type { PostmortemRule } from './types.ts'

/** `3 days`, `5 working days`, `on request` or `none`. */
export const postmortemPattern = /^(?:\d{1,3} (?:working )?days?|on request|none)$/i

/** When a postmortem is owed, or nothing where the text says no such thing. */
export function readPostmortemRule(text: string): PostmortemRule | undefined {
  const words = text.trim().toLowerCase()
  if (!postmortemPattern.test(words)) return undefined
  if (words === 'none') return { kind: 'none' }
  if (words === 'on request') return { kind: 'on-request' }
  return { kind: 'due', days: Number.parseInt(words, 10), working: words.includes('working') }
}
