import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { readForm } from '../forms/read-form.ts'

interface Case {
  readonly name: string
  readonly yaml: string
  readonly errors: readonly string[]
}

const table = new URL('../../__tests__/forms/cases.json', import.meta.url)
const { cases }: { readonly cases: readonly Case[] } = JSON.parse(readFileSync(table, 'utf8'))

describe('what GitHub says of a form', () => {
  test.each(cases)('$name', ({ yaml, errors }) => {
    const reading = readForm(yaml)
    const problems = reading.kind === 'sound' ? [] : reading.problems
    const plain = problems.map((problem) => problem.replaceAll('`', ''))
    const left = errors.reduce<readonly string[]>((rest, error) => {
      const at = rest.findIndex((problem) => new RegExp(error, 'i').test(problem))
      expect({ error, fits: at !== -1, rest }).toMatchObject({ fits: true })
      return rest.toSpliced(at, 1)
    }, plain)
    expect(left).toEqual([])
  })
})
