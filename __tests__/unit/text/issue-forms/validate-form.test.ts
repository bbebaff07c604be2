import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { validateForm } from '../../../../src/text/issue-forms/validate-form.ts'
import { outageForm } from '../../../support/fill-form.ts'

interface Case {
  readonly name: string
  readonly yaml: string
  readonly errors: readonly string[]
  readonly source: string
}

const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../../../forms/cases.json', import.meta.url), 'utf8'),
)

const messagesOf = (yaml: string) => validateForm(yaml).map(({ message }) => message.replaceAll('`', ''))

describe('GitHub’s rules for forms', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, { yaml, errors }) => {
    const messages = messagesOf(yaml)
    const unexplained = messages.filter((message) => !errors.some((error) => new RegExp(error, 'i').test(message)))
    const unsaid = errors.filter((error) => !messages.some((message) => new RegExp(error, 'i').test(message)))
    expect({ unexplained, unsaid, count: messages.length }).toEqual({
      unexplained: [],
      unsaid: [],
      count: errors.length,
    })
  })

  test('every case says where GitHub says so', () => {
    expect(cases.filter(({ source }) => !/^https:\/\/docs\.github\.com\//.test(source))).toEqual([])
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  })

  test('the form that teams copy breaks none of them', () => {
    expect(validateForm(outageForm)).toEqual([])
  })
})

describe('a problem', () => {
  const form = (...lines: readonly string[]) => validateForm(lines.join('\n'))
  const field = ['body:', '  - type: input', '    attributes:', '      label: A']

  test('stands at the value that is wrong, and says what to do', () => {
    expect(form('name: A', 'description: B', "title: ''", ...field)).toEqual([
      {
        line: 3,
        column: 8,
        message: '`title` must be of type String and cannot be empty',
        help: 'Write a text, or delete the line.',
      },
    ])
    expect(form('name: A', 'description: B', ...field, '      placeholder: 03:05')).toEqual([
      {
        line: 7,
        column: 20,
        message: 'body[0]: `placeholder` must be of type String and cannot be empty',
        help: 'Put it in quotes: `"03:05"`.',
      },
    ])
  })

  test('stands at the key that has no business there', () => {
    const [problem] = form('name: A', 'description: B', 'about: C', ...field)
    expect(problem).toMatchObject({ line: 3, column: 1, help: expect.stringContaining('Write `description`') })
  })

  test('of what is missing stands where it would be', () => {
    expect(form('description: B', ...field)).toMatchObject([{ line: 1, message: expect.stringContaining('`name`') }])
    expect(form('name: A', 'description: B', 'body:', '  - type: input')).toMatchObject([{ line: 4, column: 5 }])
  })

  test('of YAML itself is the only one', () => {
    expect(form('name: A', 'description: B: C', "title: ''")).toEqual([
      {
        line: 2,
        column: 14,
        message: expect.stringMatching(/^YAML syntax error: /),
        help: expect.stringContaining('quotes'),
      },
    ])
  })

  test.each([
    ['an alias for a text', ['name: &n A', 'description: *n', ...field]],
    [
      'an alias for a field',
      [
        'name: A',
        'description: B',
        'body:',
        '  - &f {type: input, attributes: {label: A}}',
        '  - {type: input, id: b, attributes: &a {label: B}}',
        '  - {type: textarea, id: c, attributes: *a}',
      ],
    ],
    ['y and n, which GitHub reads as texts', ['name: A', 'description: y', ...field]],
    ['a list of labels that is empty', ['name: A', 'description: B', 'labels: []', ...field]],
    [
      'labels in another script, which GitHub cannot make a reference of',
      [
        'name: A',
        'description: B',
        'body:',
        '  - {type: input, attributes: {label: 何が}}',
        '  - {type: input, attributes: {label: いつ}}',
      ],
    ],
    ['a byte order mark', ['\uFEFFname: A', 'description: B', ...field]],
  ])('is not made of %s', (_, lines) => {
    expect(form(...lines)).toEqual([])
  })

  test('names what strangers wrote as code, and on one line', () => {
    const [problem] = form('name: A', 'description: B', '"@all\\n# x": 1', ...field)
    expect(problem?.message).toBe('`@all # x` is not a permitted key')
  })
})

test('never throws, whatever the file holds, and always says something of what is no form', () => {
  const pieces = fc.constantFrom(
    '- ',
    ': ',
    '\n',
    '  ',
    'body',
    'type',
    'input',
    '&a ',
    '*a',
    '[',
    '}',
    '{',
    '"',
    '---\n',
    'label',
    '\t',
    '|\n',
    '? ',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      expect(validateForm(parts.join('')).length).toBeGreaterThan(0)
    }),
    { numRuns: 500, examples: [[['body', ': ', '&a ', '\n', '- ', '*a', '\n']], [['['.repeat(5_000)]]] },
  )
})
