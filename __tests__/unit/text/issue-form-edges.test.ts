import { describe, expect, test } from '@jest/globals'
import type { FormDefinition, FormField } from '../../../src/text/issue-form.ts'
import { readIssueForm } from '../../../src/text/issue-form.ts'

const field = (label: string, changes: Partial<FormField> = {}): FormField => ({
  kind: 'textarea',
  id: label,
  label,
  required: false,
  options: [],
  multiple: false,
  ...changes,
})
const formOf = (...fields: readonly FormField[]): FormDefinition => ({ name: 'Outage', labels: [], fields })
const answerTo = (one: FormField, ...lines: readonly string[]) =>
  readIssueForm([`### ${one.label}`, ...lines].join('\n'), formOf(one))?.get(one.id)

const regions = field('Regions', {
  kind: 'dropdown',
  multiple: true,
  options: ['Asia', 'EU', 'Asia, Pacific'],
})

describe('an issue form', () => {
  test('is recognised by half of its headings, and not by fewer', () => {
    const two = formOf(field('A'), field('B'))
    expect(readIssueForm('### A\n\nx', two)?.get('A')?.value).toBe('x')
    expect(readIssueForm('### A\n\nx', formOf(...two.fields, field('C')))).toBeUndefined()
  })

  test('without fields is none', () => {
    expect(readIssueForm('x', formOf())).toBeUndefined()
  })

  test('gives each answer up to the next heading that is there', () => {
    const form = formOf(field('A'), field('B'), field('C'))
    expect(readIssueForm('### A\n\nx\n\n### C\n\ny', form)?.get('A')?.value).toBe('x')
  })
})

describe('an answer', () => {
  test('begins at its first line that holds something', () => {
    expect(answerTo(field('A'), '', '   ', '  x', 'y', '', '')).toMatchObject({ value: '  x\ny', line: 4 })
  })

  test('that is empty stands below its heading', () => {
    expect(answerTo(field('A'))).toMatchObject({ value: '', line: 2 })
    expect(answerTo(field('A'), '', '')).toMatchObject({ value: '', line: 2 })
  })

  test('keeps a fence that people typed', () => {
    expect(answerTo(field('A'), '```', 'x', '```')?.value).toBe('```\nx\n```')
  })

  test('loses the fence that its field puts around it, and only that', () => {
    const log = field('Log', { render: 'text' })
    expect(answerTo(log, '```text', 'x', '```')).toMatchObject({ value: 'x', line: 3 })
    expect(answerTo(log, '````text', '```', 'x', '```', '````')?.value).toBe('```\nx\n```')
    expect(answerTo(log, '```text', '```')).toMatchObject({ value: '', line: 3 })
    expect(answerTo(log, 'see', '```text', 'x', '```')?.value).toBe('see\n```text\nx\n```')
    expect(answerTo(log, '```text', 'x', '```', 'more')?.value).toBe('```text\nx\n```\nmore')
  })
})

describe('choices', () => {
  test('of a text are none', () => {
    expect(answerTo(field('A'), 'x')?.choices).toEqual([])
    expect(answerTo(field('A', { kind: 'input' }), '- [x] x')?.choices).toEqual([])
  })

  test('of a dropdown are one, or none where nothing was chosen', () => {
    const severity = field('Severity', { kind: 'dropdown', options: ['SEV1'] })
    expect(answerTo(severity, 'SEV1')?.choices).toEqual(['SEV1'])
    expect(answerTo(severity, '_No response_')?.choices).toEqual([])
  })

  test.each([
    ['Asia, Pacific', ['Asia, Pacific']],
    ['Asia, Pacific, EU', ['Asia, Pacific', 'EU']],
    ['EU, Asia', ['EU', 'Asia']],
    ['Mars, EU', ['Mars', 'EU']],
    ['EU, Mars, Venus', ['EU', 'Mars', 'Venus']],
  ])('of a dropdown that takes several: %s', (value, choices) =>
    expect(answerTo(regions, value)?.choices).toEqual(choices),
  )

  test('of boxes are the labels of those ticked', () => {
    const boxes = field('Before', { kind: 'checkboxes' })
    expect(answerTo(boxes, '- [x] I looked  ', '- [ ] I asked', '- [X] I waited', '> - [x] I said')?.choices).toEqual([
      'I looked',
      'I waited',
    ])
  })
})
