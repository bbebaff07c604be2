import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { fence } from '../../../src/text/fence.ts'

const markdown = new MarkdownIt({ html: true })

describe('a fence', () => {
  test('holds any text whole, as one block', () => {
    const part = fc.oneof(
      fc.constantFrom('`', '```', '````', '~~~', '\n', '</details>', '<!--', ' ', '\t'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(part), fc.string(), (parts, language) => {
        const tokens = markdown.parse(`${fence(parts.join(''), { language })}\n\nafter`, {})
        expect(tokens.map(({ type }) => type)).toEqual(['fence', 'paragraph_open', 'inline', 'paragraph_close'])
      }),
    )
  })

  test('keeps lines and indentation, and drops colours and invisible characters', () => {
    expect(fence('\r\n  a\r\n\u001b[31mred\u001b[0m\u202e\n\n', { language: 'text' })).toBe('```text\n  a\nred\n```')
  })

  test('is cut at a line end and says what is missing', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')
    expect(fence(lines, { max: 19 })).toBe('```\nline 0\nline 1\n… 98 more lines (775 characters) left out\n```')
    expect(fence(`${'x'.repeat(9)}😀`, { max: 10 })).toBe(
      `\`\`\`\n${'x'.repeat(9)}\n… 1 more line (2 characters) left out\n\`\`\``,
    )
  })
})
