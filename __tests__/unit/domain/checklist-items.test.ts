import { describe, expect, test } from '@jest/globals'
import { readChecklist } from '../../../src/domain/checklist.ts'
import { requiredItems } from '../../../src/domain/default-checklist.ts'
import type { Comment } from '../../../src/domain/record.ts'
import { buildOwn } from '../../support/build-incident.ts'
import { buildSnapshot, minutes } from '../../support/build-snapshot.ts'

describe('the checklist', () => {
  const items = () => requiredItems(undefined)
  const list = (marks: readonly string[]) =>
    items()
      .slice(0, marks.length)
      .map(({ text }, index) => `- [${marks[index]}] ${text}`)
      .join('\n')
  const read = (body: string, comments: readonly Comment[] = [], done: Parameters<typeof readChecklist>[2] = []) =>
    readChecklist(
      buildSnapshot({ issue: { body }, comments, edits: [{ at: minutes(1), editor: 'eve', body }] }).record,
      undefined,
      done,
    )

  test('is the built-in one, in six steps', () => {
    expect(items().map(({ section, optional }) => `${section}${optional ? ' (optional)' : ''}`)).toEqual([
      'Notify all stakeholders',
      'Notify all stakeholders (optional)',
      'Identify the problem and its source',
      'Identify the problem and its source',
      'Reference the runbook',
      'Reference the runbook (optional)',
      'Diagnose',
      'Diagnose (optional)',
      'Solve and verify',
      'Solve and verify (optional)',
      'Solve and verify',
      'Document',
      'Document (optional)',
    ])
  })

  test("is the form's where that brings one", () => {
    const field = { kind: 'textarea', id: 'x', label: 'X', required: false, options: [], multiple: false } as const
    const form = {
      name: 'x',
      labels: [],
      fields: [field, { ...field, value: 'words' }, { ...field, value: '- [ ] one\n- [ ] two' }],
    }
    expect(requiredItems(form).map(({ text }) => text)).toEqual(['one', 'two'])
    expect(requiredItems({ ...form, fields: [field] })).toEqual(items())
  })

  test('is ticked in the body, in our comment or by a command', () => {
    const [first, second, third] = read(list(['x', ' ']), [], [{ item: 2, by: 'bob', at: minutes(2) }]).items
    expect(first).toEqual({ number: 1, ...items()[0], done: true, by: 'eve', at: minutes(1), deleted: false })
    expect(second).toEqual({ number: 2, ...items()[1], done: true, by: 'bob', at: minutes(2), deleted: false })
    expect(third).toEqual({ number: 3, ...items()[2], done: false, by: undefined, at: undefined, deleted: true })
    const comment = buildOwn(['checklist'], {
      body: `${list([' ', 'x'])}\n\n<!-- muster:v1 {"keys":["checklist"]} -->`,
    })
    const inComment = read('words', [comment])
    expect(inComment.place).toBe('comment')
    expect(inComment.items.slice(0, 3).map(({ done, by, deleted }) => [done, by, deleted])).toEqual([
      [false, undefined, false],
      [true, undefined, false],
      [false, undefined, true],
    ])
    expect(read(list(['x']), [comment])).toMatchObject({
      place: 'issue',
      items: [{ done: true }, { done: false }, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    })
    expect(read('words')).toMatchObject({ place: 'nowhere', unreadable: false })
    expect(read('words').items.some(({ deleted, done }) => deleted || done)).toBe(false)
    expect(read('- [x] another list', [comment]).place).toBe('comment')
  })

  test('that is too long to be read is open', () => {
    const endless = '- [x] one\n'.repeat(1_001)
    expect(read(endless)).toMatchObject({
      place: 'issue',
      unreadable: true,
      items: [{ done: false }, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    })
    const comment = buildOwn(['checklist'], { body: `${endless}\n\n<!-- muster:v1 {"keys":["checklist"]} -->` })
    expect(read('words', [comment])).toMatchObject({ place: 'comment', unreadable: true })
  })
})
