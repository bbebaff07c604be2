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

  test.each(['/etc', 'a/../../b', 'C:\\x', '.git/hooks'])('a folder %s', (runbooks) => {
    give({ runbooks })
    expect(catchError().problems).toHaveLength(1)
  })
})

describe('the chat', () => {
  test.each(['https://hooks.example/T/B', 'http://127.0.0.1:8080/hook', 'http://localhost/hook'])(
    'may be %s',
    (url) => {
      give({ 'chat-url': url })
      const output = printed(() => expect(readInputs()).toMatchObject({ chatUrl: url, notices: [] }))
      expect(output).toBe(`::add-mask::${url}\n`)
    },
  )

  test.each(['http://hooks.example/T/B', 'http://localhost.example/', 'ftp://x/', 'not an address'])(
    'not %s',
    (url) => {
      give({ 'chat-url': url })
      printed(() => {
        const inputs = readInputs()
        expect(inputs.chatUrl).toBeUndefined()
        expect(inputs.notices).toHaveLength(1)
        expect(inputs.notices.join()).not.toContain(url)
      })
    },
  )
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
