import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { chooseForm } from '../../../src/files/arrange-files.ts'
import { readFrontMatter } from '../../../src/runbooks/front-matter.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { ownersOf, readCodeowners } from '../../../src/text/codeowners.ts'
import { readFormDefinition, readIssueForm } from '../../../src/text/issue-form.ts'
import { nastyText } from '../../support/nasty-text.ts'

/** YAML as a repository might hold it by mistake or malice: known keys, any values, any indentation, and junk between. */
function yamlOf(keys: readonly string[]): fc.Arbitrary<string> {
  const value = fc.oneof(
    fc.constantFrom(
      'true',
      'null',
      '5',
      '-1',
      '10m',
      'none',
      '[]',
      '{}',
      '[a, b]',
      '{ a: b }',
      '&x [*x]',
      '*x',
      '|',
      '>-',
      '"',
      "'x",
    ),
    fc.constantFrom(
      'alice',
      'platform',
      'Europe/Berlin',
      '2 days',
      'https://x.test/{{service}}',
      'services/**',
      '!!binary x',
      '? a',
    ),
    nastyText,
    nastyText.map((text) => JSON.stringify(text)),
  ) // prettier-ignore
  const entry = fc
    .tuple(fc.constantFrom('', '', '  ', '    ', '- ', '  - ', '\t'), fc.constantFrom(...keys), value)
    .map(([indent, key, text]) => `${indent}${key}: ${text}`)
  const line = fc.oneof({ weight: 8, arbitrary: entry }, { weight: 1, arbitrary: nastyText })
  return fc.array(line, { maxLength: 14, size: 'max' }).map((lines) => lines.join('\n'))
}

const settingsKeys = [
  ...[
    'timezone',
    'declare',
    'override',
    'contacts',
    'fallback',
    'people',
    'teams',
    'services',
    'severities',
    'SEV1',
    'SEV5',
  ],
  ...[
    'postmortem',
    'deliver',
    'names',
    'nudges',
    'call',
    'inform',
    'escalate',
    'paths',
    'members',
    'mention',
    'dashboards',
  ],
  ...[
    'github',
    'gate',
    'checkout',
    'platform',
    'alice',
    'url',
    'name',
    'templates',
    '__proto__',
    'constructor',
    '"a b"',
    '<<',
    '[x]',
    '?',
  ],
] // prettier-ignore

describe('any settings file', () => {
  test('leaves whole settings, and problems that point into it', () => {
    fc.assert(
      fc.property(yamlOf(settingsKeys), (text) => {
        const { settings, problems } = parseSettings(text, 'm.yml')
        const lines = text.split(/\r\n?|\n/).length + 1
        expect(Object.keys(settings.severities)).toEqual(['SEV1', 'SEV2', 'SEV3', 'SEV4'])
        expect(() => new Intl.DateTimeFormat('en', { timeZone: settings.timezone })).not.toThrow()
        expect(settings.nudges).toBeGreaterThanOrEqual(0)
        expect(problems.length).toBeLessThanOrEqual(50)
        for (const { line, column, message, help } of problems) {
          expect(line >= 1 && line <= lines && column >= 1).toBe(true)
          expect([message.trim(), help.trim()]).not.toContain('')
          expect(message.length).toBeLessThan(1_000)
          expect(`${message}${help}`).not.toMatch(/[\p{Cc}\u202e\u2066]/u)
        }
      }),
      { examples: [['timezone: &x [*x]'], ['services: &x { a: *x, b: [*x, *x] }']] },
    )
  })
})

const formKeys = [
  ...[
    'name',
    'description',
    'title',
    'labels',
    'body',
    'type',
    'id',
    'attributes',
    'label',
    'value',
    'options',
    'multiple',
  ],
  ...['render', 'validations', 'required', '__proto__'],
] // prettier-ignore

