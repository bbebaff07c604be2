import { describe, expect, test } from '@jest/globals'
import { readAnswers } from '../../../src/domain/answers.ts'
import type { FormDefinition, FormField } from '../../../src/text/form-definition.ts'
import { buildIssue } from '../../support/build-snapshot.ts'

function field(id: string, label: string, change: Partial<FormField> = {}): FormField {
  return { kind: 'input', id, label, required: false, options: [], multiple: false, ...change }
}

/** What the answers are when every field was filled in with its own label. */
function read(...fields: readonly FormField[]) {
  const form: FormDefinition = { name: 'x', labels: [], fields }
  const body = fields.map(({ label }) => `### ${label}\n\nanswer to ${label}`).join('\n\n')
  return readAnswers(buildIssue({ body }), form)
}

describe("a form's field", () => {
  test.each([
    ['severity', ['severity', 'sev', 'priority', 'impact-level', 'SEV']],
    ['service', ['service', 'services', 'component', 'system', 'product']],
    ['since', ['since', 'started', 'start', 'when', 'began']],
    ['log', ['log', 'logs', 'error', 'alert', 'output', 'trace']],
    ['affected', ['affected', 'impact', 'who', 'users', 'scope']],
    ['changed', ['changed', 'change', 'changes', 'recent-changes']],
    ['happening', ['happening', 'what', 'summary', 'description', 'symptom', 'symptoms', 'problem']],
  ])('is the %s by its id', (slot, ids) => {
    for (const id of ids) expect([id, read(field(id, 'Xyz')).answers]).toEqual([id, { [slot]: 'answer to Xyz' }])
    for (const id of ids) expect([id, read(field(`${id}x`, 'Xyz'), field(`x${id}`, 'Zyx')).answers]).toEqual([id, {}])
  })

  test.each([
    ['severity', ['How bad is it?', 'The severity', 'Priority', 'Priorität']],
    ['service', ['Which service', 'Component', 'The system', 'Product line']],
    ['since', ['Since when', 'When', 'It began', 'Start of it', 'whenever']],
    ['log', ['Logs', 'A log', 'Error message', 'Stack trace', 'stacktrace', 'The output']],
    ['affected', ['Affected', 'The impact', 'Who']],
    ['changed', ['Changes', 'A recent change']],
    ['happening', ['Happening', 'Symptoms', 'Description', 'Summary', 'The problem', 'What']],
  ])('is the %s by its label', (slot, labels) => {
    for (const label of labels)
      expect([label, read(field('x', label)).answers]).toEqual([label, { [slot]: `answer to ${label}` }])
  })

  test.each(['Microservice', 'Ecosystems', 'Blogging', 'Throughputs', 'Unaffected', 'Exchange', 'Errors', 'Nowhen'])(
    'is nothing by the label %s',
    (label) => expect(read(field('x', label)).answers).toEqual({}),
  )

  test('is known by its id before its label, and is taken once', () => {
    const { answers } = read(
      field('x', 'Which service'),
      field('service', 'Where'),
      field('when', 'When was the service hit'),
    )
    expect(answers).toEqual({ service: 'answer to Where', since: 'answer to When was the service hit' })
  })

  test('is known by what it is where neither tells', () => {
    const options = (...names: readonly string[]) =>
      read(field('x', 'Xyz', { kind: 'dropdown', options: names })).answers
    const severity = { severity: 'answer to Xyz' }
    expect(options('SEV1 – all', 'sev-2')).toEqual(severity)
    expect(options('P0', 'p4')).toEqual(severity)
    for (const word of ['Critical', 'urgent', 'Blocker', 'high', 'major', 'Medium', 'minor', 'low'])
      expect([word, options(word, 'P1')]).toEqual([word, severity])
    expect(options('P1', 'other')).toEqual({})
    expect(options('SEV5', 'P5')).toEqual({})
    expect(options('a P1', 'the high')).toEqual({})
    expect(options('lower', 'highest')).toEqual({})
    expect(read(field('x', 'Xyz', { kind: 'textarea', render: 'text' })).answers).toEqual({ log: 'answer to Xyz' })
    expect(read(field('x', 'Xyz', { kind: 'textarea' })).answers).toEqual({ happening: 'answer to Xyz' })
    expect(read(field('x', 'Xyz'), field('y', 'Zyx', { kind: 'textarea' })).answers).toEqual({
      happening: 'answer to Zyx',
    })
  })

  test('is no answer where it is a checklist', () => {
    const boxes = field('x', 'What', { kind: 'checkboxes', options: ['P1', 'P2'] })
    const list = field('y', 'Summary', { kind: 'textarea', value: '- [ ] one' })
    expect(read(boxes, list, field('z', 'Which service')).answers).toEqual({ service: 'answer to Which service' })
    expect(read(field('x', 'What', { value: 'words' })).answers).toEqual({ happening: 'answer to What' })
  })
})

