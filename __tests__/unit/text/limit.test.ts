import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bodyLength, fitBody } from '../../../src/text/limit.ts'

describe('the length of a body', () => {
  test('counts characters as GitHub does', () => {
    expect(bodyLength('aé😀\n')).toBe(4)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => bodyLength(text) === [...text].length))
  })
})

describe('a body', () => {
  test('that fits is joined by blank lines, without empty parts', () => {
    const parts = [
      { name: 'Head', text: 'a' },
      { name: 'None', text: '' },
      { name: 'Marker', text: 'b', keep: true },
    ]
    expect(fitBody(parts)).toEqual({ text: 'a\n\nb', cut: [] })
  })

  test('that does not fit is cut from below at line ends, names what was cut and keeps its marker', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `- line ${index}`).join('\n')
    const parts = [
      { name: 'Head', text: 'head', keep: true },
      { name: 'Timeline', text: lines },
      { name: 'Log', text: `\`\`\`\n${lines}\n\`\`\`` },
      { name: 'Marker', text: '<!-- marker -->', keep: true },
    ]
    const { text, cut } = fitBody(parts, 2_000)
    expect(cut).toEqual(['Timeline', 'Log'])
    expect(text.startsWith('head\n\n- line 0\n')).toBe(true)
    expect(text).toContain('\n\n_Timeline: cut for length._\n\n_Log: cut for length._\n\n<!-- marker -->')
    const shown = text.split('\n').filter((line) => line.startsWith('- '))
    expect(lines.startsWith(`${shown.join('\n')}\n`)).toBe(true)
  })

  test('closes a fence and `<details>` that a cut left open', () => {
    const log = {
      name: 'Log',
      text: `<details><summary>Log</summary>\n\n\`\`\`\`text\n${'```\nx\n'.repeat(500)}\n\`\`\`\`\n\n</details>`,
    }
    const { text } = fitBody([{ name: 'Head', text: 'head' }, log], 1_000)
    expect(text).toMatch(/\n````\n\n<\/details>\n\n_Log: cut for length\._$/)
  })

  test('never exceeds its limit', () => {
    const part = fc.record({
      name: fc.string({ maxLength: 10 }),
      text: fc
        .array(fc.constantFrom('line\n', '```\n', '😀', '<details>', 'x'), { maxLength: 300 })
        .map((pieces) => pieces.join('')),
      keep: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.integer({ min: 50, max: 800 }),
        (parts, max) => bodyLength(fitBody(parts, max).text) <= max,
      ),
    )
  })
})
