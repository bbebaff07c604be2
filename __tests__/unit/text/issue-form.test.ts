import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type FormDefinition, readFormDefinition, readIssueForm } from '../../../src/text/issue-form.ts'
import { cpuTime } from '../../support/cpu-time.ts'

const yaml = `
name: Outage
description: Something is broken
labels: [outage-report]
body:
  - type: markdown
    attributes: {value: Two lines are enough.}
  - type: textarea
    id: happening
    attributes: {label: What is happening?}
    validations: {required: true}
  - type: dropdown
    id: severity
    attributes: {label: How bad is it?, options: [SEV1 most users, SEV2 some users, SEV3 degraded]}
  - type: input
    id: service
    attributes: {label: "Which service?"}
  - type: textarea
    id: log
    attributes: {label: Error message, render: text}
  - type: checkboxes
    attributes: {label: Before you file, options: [{label: I looked, required: true}, {label: I asked}]}
  - type: dropdown
    id: regions
    attributes: {label: Regions, multiple: true, options: [EU, US, "Asia, Pacific"]}
  - type: textarea
    id: checklist
    attributes: {label: Checklist, value: "- [ ] one\\n- [ ] two"}
`
const form = definition(yaml)

function definition(text: string): FormDefinition {
  const reading = readFormDefinition(text)
  if (!reading.ok) throw new Error(reading.problem)
  return reading.form
}

const values = [
  '38 % of payments fail',
  'SEV1 most users',
  'checkout',
  '```text\nETIMEDOUT\n\n### Which service?\n```',
  '- [x] I looked\n- [ ] I asked',
  'EU, Asia, Pacific',
  '- [X] one\n- [ ] two',
]

/** As GitHub writes it. */
function bodyOf(answers: readonly string[], end = '\n'): string {
  return form.fields
    .map(({ label }, index) => `### ${label}\n\n${answers[index] || '_No response_'}`)
    .join('\n\n')
    .replaceAll('\n', end)
}

describe('an issue form', () => {
  test('is read from its file', () => {
    expect(form.labels).toEqual(['outage-report'])
    expect(form.fields.map(({ id }) => id)).toEqual([
      'happening',
      'severity',
      'service',
      'log',
      'before-you-file',
      'regions',
      'checklist',
    ])
    expect(form.fields[0]).toMatchObject({ kind: 'textarea', required: true })
    expect(form.fields[3]).toMatchObject({ render: 'text' })
    expect(form.fields[6]).toMatchObject({ value: '- [ ] one\n- [ ] two' })
    expect(form.fields[5]).toMatchObject({ multiple: true, options: ['EU', 'US', 'Asia, Pacific'] })
  })

  test.each([
    ['', 'list of keys'],
    ['name: x', '`body` is missing'],
    ['body: []', 'no field'],
    ['body:\n\t- type: input', 'line 2'],
    ['['.repeat(90_000), 'nested'],
    ['a'.repeat(100_001), 'larger'],
  ])('says what is wrong with its file', (text, problem) => {
    expect(readFormDefinition(text)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) })
  })

  test.each(['\n', '\r\n'])('gives its answers back, with any line end', (end) => {
    const answers = readIssueForm(bodyOf(values, end), form)
    expect(answers?.get('happening')?.value).toBe('38 % of payments fail')
    expect(answers?.get('severity')?.choices).toEqual(['SEV1 most users'])
    expect(answers?.get('log')?.value).toBe('ETIMEDOUT\n\n### Which service?')
    expect(answers?.get('before-you-file')?.choices).toEqual(['I looked'])
    expect(answers?.get('regions')?.choices).toEqual(['EU', 'Asia, Pacific'])
    expect(answers?.get('checklist')?.value).toBe('- [X] one\n- [ ] two')
  })

  test('tells the line where an answer begins', () => {
    const body = bodyOf(values)
    const answers = readIssueForm(body, form)
    for (const [id, start] of [
      ['service', 'checkout'],
      ['log', 'ETIMEDOUT'],
      ['checklist', '- [X] one'],
    ] as const) {
      expect(body.split('\n')[(answers?.get(id)?.line ?? 0) - 1]).toBe(start)
    }
  })

  test('reads `_No response_` as nothing', () => {
    const answers = readIssueForm(bodyOf([]), form)
    expect([...(answers?.values() ?? [])].map(({ value }) => value)).toEqual(form.fields.map(() => ''))
    expect(answers?.get('regions')?.choices).toEqual([])
  })

  test('keeps headings that people type as part of their answer', () => {
    const typed = ['It broke\n\n### Which service?\n\nthe fake\n\n### Not a field\n\nx', ...values.slice(1)]
    const answers = readIssueForm(bodyOf(typed), form)
    expect(answers?.get('happening')?.value).toBe(typed[0])
    expect(answers?.get('service')?.value).toBe('checkout')

    const last = [...values.slice(0, 6), `- [ ] one\n\n${bodyOf(values)}`]
    expect(readIssueForm(bodyOf(last), form)?.get('checklist')?.value).toBe(last[6])
    expect(readIssueForm(bodyOf(last), form)?.get('service')?.value).toBe('checkout')
  })

  test('an open fence in one answer swallows no other', () => {
    const answers = readIssueForm(bodyOf(['```\nopen', ...values.slice(1)]), form)
    expect(answers?.get('service')?.value).toBe('checkout')
  })

  test('is recognised after people deleted a field, and not in any text with a heading', () => {
    const without = bodyOf(values).replace('### Regions\n\nEU, Asia, Pacific\n\n', '')
    expect(readIssueForm(without, form)?.get('checklist')?.value).toContain('one')
    expect(readIssueForm(without, form)?.has('regions')).toBe(false)
    expect(readIssueForm('### Which service?\n\ncheckout', form)).toBeUndefined()
    expect(readIssueForm('', form)).toBeUndefined()
  })

  test('gives back whatever lines people typed that are no headings of it', () => {
    const line = fc.string({ maxLength: 30 }).filter((text) => !text.includes('###') && !/[\r\n]/.test(text))
    const answer = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n').trim())
    fc.assert(
      fc.property(answer, answer, (happening, checklist) => {
        const answers = readIssueForm(bodyOf([happening, ...values.slice(1, 6), checklist]), form)
        expect(answers?.get('happening')?.value).toBe(happening)
        expect(answers?.get('checklist')?.value).toBe(checklist)
      }),
    )
  })

  test('is read in bounded time when every line is a heading', () => {
    const start = cpuTime()
    readIssueForm(
      form.fields
        .map(({ label }) => `### ${label}\n`)
        .join('')
        .repeat(600),
      form,
    )
    expect(cpuTime() - start).toBeLessThan(500)
  })
})
