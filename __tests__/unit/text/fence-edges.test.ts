import { describe, expect, test } from '@jest/globals'
import { fence } from '../../../src/text/fence.ts'

describe('a fence', () => {
  test('begins with the first line that holds something', () => {
    expect(fence('\n\n\n  a')).toBe('```\n  a\n```')
  })

  test('names its language by letters alone', () => {
    expect(fence('a', { language: 'c++ `x' })).toBe('```c++x\na\n```')
  })

  test('is longer than any run of back-ticks in it', () => {
    expect(fence('a `` b')).toBe('```\na `` b\n```')
    expect(fence('a ``` b')).toBe('````\na ``` b\n````')
  })

  test('of exactly its limit is whole', () => {
    expect(fence('x'.repeat(10), { max: 10 })).toBe(`\`\`\`\n${'x'.repeat(10)}\n\`\`\``)
  })

  test('counts every line that it leaves out', () => {
    expect(fence(`${'x'.repeat(15)}\ny`, { max: 10 })).toBe(
      `\`\`\`\n${'x'.repeat(10)}\n… 2 more lines (7 characters) left out\n\`\`\``,
    )
  })

  test('keeps a pair of surrogates that stands before the cut', () => {
    expect(fence(`😀${'x'.repeat(20)}`, { max: 10 })).toContain(`\n😀${'x'.repeat(8)}\n`)
  })
})
