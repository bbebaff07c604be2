import { afterEach, describe, expect, test } from '@jest/globals'
import { logFailure, logInfo, logNotice, logWarning } from '../../../src/action/log.ts'
import { fitSummary } from '../../../src/action/summary.ts'
import { printed } from './printed.ts'

/** The runner's two ways of reading a command, as its source has them: at the start of a line, and anywhere. */
function commandsIn(output: string): readonly string[] {
  const lines = output.split(/\r\n|\r|\n/)
  const current = lines.flatMap((line) => /^\s*::([^\s:]+)(?: [^:]*)?::/.exec(line)?.[1] ?? [])
  const old = lines.flatMap((line) => /##\[([^\]\s]+)[^\]]*\]/.exec(line)?.[1] ?? [])
  return [...current, ...old]
}

const hostile = [
  '::set-output name=outcome::x',
  'a\n::add-mask::b',
  'a\r::stop-commands::x',
  'a\u2028::error::x',
  '  ::error::x',
  '\u200b::error::x',
  'text ##[set-env name=X;]y',
  '#\u200b#[group]',
  ':\n::debug::x',
]

afterEach(() => {
  process.exitCode = 0
})

describe('nothing that anybody typed becomes a runner command', () => {
  test.each(hostile)('%j', (text) => {
    expect(commandsIn(printed(() => logInfo(text)))).toEqual([])
    expect(commandsIn(printed(() => logNotice(text, { title: text, file: text })))).toEqual(['notice'])
    expect(commandsIn(printed(() => logWarning(text)))).toEqual(['warning'])
    expect(commandsIn(printed(() => logFailure(text)))).toEqual(['error'])
  })
})

test('an annotation points to file, line and column', () => {
  const output = printed(() => logWarning('unknown severity', { file: '.github/muster.yml', line: 14, column: 7 }))
  expect(output).toBe('::warning file=.github/muster.yml,line=14,col=7::unknown severity\n')
})

test('an annotation has a title of one line, and no more than is known of its place', () => {
  const output = printed(() => logNotice('look', { title: 'two  or\n\nmore lines' }))
  expect(output).toBe('::notice title=two or more lines::look\n')
  expect(printed(() => logWarning('look'))).toBe('::warning::look\n')
})

test('the log has what was said', () => {
  expect(printed(() => logInfo('Looking into it: sweep'))).toBe('Looking into it: sweep\n')
})

test('a summary stays below one mebibyte and whole to the character', () => {
  expect(fitSummary('short')).toBe('short')
  const fitted = fitSummary('é'.repeat(600_000))
  expect(Buffer.byteLength(fitted)).toBeLessThan(1_048_576)
  expect(fitted).toMatch(/é\n\n_The summary was cut: GitHub takes one mebibyte\._\n$/)
})
