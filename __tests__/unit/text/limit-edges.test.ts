import { describe, expect, test } from '@jest/globals'
import { bodyLength, fitBody } from '../../../src/text/limit.ts'

const note = (name: string) => `_${name}: cut for length._`
/** Lines of 20 characters each, every one different and none the beginning of another. */
const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${String(index).padStart(4, '0')} and its end`)

describe('the length of a body', () => {
  test.each([
    ['\ud800\udc00', 1],
    ['\udbff\udfff', 1],
    ['\ud800\udfff', 1],
    ['\udbff\udc00', 1],
    ['\ud800', 1],
    ['\ud800a', 2],
    ['a\udc00', 2],
    ['\udc00\udc00', 2],
    ['\ud800\ud800', 2],
    ['\ud7ff\udc00', 2],
    ['\ud800\udbff', 2],
    ['\udbff\ue000', 2],
    ['\ud800\ue000', 2],
  ])('of %j is %d', (text, length) => expect(bodyLength(text)).toBe(length))
})

describe('a body', () => {
  test('of exactly the limit is left as it is, and one character more is cut', () => {
    const parts = (length: number) => [
      { name: 'Head', text: 'a'.repeat(10) },
      { name: 'Log', text: 'b'.repeat(length - 12) },
    ]
    expect(fitBody(parts(300), 300).cut).toEqual([])
    expect(bodyLength(fitBody(parts(300), 300).text)).toBe(300)
    expect(fitBody(parts(301), 300)).toEqual({ text: `${'a'.repeat(10)}\n\n${note('Log')}`, cut: ['Log'] })
  })

  test('is cut between whole lines', () => {
    const all = lines(60)
    const { text } = fitBody([{ name: 'Log', text: all.join('\n') }], 1_000)
    const shown = text.split('\n').filter((line) => line.startsWith('line'))
    expect(shown.length).toBeGreaterThan(20)
    expect(shown).toEqual(all.slice(0, shown.length))
    expect(text).toBe(`${shown.join('\n')}\n\n${note('Log')}`)
  })

  test('names only what it cut, not what was empty', () => {
    const parts = [
      { name: 'Log', text: lines(60).join('\n') },
      { name: 'None', text: '' },
    ]
    expect(fitBody(parts, 1_000).cut).toEqual(['Log'])
  })

  test('is cut in what may be cut before what is to be kept, wherever it stands', () => {
    const long = lines(30).join('\n')
    const parts = [
      { name: 'Log', text: long },
      { name: 'Head', text: long, keep: true },
    ]
    expect(fitBody(parts, 1_000)).toMatchObject({ cut: ['Log'], text: expect.stringContaining(long) })
    expect(fitBody(parts.toReversed(), 1_000)).toMatchObject({ cut: ['Log'], text: expect.stringContaining(long) })
  })

  test('is cut in its head when that alone is too long, and keeps its marker', () => {
    const parts = [
      { name: 'Head', text: lines(60).join('\n'), keep: true },
      { name: 'Marker', text: '<!-- marker -->', keep: true },
    ]
    const { text, cut } = fitBody(parts, 1_000)
    expect(cut).toEqual(['Head'])
    expect(text).toMatch(/^line 0000.*\n_Head: cut for length\._\n\n<!-- marker -->$/s)
  })

  test('that can hold nothing is the beginning of what it says', () => {
    const parts = [
      { name: 'Head', text: 'x'.repeat(400), keep: true },
      { name: 'Marker', text: 'y'.repeat(400), keep: true },
    ]
    expect(fitBody(parts, 30)).toEqual({
      text: `${note('Head')}\n\n${note('Marker')}`.slice(0, 30),
      cut: ['Marker', 'Head'],
    })
  })

  test.each(['😀', '\uffff'])('is cut between characters: %j', (sign) => {
    expect(fitBody([{ name: sign.repeat(50), text: 'x'.repeat(99) }], 10).text).toBe(`_${sign.repeat(9)}`)
  })

  test('is cut in one part where that is enough, however long its name', () => {
    const name = 'N'.repeat(150)
    const parts = [
      { name: 'Head', text: 'head', keep: true },
      { name, text: lines(60).join('\n') },
    ]
    expect(fitBody(parts, 1_000).cut).toEqual([name])
  })
})

describe('what a cut leaves open', () => {
  /** What stands between the last whole line and the note, after these lines. */
  const closedBy = (...before: readonly string[]) => {
    const { text } = fitBody([{ name: 'Log', text: [...before, ...lines(60)].join('\n') }], 1_000)
    return text.slice(text.lastIndexOf('and its end') + 'and its end'.length, -`\n\n${note('Log')}`.length)
  }

  test.each([
    [[], ''],
    [['```', 'code', '```'], ''],
    [['```', 'code', ' ```  '], ''],
    [['~~~', 'code', '~~~'], ''],
    [['```', 'code'], '\n```'],
    [['~~~~', 'code', '~~~'], '\n~~~~'],
    [['```', '```js'], '\n```'],
    [['```', '````'], ''],
    [['```', '~~~'], '\n```'],
    [['a ``` b'], ''],
    [['~ a'], ''],
    [['    ```'], ''],
    [['<details>', 'a', '</details>'], ''],
    [['<details>', 'a'], '\n\n</details>'],
    [['<details open><details>', 'a', '</details>'], '\n\n</details>'],
    [['```', '<details>', '```'], ''],
    [['</details>'], ''],
    [['<details>'.repeat(9)], `\n\n${Array(8).fill('</details>').join('\n')}`],
    [['<details>', '```'], '\n```\n\n</details>'],
  ])('%j', (before, closing) => expect(closedBy(...before)).toBe(closing))
})
