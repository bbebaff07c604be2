import { describe, expect, test } from '@jest/globals'
import type { FormField } from '../../../src/text/form-definition.ts'
import { alignHeadings } from '../../../src/text/form-headings.ts'

const field = (label: string, changes: Partial<FormField> = {}): FormField => ({
  kind: 'textarea',
  id: label,
  label,
  required: false,
  options: [],
  multiple: false,
  ...changes,
})
const text = (label: string) => field(label)

describe('a heading that stands twice is the one whose answer its field could have given', () => {
  /** Field B's heading stands twice; which of the two is taken when this is all that stands below the second. */
  const taken = (changes: Partial<FormField>, answer: readonly string[]) => {
    const fields = [text('A'), field('B', changes), text('C')]
    const lines = ['### A', '', '### B', 'typed', '### B', ...answer, '### C', '']
    return alignHeadings(lines, fields)[1] === 2 ? 'first' : 'second'
  }
  const dropdown = { kind: 'dropdown', options: ['SEV1 most', 'SEV2 some'] } as const
  const rendered = { kind: 'textarea', render: 'text' } as const
  const boxes = { kind: 'checkboxes' } as const

  test.each([
    [{ kind: 'input' }, ['x'], 'second'],
    [{ kind: 'input' }, ['  ', 'x', ''], 'second'],
    [{ kind: 'input' }, [], 'second'],
    [{ kind: 'input' }, ['_No response_'], 'second'],
    [{ kind: 'input' }, ['x', 'y'], 'first'],
    [{ kind: 'input' }, ['_No response_', 'y'], 'first'],
    [dropdown, ['SEV2 some'], 'second'],
    [dropdown, ['SEV2 some, SEV1 most'], 'second'],
    [dropdown, ['_No response_'], 'second'],
    [dropdown, [], 'second'],
    [dropdown, ['SEV3'], 'first'],
    [dropdown, ['not SEV2 some'], 'first'],
    [dropdown, ['SEV2 some', 'y'], 'first'],
    [boxes, ['- [x] a', '- [ ] b'], 'second'],
    [boxes, ['- [X] a'], 'second'],
    [boxes, ['_No response_'], 'second'],
    [boxes, ['a'], 'first'],
    [boxes, ['- [x] a', 'b'], 'first'],
    [boxes, ['x - [x] a'], 'first'],
    [boxes, ['- [y] a'], 'first'],
    [boxes, ['_No response_', '- [x] a'], 'first'],
    [rendered, ['```text', 'a', '```'], 'second'],
    [rendered, ['```text', '```'], 'second'],
    [rendered, ['_No response_'], 'second'],
    [rendered, ['```'], 'first'],
    [rendered, ['```text', 'a'], 'first'],
    [rendered, ['a', '```'], 'first'],
    [rendered, ['_No response_', '```'], 'first'],
    [{ kind: 'textarea' }, [], 'first'],
    [{ kind: 'textarea' }, ['x'], 'first'],
    [{ kind: 'upload' }, [], 'first'],
    [{ kind: 'upload' }, ['x'], 'first'],
  ] as const)('%j with %j: the %s', (changes, answer, which) => expect(taken(changes, answer)).toBe(which))

  test('also for the last field of the form', () => {
    const fields = [text('A'), field('B', { kind: 'input' })]
    expect(alignHeadings(['### A', '', '### B', 'x', '### B', 'y'], fields)).toEqual([0, 4])
    expect(alignHeadings(['### A', '', '### B', 'x', '### B', 'y', 'z'], fields)).toEqual([0, 2])
  })
})

describe('headings', () => {
  test('of two fields with one label are two', () => {
    const fields = [text('A'), text('A')]
    expect(alignHeadings(['### A', 'x', '### A', 'y'], fields)).toEqual([0, 2])
    expect(alignHeadings(['### A', 'x'], fields)).toEqual([0, undefined])
  })

  test('are found though their answer looks odd', () => {
    const fields = [text('A'), field('B', { kind: 'dropdown', options: ['x'] }), text('C')]
    expect(alignHeadings(['### A', '', '### B', 'y', '### C', ''], fields)).toEqual([0, 2, 4])
  })

  test('may be missing, first, between and last', () => {
    const fields = [text('A'), text('B'), text('C')]
    expect(alignHeadings(['Hello', '### B', 'x'], fields)).toEqual([undefined, 1, undefined])
    expect(alignHeadings(['Hello', '### A', 'x', '### C'], fields)).toEqual([1, undefined, 3])
    expect(alignHeadings(['### B', '', '### C'], fields)).toEqual([undefined, 0, 2])
    expect(alignHeadings(['Hello'], fields)).toEqual([undefined, undefined, undefined])
  })

  test('out of order leave the fewest out', () => {
    const fields = [text('A'), text('B'), text('C')]
    expect(alignHeadings(['### C', '', '### A', '', '### B', ''], fields)).toEqual([2, 4, undefined])
  })

  test('are whole lines of the third level', () => {
    const fields = [text('A')]
    for (const line of ['### A', '###  A', '### A  ', '###\tA']) expect(alignHeadings([line], fields)).toEqual([0])
    for (const line of ['x ### A', '## A', '#### A', '###A', '### A b', '### a'])
      expect(alignHeadings([line], fields)).toEqual([undefined])
  })

  test('are looked for among the first sixty', () => {
    const fields = [text('A'), text('B')]
    const many = (count: number) => [...Array<string>(count).fill('### A'), '### B']
    expect(alignHeadings(many(59), fields)).toEqual([0, 59])
    expect(alignHeadings(many(60), fields)).toEqual([0, undefined])
  })
})
