import { describe, expect, test } from '@jest/globals'
import { printMarker, readMarker } from '../../../src/text/marker.ts'

const longest = 40_000

describe('a marker at the limit', () => {
  /** So long that the marker of all three keys has that many characters. */
  const keysOf = (length: number) => {
    const bare = printMarker(['board', 'old', '']).length
    return ['board', 'old', 'x'.repeat(length - bare)]
  }

  test('holds every key while there is room, and then lets the oldest after the first go', () => {
    const fitting = keysOf(longest - 1)
    expect(readMarker(printMarker(fitting))?.keys).toEqual(fitting)
    const [first, , newest] = keysOf(longest + 1)
    expect(readMarker(printMarker(keysOf(longest + 1)))?.keys).toEqual([first, newest])
  })

  test('keeps its first key, however long', () => {
    const key = 'x'.repeat(longest + 10_000)
    expect(printMarker([key])).toContain(key)
    expect(printMarker([key, 'a', 'b'])).not.toContain('"a"')
  })

  test('is believed up to its longest, and not beyond', () => {
    const line = (length: number) => {
      const bare = '<!-- muster:v1 {"keys":[""]} -->'.length
      return `<!-- muster:v1 {"keys":["${'x'.repeat(length - bare)}"]} -->`
    }
    expect(readMarker(line(longest))?.keys).toHaveLength(1)
    expect(readMarker(line(longest + 1))).toBeUndefined()
  })
})

describe('a comment with a marker', () => {
  test('keeps the lines above it', () => {
    expect(readMarker(`a\nb\n\nc\n\n${printMarker(['board'])}`)).toEqual({ keys: ['board'], text: 'a\nb\n\nc' })
  })

  test('has none where anything follows it in its line', () => {
    expect(readMarker(`${printMarker(['board'])} x`)).toBeUndefined()
    expect(readMarker(`${printMarker(['board'])} -->`)).toBeUndefined()
  })

  test.each(['a--b', '---', '<!-- x -->', '@alice #1', '\u2028é😀'])('gives back the key %j', (key) => {
    expect(readMarker(printMarker([key]))?.keys).toEqual([key])
  })
})
