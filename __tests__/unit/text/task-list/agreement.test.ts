import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readChecklist } from '../../../../src/domain/checklist.ts'
import { readTaskList } from '../../../../src/text/task-list.ts'
import { buildSnapshot } from '../../../support/build-snapshot.ts'
import { caseCount } from '../../../support/case-count.ts'
import { expectToggles } from './expect-toggles.ts'
import { readByCommonMark } from './read-by-common-mark.ts'
import { readByMicromark } from './read-by-micromark.ts'
import { taskDocument } from './task-document.ts'

/** Comments that raw HTML leaves open, and tables: there we look at more than this reference does, and see less. */
const seesLess = /<!--|\|/

const documents = { numRuns: caseCount(2_000, 50_000) }

describe('a task list of a generated document', () => {
  test('is what CommonMark’s own implementation shows, or less; nothing is done that is not done there', () => {
    let [alike, less] = [0, 0]
    fc.assert(
      fc.property(taskDocument, (markdown) => {
        const reference = readByCommonMark(markdown).map(({ line, checked }) => ({ line, checked }))
        const { items } = readTaskList(markdown)
        const boxes = items.map(({ line, checked }) => ({ line, checked }))
        for (const box of boxes) expect(reference).toContainEqual(box)
        if (boxes.length === reference.length) alike += 1
        else if (!seesLess.test(markdown)) less += 1
      }),
      {
        ...documents,
        examples: [
          ['- [x]\fa\n'],
          ['- \u00a0[x] a\n'],
          ['- [x]\u00a0a\n'],
          ['- [r]: /u\n  [x] a\n'],
          ['[^1]: note\n10. [x]\te\n'],
          [`${'- '.repeat(60)}<div><!--\n\n- [x] a\n`],
        ],
      },
    )
    // One by chance says nothing of few documents, as the mutation tester draws them.
    expect(less).toBeLessThan(Math.max(2, alike / 1_000))
  })

  test('has nothing done that GitHub’s dialect in micromark shows as open', () => {
    fc.assert(
      fc.property(taskDocument, (markdown) => {
        const open = new Set(readByMicromark(markdown).flatMap(({ line, checked }) => (checked ? [] : [line])))
        const { items } = readTaskList(markdown)
        expect(items.filter(({ line, checked }) => checked && open.has(line))).toEqual([])
      }),
      documents,
    )
  })

  test('makes no item of a checklist done unless a reference shows a done box with its words', () => {
    const letters = ['a', 'b', 'c', 'e', 'f']
    const value = letters.map((letter) => `- [ ] ${letter}\n`).join('')
    const field = {
      kind: 'textarea',
      id: 'c',
      label: 'C',
      required: false,
      options: [],
      multiple: false,
      value,
    } as const
    const form = { name: 'F', labels: [], fields: [field] }
    const { record } = buildSnapshot()
    fc.assert(
      fc.property(taskDocument, (body) => {
        const shown = readByCommonMark(body).flatMap(({ checked, words }) => (checked ? [words] : []))
        const { items } = readChecklist({ ...record, issue: { ...record.issue, body } }, form, [])
        expect(items.map(({ text }) => text)).toEqual(letters)
        expect(items.filter((item) => item.done && !shown.some((words) => words.includes(item.text)))).toEqual([])
      }),
      documents,
    )
  })

  test('changes in one box and one character when that box is ticked or opened', () => {
    fc.assert(fc.property(taskDocument, expectToggles), documents)
  })
})
