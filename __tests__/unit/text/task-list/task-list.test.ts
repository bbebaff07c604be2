import { describe, expect, test } from '@jest/globals'
import { matchItems, readTaskList } from '../../../../src/text/task-list.ts'
import { fillWith, hostilePieces, measure } from '../time-budget.ts'

describe('a task list', () => {
  test('knows section, line and what is optional', () => {
    const markdown =
      '### Checklist\n\n**1 · Notify**\n- [x] told *everyone*\n- [ ] asked `who` *(optional)*\n\n## Next\n1. [ ] [verify](https://x)'
    expect(readTaskList(markdown).items).toEqual([
      { text: 'told everyone', checked: true, optional: false, line: 4, section: '1 · Notify' },
      { text: 'asked who', checked: false, optional: true, line: 5, section: '1 · Notify' },
      { text: 'verify', checked: false, optional: false, line: 8, section: 'Next' },
    ])
  })

  test('finds required items by their words, and takes an open box over a ticked copy', () => {
    const required = [
      { text: 'Fix verified on every tier' },
      { text: 'Recent backup, or none needed' },
      { text: 'Gone' },
    ]
    const { items } = readTaskList(
      '- [x] fix  verified on **every tier** (optional)\n- [x] recent backup or none needed!\n- [ ] Recent backup, or none needed',
    )
    expect(matchItems(required, items).map(({ found }) => found?.checked)).toEqual([true, false, undefined])
  })

  test('is `over` when it is too large, and open', () => {
    expect(readTaskList(`- [x] a\n${'x'.repeat(70_001)}`)).toEqual({ over: true, items: [] })
    expect(readTaskList('- [x] a\n'.repeat(1_001)).over).toBe(true)
    expect(readTaskList('- [x] a\n'.repeat(1_000)).items).toHaveLength(1_000)
  })

  test('is `over` where it is nested deeper than the parser looks, whatever opens down there', () => {
    for (const deep of ['- '.repeat(60), '> '.repeat(120), '1. '.repeat(60), '>- '.repeat(40)])
      expect(readTaskList(`${deep}<div><!--\n\n- [x] a`)).toEqual({ over: true, items: [] })
    expect(readTaskList(`${'- '.repeat(45)}b\n\n- [x] a`).items).toHaveLength(1)
  })

  const lines = [
    ...[
      '- [ ] ',
      '- [ ] a',
      '* [x] b ',
      '> - [ ] ',
      '<div><!--\n\n',
      '|a|b\n|-|-\n',
      '- a | b\n  - | -\n',
      '[a]: <b> "c\n',
    ],
    ...['- [ ] <a ', '- [ ] `[x`', '- [ ] a <!--', `- [ ] ${'*_'.repeat(900)}\n`, `- [ ] ${'['.repeat(1_800)}\n`],
  ] // prettier-ignore
  const deeper = (step: string) => Array.from({ length: 360 }, (_, depth) => `${step.repeat(depth)}- [x] a\n`).join('')

  test('is read in bounded time in any body', () => {
    for (const body of [...[...hostilePieces, ...lines].map(fillWith), deeper(' '), deeper('  '), deeper('\t')]) {
      const time = measure(() => readTaskList(body))
      expect([body.slice(0, 40), time < 2_000]).toEqual([body.slice(0, 40), true])
    }
  })
})
