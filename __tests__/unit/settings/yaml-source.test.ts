import { describe, expect, test } from '@jest/globals'
import { parseSettings } from '../../../src/settings/parse.ts'

const parse = (text: string) => {
  const { settings, problems } = parseSettings(text, 'muster.yml')
  return { settings, told: problems.map(({ line, column, message, help }) => `${line}:${column} ${message}. ${help}`) }
}
const correct = 'Correct the indentation, quotes and brackets here. This key is at its default.'

describe('a fault of the YAML is told, and costs the key that it stands in and no other', () => {
  test.each([
    ['nudges: 1\n---\nnudges: 0', '2:1 a second document begins here. Only the first one counts; remove `---`.'],
    ['nudges: 1\nteams:\n\tx: 1', '3:1 a tab at the start of a line. Indent by spaces. This key is at its default.'],
    ['nudges: 1\ntimezone: "UTC', `2:15 no valid YAML: Missing closing "quote. ${correct}`],
    ['nudges: 1\n? [a]\n: b', '2:3 a key is no plain word. Put it in quotes. It was left out.'],
    ['nudges: 0\nnudges: 1', '2:1 `nudges` is there twice. The last one counts; remove the other.'],
    [
      'nudges: 1\npeople:\n  a: {github: x}\n  a: {github: y}',
      '4:3 `a` is there twice. The last one counts; remove the other.',
    ],
  ])('%j: %s', (text, problem) => {
    const { settings, told } = parse(text)
    expect(told).toContain(problem)
    expect(settings.nudges).toBe(1)
  })

  test('on both sides of it', () => {
    const { settings, told } = parse('nudges: 1\ntimezone: [Europe/Berlin\ndeclare: anyone\noverride: admin')
    expect(told.every((problem) => problem.endsWith(correct))).toBe(true)
    expect(settings).toMatchObject({ nudges: 1, timezone: 'UTC', declare: 'auto', override: 'admin' })
  })
})

describe('an alias', () => {
  const refused =
    '1:1 an alias (`*name`) repeats too much, holds itself or names nothing. Write the values out. All settings are at their defaults.'

  test.each([
    'nudges: 1\nfallback: *nobody',
    'nudges: 1\nteams: &a\n  ops: *a',
    'nudges: 1\nteams: &a {ops: {members: [*a]}}',
  ])('that names nothing or holds itself costs everything: %j', (text) => {
    const { settings, told } = parse(text)
    expect(told).toEqual([refused])
    expect(settings.nudges).toBe(2)
  })

  test('stands for what it names, twice if need be', () => {
    const { settings, told } = parse('fallback: &all [alice]\nservices: {web: {call: *all, inform: *all}}')
    expect(told).toEqual([])
    expect(settings.services.web).toMatchObject({ call: ['alice'], inform: ['alice'] })
  })

  test('leads to the place of what it names', () => {
    const { told } = parse('fallback: &all [alice, "x y"]\nservices: {web: {call: *all}}')
    expect(told.map((problem) => problem.split(' ', 1)[0])).toEqual(['1:24', '1:24'])
  })
})

describe('the limits', () => {
  const deep = '1:1 the file is nested too deeply. Write it flatter. All settings are at their defaults.'
  const brackets = (depth: number) => `x: ${'['.repeat(depth)}${']'.repeat(depth)}`
  const blocks = (depth: number) =>
    `${Array.from({ length: depth }, (_, index) => `${' '.repeat(index)}a:`).join('\n')} 1`
  const long = (length: number) => `${'#'.repeat(length - 10)}\nnudges: 1`

  test.each([
    ['lists', brackets(20), brackets(21)],
    ['keys', blocks(20), blocks(21)],
  ])('of depth, by %s', (_, flat, deeper) => {
    expect(parse(flat).told).not.toContain(deep)
    expect(parse(deeper).told).toEqual([deep])
  })

  test('of size', () => {
    expect(parse(long(100_000))).toMatchObject({ told: [], settings: { nudges: 1 } })
    const told = ['1:1 the file is larger than 100,000 characters. Shorten it. All settings are at their defaults.']
    expect(parse(long(100_001))).toMatchObject({ told, settings: { nudges: 2 } })
  })

  test('of what is told', () => {
    expect(parse(`nudges: 1\n${'@ a\n'.repeat(60)}`).told).toHaveLength(50)
    expect(parse(`nudges: 1\n${'nudges: 1\n'.repeat(60)}`).told).toHaveLength(50)
  })
})
