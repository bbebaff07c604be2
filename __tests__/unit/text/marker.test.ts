import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { printMarker, readMarker } from '../../../src/text/marker.ts'

describe('the marker of a comment', () => {
  test('is printed as documented', () => {
    expect(printMarker(['board', 'call:alice:opened'])).toBe(
      '<!-- muster:v1 {"keys":["board","call:alice:opened"]} -->',
    )
  })

  test('is read back with any keys, below any text, whatever line ends are stored', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'binary' })),
        fc.string(),
        fc.constantFrom('\n', '\r\n'),
        (keys, text, end) => {
          const body = `${text}${end}${printMarker(keys)}${end}`
          expect(readMarker(body)?.keys).toEqual(keys)
          expect(readMarker(body)?.text).toBe(text.replace(/\r\n?/g, '\n').trimEnd())
        },
      ),
    )
  })

  test('cannot be ended, or made to mention anybody, by a key', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('-->', '--!>', '--', '->', '<!--', '@alice', '#1', '\n', '\u2028', 'é')),
        (parts) => {
          const marker = printMarker([parts.join('')])
          expect(marker.slice(4, -3)).not.toMatch(/--|[<>@#\n]|[^\x20-\x7e]/)
        },
      ),
    )
  })

  test('counts only as the very last line', () => {
    expect(readMarker(`${printMarker(['board'])}\nmore`)).toBeUndefined()
    expect(readMarker(`text ${printMarker(['board'])}`)).toBeUndefined()
    expect(readMarker(`> ${printMarker(['board'])}`)).toBeUndefined()
    expect(readMarker('')).toBeUndefined()
  })

  test.each([
    '<!-- muster:v1 {"keys":"board"} -->',
    '<!-- muster:v1 {"keys":[1]} -->',
    '<!-- muster:v1 {} -->',
    '<!-- muster:v1 {keys} -->',
    '<!-- muster:v2 {"keys":[]} -->',
  ])('is not guessed at: %s', (line) => expect(readMarker(line)).toBeUndefined())

  test('keeps the first key and the newest when there are too many for one comment', () => {
    const keys = ['board', ...Array.from({ length: 5_000 }, (_, index) => `judged:${index}`)]
    const marker = printMarker(keys)
    const read = readMarker(marker)?.keys ?? []
    expect(marker.length).toBeLessThanOrEqual(40_000)
    expect(read[0]).toBe('board')
    expect(read.at(-1)).toBe('judged:4999')
    expect(read.length).toBeGreaterThan(2_000)
  })

  test('says a key once', () => {
    expect(readMarker(printMarker(['a', 'b', 'a']))?.keys).toEqual(['a', 'b'])
  })
})
