import { describe, expect, test } from '@jest/globals'
import { readFormDefinition } from '../../../src/text/form-definition.ts'
import { isNestedDeeply } from '../../../src/text/yaml-depth.ts'

const formOf = (yaml: string) => {
  const reading = readFormDefinition(yaml)
  if (!reading.ok) throw new Error(reading.problem)
  return reading.form
}
const fieldOf = (yaml: string) => formOf(`body:\n  - ${yaml}`).fields[0]
const bare = { required: false, options: [], multiple: false }

describe('a field of a form', () => {
  test('has its text without quotes and escapes', () => {
    expect(fieldOf('{type: input, attributes: {label: "A\\u0020b", value: 1.50}}')).toMatchObject({
      label: 'A b',
      value: '1.50',
    })
  })

  test.each([
    ['{type: input, attributes: {label: " A b "}}', { ...bare, kind: 'input', id: 'a-b', label: 'A b' }],
    ['{type: input, id: x, attributes: {label: A}}', { ...bare, kind: 'input', id: 'x', label: 'A' }],
    ['{type: upload, attributes: {label: "¿Was, wo?"}}', { ...bare, kind: 'upload', id: 'was-wo', label: '¿Was, wo?' }],
    [
      '{type: textarea, attributes: {label: A, render: text, value: v}}',
      { ...bare, kind: 'textarea', id: 'a', label: 'A', render: 'text', value: 'v' },
    ],
    [
      '{type: input, attributes: {label: A, render: text, multiple: true}, validations: {required: true}}',
      { ...bare, kind: 'input', id: 'a', label: 'A', required: true },
    ],
    [
      '{type: dropdown, attributes: {label: A, multiple: true, options: [" a ", 1, true, 0x10, null, [b], {label: c}, {x: d}]}}',
      { ...bare, kind: 'dropdown', id: 'a', label: 'A', multiple: true, options: ['a', '1', 'true', '0x10', 'c'] },
    ],
    [
      '{type: dropdown, attributes: {label: A, multiple: yes, options: a}, validations: {required: "true"}}',
      { ...bare, kind: 'dropdown', id: 'a', label: 'A' },
    ],
    ['{type: input, attributes: {label: 7}}', { ...bare, kind: 'input', id: '7', label: '7' }],
  ])('%s', (yaml, field) => expect(fieldOf(yaml)).toEqual(field))

  test.each([
    'x',
    '{type: markdown, attributes: {label: A}}',
    '{type: input}',
    '{type: input, attributes: {label: " "}}',
    '{attributes: {label: A}}',
  ])('is none: %s', (yaml) => {
    expect(formOf(`body: [${yaml}, {type: input, attributes: {label: B}}]`).fields).toHaveLength(1)
  })

  test('is one of the first hundred elements', () => {
    const elements = (count: number) => `body:\n${'  - x\n'.repeat(count)}  - {type: input, attributes: {label: A}}`
    expect(formOf(elements(99)).fields).toHaveLength(1)
    expect(readFormDefinition(elements(100))).toMatchObject({ ok: false })
  })
})

describe('a form', () => {
  const body = 'body: [{type: input, attributes: {label: A}}]'
  test.each([
    ['', { name: '', labels: [] }],
    ['name: Outage\nlabels: [a, " b ", 1, [c], ""]', { name: 'Outage', labels: ['a', 'b', '1'] }],
    ['labels: "a, b,, c"', { name: '', labels: ['a', 'b', 'c'] }],
    ['labels: 7', { name: '', labels: [] }],
    ['name: [x]', { name: '', labels: [] }],
    ['\uFEFFname: x', { name: 'x', labels: [] }],
  ])('%j', (head, form) => expect(formOf(`${head}\n${body}`)).toMatchObject(form))

  test('says where its file is broken, in one line', () => {
    const reading = readFormDefinition('name: x\nbody: [')
    expect(reading).toEqual({ ok: false, problem: expect.stringMatching(/^line 2: \S.*\S$/) })
    expect(readFormDefinition(`name: "x\n${body}`)).toEqual({
      ok: false,
      problem: expect.stringMatching(/^line \d+: .+$/),
    })
  })

  test.each([
    ['[]', 'the file is no list of keys and values'],
    ['name: x', '`body` is missing: a form needs a list of fields'],
    ['body: []', '`body` has no field with a label'],
    ['['.repeat(61), 'the file is nested too deeply'],
    ['#'.repeat(100_001), 'the file is larger than an issue form can be'],
  ])('is refused: %#', (yaml, problem) => expect(readFormDefinition(yaml)).toEqual({ ok: false, problem }))

  test('may be as large as a file of 100,000 characters', () => {
    expect(readFormDefinition(`${body}\n#`.padEnd(100_000, 'x')).ok).toBe(true)
  })
})

describe('a text nested too deeply', () => {
  test.each([
    ['['.repeat(60), false],
    ['['.repeat(61), true],
    ['{'.repeat(61), true],
    ['['.repeat(30) + '{'.repeat(31), true],
    ['[]'.repeat(99), false],
    ['[}'.repeat(99), false],
    [']'.repeat(9) + '['.repeat(61), true],
    [']'.repeat(9) + '['.repeat(60), false],
    ['- '.repeat(59), false],
    ['- '.repeat(60), true],
    ['? '.repeat(60), true],
    [': '.repeat(60), true],
    ['-\t '.repeat(60), true],
    ['-'.repeat(60), false],
  ])('%j: %p', (yaml, deep) => expect(isNestedDeeply(yaml)).toBe(deep))
})