describe('a filled-in form', () => {
  const form: FormDefinition = { name: 'x', labels: [], fields: [field('what', 'What'), field('who', 'Who')] }
  test('gives what was filled in, trimmed', () => {
    const body = '### What\n\n  It is down  \n\n### Who\n\n_No response_'
    expect(readAnswers(buildIssue({ body }), form)).toEqual({ answers: { happening: 'It is down' }, byForm: true })
    const blank = '### What\n\n \u00a0 \n\n### Who\n\nall'
    expect(readAnswers(buildIssue({ body: blank }), form)).toEqual({ answers: { affected: 'all' }, byForm: true })
  })
  test('is a plain issue where the headings are missing', () => {
    expect(readAnswers(buildIssue({ body: 'It is down' }), form)).toEqual({
      answers: { happening: 'It is down' },
      byForm: false,
    })
  })
})

describe('a plain issue', () => {
  const answers = (body: string, title = 'Down') => readAnswers(buildIssue({ title, body }), undefined).answers
  test.each([
    ['down since 03:05', '03:05'],
    ['down Since  about 3:05 UTC', 'about 3:05 UTC'],
    ['down since 03:05UTC', '03:05UTC'],
    ['down since noon', undefined],
    ['down since 103:05', undefined],
    ['down insince 03:05', undefined],
    ['down since03:05', undefined],
  ])('%j began at %s', (body, since) => expect(answers(body).since).toBe(since))

  test.each([
    ['SEV1: down', 'SEV1'],
    ['down, sev 2', 'sev 2'],
    ['SEV-4', 'SEV-4'],
    ['SEV5', undefined],
    ['aSEV1', undefined],
    ['SEV12', undefined],
    ['SEV--1', undefined],
  ])('with the title %j is %s', (title, severity) => expect(answers('x', title).severity).toBe(severity))

  test.each([
    ['/severity 1', 'SEV1'],
    ['/sev SEV3 half of it', 'SEV3'],
    ['/severity high\n/severity 2', 'SEV2'],
    ['/severity', undefined],
    ['`/severity 1`', undefined],
  ])('with the words %j is %s', (body, severity) => expect(answers(body).severity).toBe(severity))

  test('whose words hold a severity says the command before all else', () => {
    expect(answers('Severity: SEV3\n/severity 1', 'SEV4').severity).toBe('SEV1')
  })

  test('tells all its words, but for its commands', () => {
    expect(answers('/severity 1\nPayments fail\n/confirm\r\nsince 03:00').happening).toBe('Payments fail\nsince 03:00')
    expect(answers('Payments fail\n\n```\n/severity 1\n```').happening).toContain('/severity 1')
    const below = '<!-- please\nsay what\nis broken -->\nPayments fail\n/severity 1\nfor all'
    expect(answers(below)).toMatchObject({ severity: 'SEV1', happening: 'Payments fail\nfor all' })
  })
})
