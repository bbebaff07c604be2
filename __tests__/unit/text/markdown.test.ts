import { describe, expect, test } from '@jest/globals'
import { parseBlocks, parseInline, plainText } from '../../../src/text/markdown.ts'

describe('what a reader sees of a line', () => {
  test.each([
    ['a\nb', 'a b'],
    ['a  \nb', 'a b'],
    ['a\\\nb', 'a b'],
    ['a<b>c</b>', 'ac'],
    ['<i> a </i>', 'a'],
    ['a    b', 'a b'],
    ['**a** [b](https://x) `c`', 'a b c'],
    ['', ''],
  ])('%j is %j', (markdown, text) => expect(plainText(markdown)).toBe(text))
})

describe('what is too long', () => {
  test('is no document', () => {
    expect(parseBlocks('x'.repeat(70_000))).toHaveLength(3)
    expect(parseBlocks('x'.repeat(70_001))).toBeUndefined()
  })

  test('is cut as a line', () => {
    expect(plainText('x'.repeat(2_001))).toBe('x'.repeat(2_000))
    expect(parseInline('')).toEqual([])
  })
})
