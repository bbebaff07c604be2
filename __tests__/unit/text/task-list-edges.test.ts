import { describe, expect, test } from '@jest/globals'
import { matchItems, readTaskList } from '../../../src/text/task-list.ts'
import { toggle } from './task-list/toggle.ts'

const sectionOf = (markdown: string) => readTaskList(markdown).items[0]?.section
const box = (text: string, checked: boolean, line: number) => ({ text, checked, optional: false, line })

describe('the section of a box', () => {
  test.each([
    ['# S\n\n- [ ] x', 'S'],
    ['**S**\n\n- [ ] x', 'S'],
    ['__Some__\n\n- [ ] x', 'Some'],
    ['text\n\n- [ ] x', undefined],
    ['see **S**\n\n- [ ] x', undefined],
    ['**S** it is\n\n- [ ] x', undefined],
    ['**S** and **T**\n\n- [ ] x', undefined],
    ['- **S**\n- [ ] x', undefined],
    ['- a\n\n**S**\n\n- [ ] x', 'S'],
    ['# S\n\n- **T**\n\n  - [ ] x', 'S'],
    ['# S\n\ntext\n\n- [ ] x', 'S'],
    ['```\n**S**\n```\n\n- [ ] x', undefined],
  ])('of %j is %s', (markdown, section) => expect(sectionOf(markdown)).toBe(section))
})

describe('a box', () => {
  test('in a heading is none', () => {
    expect(readTaskList('- # [x] a')).toEqual({ over: false, items: [] })
  })

  test('is not hidden by the opener of a comment in code', () => {
    expect(readTaskList('```\n<!--\n```\n\n`<!--`\n\n- [ ] x').items).toHaveLength(1)
  })

  test('in a comment that raw HTML opens is none, until it is closed', () => {
    const items = (markdown: string) => readTaskList(markdown).items.map(({ text }) => text)
    expect(items('<div><!--\n\n- [ ] a\n\n<p>\n\n- [ ] b\n\n<p>-->\n\n- [ ] c')).toEqual(['c'])
    expect(items('<div><!-- x --><!--\n\n- [ ] a')).toEqual([])
    expect(items('<div><!-- x -->\n\n- [ ] a')).toEqual(['a'])
  })

  test('has its words without “(optional)”, wherever it stands', () => {
    expect(readTaskList('- [ ] tell (optional) them').items[0]).toMatchObject({ text: 'tell them', optional: true })
  })

  test.each(['12. [ ] a', '-  [ ] a', '-\t[ ] a', '- - [ ] a', '   - [ ] a'])('is ticked in %j', (line) => {
    expect(readTaskList(toggle(line, 1)).items).toMatchObject([{ text: 'a', checked: true, line: 1 }])
  })
})

describe('of items with the same words', () => {
  const required = [{ text: 'Fix verified' }]
  const found = (...checked: readonly boolean[]) => {
    const items = checked.map((one, index) => box('fix verified', one, index + 1))
    return matchItems(required, items)[0]?.found?.line
  }

  test('the open one counts, wherever it stands, and of equals the first', () => {
    expect(found(true, false)).toBe(2)
    expect(found(false, true)).toBe(1)
    expect(found(false, false)).toBe(1)
    expect(found(true, true)).toBe(1)
    expect(found(true, false, true)).toBe(2)
  })

  test('whether they are called optional does not matter, nor does their case', () => {
    expect(matchItems([{ text: 'Tell Support (Optional)' }], [box('tell support', true, 1)])[0]?.found?.line).toBe(1)
    expect(matchItems([{ text: 'tell support' }], [box('TELL SUPPORT (optional)', true, 1)])[0]?.found?.line).toBe(1)
  })

  test('words are not put together', () => {
    expect(matchItems([{ text: 'no where' }], [box('nowhere', true, 1)])[0]?.found).toBeUndefined()
    expect(matchItems([{ text: 'ab c' }], [box('a bc', true, 1)])[0]?.found).toBeUndefined()
  })

  test('signs are words where nothing else stands', () => {
    expect(matchItems([{ text: ' → ' }], [box('→', true, 1)])[0]?.found?.line).toBe(1)
    expect(matchItems([{ text: '→' }], [box('←', true, 1)])[0]?.found).toBeUndefined()
  })
})
