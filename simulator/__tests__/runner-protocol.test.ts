import { describe, expect, test } from '@jest/globals'
import { isDueBetween } from '../runner/cron.ts'
import { parseFileCommand } from '../runner/file-command.ts'
import { parseRunnerCommand, RUNNER_COMMANDS } from '../runner/runner-command.ts'
import { StepLog } from '../runner/step-log.ts'
import { matchesPatterns } from '../runner/trigger-match.ts'

const known = new Set<string>(RUNNER_COMMANDS)

describe('workflow commands', () => {
  test.each([
    ['::warning::text', 'warning', 'text'],
    ['   ::Error file=a,line=1::te%0Axt', 'error', 'te\nxt'],
    ['::debug::a::b', 'debug', 'a::b'],
    ['before ##[error]after', 'error', 'after'],
    ['##[add-mask]x%5D', 'add-mask', 'x]'],
    ['::notice::100%2525', 'notice', '100%25'],
  ])('%j is a command', (line, name, data) => {
    expect(parseRunnerCommand(line, known)).toMatchObject({ name, data })
  })

  test.each(['text ::warning::x', '::warning', '::unknown::x', ': :warning::x', '##[unknown]x', '##[error', 'plain'])(
    '%j is none',
    (line) => expect(parseRunnerCommand(line, known)).toBeNull(),
  )

  test('properties are split and unescaped as the runner does', () => {
    const command = parseRunnerCommand('::error file=a%2Cb.ts,line=3,empty=,TITLE=x=y::m', known)
    expect(command?.properties).toEqual({ file: 'a,b.ts', line: '3', title: 'x=y' })
  })

  test('stop-commands pauses everything until its token comes back', () => {
    const log = new StepLog(new Set())
    for (const line of ['::stop-commands::Tok', '::error::no', '::tok::', '::error::yes']) log.add(line)
    expect(log.annotations.map(({ message }) => message)).toEqual(['yes'])
    expect(log.lines).toContain('::error::no')
  })

  test('a stop token that is a command, and set-env, are refused', () => {
    const log = new StepLog(new Set())
    log.add('::stop-commands::error')
    log.add('::set-env name=PATH::x')
    expect(log.problems).toHaveLength(2)
  })

  test('masks hide a secret in later lines, each line of it, and in annotations', () => {
    const log = new StepLog(new Set(['from-before']))
    log.add('::add-mask::first%0Asecond')
    log.add('a first, a second and from-before')
    log.add('::warning::second')
    expect(log.lines[0]).toBe('a ***, a *** and ***')
    expect(log.annotations[0]?.message).toBe('***')
  })
})

describe('command files', () => {
  test('reads lines and blocks, with equals signs and empty values', () => {
    const text = 'a=1=2\n\nb<<EOF\nline 1\n\nEOF \nEOF\nc=\nd<<-\r\nx\r\n-\r\ne<<E\nE\n'
    expect(Object.fromEntries(parseFileCommand(text))).toEqual({
      a: '1=2',
      b: 'line 1\n\nEOF ',
      c: '',
      d: 'x',
      e: '',
    })
  })

  test.each([
    ['word', "Invalid format 'word'"],
    ['<<EOF\nEOF\n', 'Name must not be empty'],
    ['a<<\n', 'delimiter must not be empty'],
    ['a<<EOF\nx\n', 'Matching delimiter not found'],
    ['a<<EOF\nx', 'EOF marker missing new line'],
  ])('rejects %j', (text, message) => {
    expect(() => parseFileCommand(text)).toThrow(message)
  })
})

describe('cron', () => {
  const at = (time: string) => new Date(`2026-11-${time}:00Z`)
  test.each([
    ['37 * * * *', '22T10:36', '22T10:37', true],
    ['37 * * * *', '22T10:37', '22T11:36', false],
    ['*/15 * * * *', '22T10:01', '22T10:14', false],
    ['0 9-17 * * MON-FRI', '22T08:00', '22T18:00', false],
    ['0 9-17 * * MON-FRI', '22T18:00', '23T09:00', true],
    ['0 0 1 * 0', '20T23:00', '22T00:00', true],
    ['5/20 3 * * *', '22T03:30', '22T03:45', true],
  ])('%s between %s and %s: %s', (cron, from, to, due) => {
    expect(isDueBetween(cron, at(from), at(to))).toBe(due)
  })
})

describe('filter patterns', () => {
  test.each([
    [['main'], 'main', true],
    [['releases/*'], 'releases/a/b', false],
    [['releases/**'], 'releases/a/b', true],
    [['**', '!docs/**'], 'docs/a.md', false],
    [['**/*.md'], 'a.md', true],
    [['v[12].?'], 'v1.', true],
  ])('%j and %s: %s', (patterns, name, matches) => {
    expect(matchesPatterns(patterns, name)).toBe(matches)
  })
})
