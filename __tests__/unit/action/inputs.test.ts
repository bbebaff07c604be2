import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { InputName } from '../../../src/action/inputs.ts'
import { InputError, inputNames, readInputs } from '../../../src/action/inputs.ts'
import { outputNames } from '../../../src/action/outputs.ts'
import { printed } from './printed.ts'

const variable = (name: InputName): string => `INPUT_${name.toUpperCase()}`

function give(inputs: Partial<Record<InputName, string>>): void {
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value
}

beforeEach(() => give({ token: 't' }))
afterEach(() => {
  for (const name of inputNames) delete process.env[variable(name)]
})

test('the registries are those of action.yml', () => {
  const manifest: { readonly inputs: object; readonly outputs: object } = parse(readFileSync('action.yml', 'utf8'))
  expect(Object.keys(manifest.inputs)).toEqual([...inputNames])
  expect(Object.keys(manifest.outputs)).toEqual([...outputNames])
})

test('nothing but a token is needed', () => {
  const usual = {
    settingsPath: '.github/muster.yml',
    runbooksFolder: 'runbooks',
    label: 'incident',
    part: 'all',
    dryRun: false,
    notices: [],
  }
  expect(readInputs()).toEqual({ token: 't', ...usual })
})

test('paths lose what means nothing in them', () => {
  give({ settings: './ops//muster.yml', runbooks: './docs/runbooks/' })
  expect(readInputs()).toMatchObject({ settingsPath: 'ops/muster.yml', runbooksFolder: 'docs/runbooks' })
  give({ runbooks: '.' })
  expect(readInputs().runbooksFolder).toBe('')
})

describe('what no run can start with', () => {
  test('is said all at once, with what was found and what is needed', () => {
    give({ part: 'both', settings: '../secrets.yml', 'dry-run': 'perhaps' })
    const error = catchError()
    expect(error.problems).toEqual([
      '`part` is `both`; expected run, document, all',
      '`settings` is `../secrets.yml`; expected a path inside the repository, without `..`',
      '`dry-run` is `perhaps`; expected true or false',
    ])
  })

  test.each<[Partial<Record<InputName, string>>, string]>([
    [{ token: '' }, '`token` is empty; leave the input out to use the workflow’s own token'],
    [{ part: 'both' }, '`part` is `both`; expected run, document, all'],
    [{ settings: '.' }, '`settings` is `.`; expected a path inside the repository, without `..`'],
    [{ runbooks: '/etc' }, '`runbooks` is `/etc`; expected a folder inside the repository, without `..`'],
    [{ 'dry-run': 'perhaps' }, '`dry-run` is `perhaps`; expected true or false'],
  ])('%j alone', (inputs, problem) => {
    give(inputs)
    const error = catchError()
    expect(error.problems).toEqual([problem])
    expect(error.message).toBe(problem)
    expect(error.name).toBe('InputError')
  })

  test('comes as one message, a line each', () => {
    give({ part: 'both', 'dry-run': 'perhaps' })
    expect(catchError().message).toBe(catchError().problems.join('\n'))
  })

  test.each(['/etc', 'a/../../b', 'C:\\x', 'c:x', 'a\\b', '.git/hooks', 'a/.GIT'])('a folder %s', (runbooks) => {
    give({ runbooks })
    expect(catchError().problems).toHaveLength(1)
  })
})

describe('the label', () => {
  test.each([
    ['Vorfall', 'Vorfall'],
    ['  prod incident  ', 'prod incident'],
    ['', 'incident'],
    ['x'.repeat(38), 'x'.repeat(38)],
  ])('%j is %j', (typed, label) => {
    give({ label: typed })
    expect(readInputs()).toMatchObject({ label, notices: [] })
  })

  test.each(['a,b', 'x'.repeat(39), 'a\nb'])('%j is told of and does not count', (typed) => {
    give({ label: typed })
    const notice =
      '`label` is no name for a label (no comma, 38 characters at most): `incident` counts. Change the variable `MUSTER_LABEL`'
    expect(readInputs()).toMatchObject({ label: 'incident', notices: [notice] })
  })

  test.each(['drill', 'Outage-Report'])('%j already names another label', (typed) => {
    give({ label: typed })
    const notice =
      '`label` is the name of another label of Muster’s: `incident` counts. Change the variable `MUSTER_LABEL`'
    expect(readInputs()).toMatchObject({ label: 'incident', notices: [notice] })
  })

  test('leaves room for the label of reports', () => {
    give({ label: 'x'.repeat(38) })
    expect(`${readInputs().label}:unconfirmed`).toHaveLength(50)
  })
})

test('a path may hold a colon further in', () => {
  give({ runbooks: 'docs/c:/runbooks' })
  expect(readInputs().runbooksFolder).toBe('docs/c:/runbooks')
})

test.each([
  ['true', true],
  ['TRUE', true],
  ['false', false],
])('dry-run: %s', (typed, dryRun) => {
  give({ 'dry-run': typed, part: 'Document' })
  expect(readInputs()).toMatchObject({ dryRun, part: 'document' })
})

describe('the chat', () => {
  test.each([
    'https://hooks.example/T/B',
    'http://127.0.0.1:8080/hook',
    'http://127.10.20.30/hook',
    'http://[::1]/hook',
    'http://localhost/hook',
  ])('may be %s', (url) => {
    give({ 'chat-url': url })
    const output = printed(() => expect(readInputs()).toMatchObject({ chatUrl: url, notices: [] }))
    expect(output).toBe(`::add-mask::${url}\n`)
  })

  test.each([
    'http://hooks.example/T/B',
    'http://localhost.example/',
    'http://my.localhost/',
    'ftp://localhost/',
    'ftp://x/',
    'not an address',
  ])('not %s', (url) => {
    give({ 'chat-url': url })
    printed(() => {
      const inputs = readInputs()
      expect(inputs.chatUrl).toBeUndefined()
      expect(inputs.notices).toEqual(['`chat-url` is no https address and is not used; the chat is told nothing'])
    })
  })
})

function catchError(): InputError {
  try {
    readInputs()
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