describe('any issue form', () => {
  test('is read, or refused in one line', () => {
    fc.assert(
      fc.property(fc.oneof(yamlOf(formKeys), nastyText), nastyText, (text, label) => {
        const whole = `${text}\nbody:\n  - type: textarea\n    attributes: { label: ${JSON.stringify(label)} }\n`
        for (const one of [text, whole]) {
          const reading = readFormDefinition(one)
          if (!reading.ok) expect(reading.problem).toMatch(/^[^\n]{1,600}$/)
          else expect(reading.form.fields.every((field) => field.label.trim() !== '')).toBe(true)
        }
        chooseForm([{ path: '.github/ISSUE_TEMPLATE/outage.yml', text: whole }])
      }),
    )
  })

  const kinds = ['input', 'textarea', 'dropdown', 'checkboxes', 'upload'] as const
  const field = fc.record({
    kind: fc.constantFrom(...kinds),
    label: fc.oneof(
      fc.constantFrom('What?', 'Which service?', 'x'),
      nastyText.filter((text) => text.trim() !== ''),
    ),
    render: fc.constantFrom(undefined, 'shell'),
    options: fc.array(nastyText, { maxLength: 3 }),
  })

  test('reads from any body answers that stand in it', () => {
    fc.assert(
      fc.property(
        fc.array(field, { minLength: 1, maxLength: 6 }),
        fc.array(nastyText, { maxLength: 8 }),
        (fields, said) => {
          const form = {
            name: 'F',
            labels: [],
            fields: fields.map((one, index) => ({
              ...{ ...one, label: one.label.trim(), id: `f${index}`, required: false, multiple: index % 2 === 0 },
              render: one.render as string,
            })),
          }
          const body = said.map((text, index) => `### ${fields[index]?.label ?? text}\n\n${text}`).join('\n\n')
          const answers = readIssueForm(body, form)
          const text = body.replace(/\r\n?/g, '\n')
          for (const { value, choices } of answers?.values() ?? []) {
            expect(text).toContain(value)
            for (const choice of choices) expect(value).toContain(choice)
          }
        },
      ),
    )
  }) // prettier-ignore
})

describe('any front matter', () => {
  const keys = [
    'title',
    'services',
    'symptoms',
    'signatures',
    'alerts',
    'owners',
    'dashboards',
    'incident',
    'reviewed',
    'url',
    '__proto__',
  ] // prettier-ignore
  test('is read or named as broken, and the text below it stays', () => {
    fc.assert(
      fc.property(yamlOf(keys), nastyText, fc.constantFrom('---', '+++'), (head, below, mark) => {
        const file = `${mark}\n${head}\n${mark}\n# Title\n${below}\nlast words`
        const { frontMatter, body, problems } = readFrontMatter(file)
        expect(body.endsWith('last words')).toBe(true)
        for (const { line, message } of problems) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(message).toMatch(/^[^\n]{1,600}$/)
        }
        for (const list of [frontMatter.services, frontMatter.symptoms, frontMatter.signatures])
          expect(list?.every((item) => typeof item === 'string' && item.length <= 500) ?? true).toBe(true)
        for (const { url } of frontMatter.dashboards ?? []) expect(url).toMatch(/^https?:\/\//i)
        readFrontMatter(head)
      }),
    )
  })
})

describe('any CODEOWNERS', () => {
  const owner = fc.constantFrom('@alice', '@acme/all', 'a@b.org', '@', 'bob', '@-x', '@a b', '@evil\u202e')
  const pattern = fc.constantFrom(
    '*',
    '**',
    '/',
    '*.md',
    'docs/',
    '/a/**/b',
    '!x',
    '[a-z]',
    '\\#',
    '#',
    'a\\ b',
    '**/**/**/x',
    '*a*a*a*b',
  )
  const rule = fc.tuple(fc.oneof(pattern, nastyText), fc.array(fc.oneof(owner, nastyText), { maxLength: 3 })) // prettier-ignore

  test('names owners that stand in it, and its lines in their order', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), nastyText, (rules, path) => {
        const text = rules.map(([files, owners]) => `${files} ${owners.join(' ')}`).join('\n')
        const read = readCodeowners(text)
        const lines = [...read.rules, ...read.skipped].map(({ line }) => line).sort((a, b) => a - b)
        expect(new Set(lines).size).toBe(lines.length)
        for (const name of [...ownersOf(read, path), ...ownersOf(read, 'README.md')]) {
          expect(name).toMatch(/^[\w.-]+(?:\/[\w.-]+)?$/)
          expect(text).toContain(`@${name}`)
        }
      }),
    )
  })
})
