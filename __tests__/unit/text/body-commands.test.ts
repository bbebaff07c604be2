import { describe, expect, test } from '@jest/globals'
import { commandNames, readBodyCommands } from '../../../src/text/command-line.ts'
import { fillWith, hostilePieces, measure } from './time-budget.ts'

const read = (...lines: readonly string[]) => readBodyCommands(lines.join('\n'))
const names = (...lines: readonly string[]) => read(...lines).map(({ name }) => name)

describe('the commands in the body of an issue', () => {
  test('are all lines that are one, with what follows and where they stand', () => {
    expect(read('Payments fail', '/severity 1', '', 'since 03:00', ' /SERVICE  checkout ')).toEqual([
      { name: 'severity', rest: '1', line: 1 },
      { name: 'service', rest: 'checkout', line: 4 },
    ])
    expect(readBodyCommands('/confirm\r\n/sev SEV2 half of it\r\n')).toEqual([
      { name: 'confirm', rest: '', line: 0 },
      { name: 'severity', rest: 'SEV2 half of it', line: 1 },
    ])
  })

  test.each(commandNames)('are read in any case: /%s', (name) => {
    expect(names(`/${name.toUpperCase()} x`, `/${name}.`)).toEqual([name, name])
  })

  test('are read by their other names, and a slip of the pen is none', () => {
    expect(names('/sev 1', '/acknowledge', '/severty 1', '/lgtm', '/usr/bin/x', '/')).toEqual(['severity', 'ack'])
  })

  test.each([
    ['a quote', ['> /confirm', '>/confirm', '> > /confirm']],
    ['a fence', ['```', '/confirm', '```']],
    ['a fence of another kind', ['~~~ text', '/confirm', '~~~']],
    ['a fence that holds a shorter one', ['````', '```', '/confirm', '```', '/confirm', '````']],
    ['a fence that holds one of another kind', ['```', '~~~', '/confirm', '```']],
    ['a fence that does not end', ['```', '/confirm']],
    ['a fence whose end is none', ['```', '```text', '/confirm', '```']],
    ['indented code', ['text', '', '    /confirm', '\t/confirm']],
    ['a code span', ['`/confirm`']],
    ['the middle of a line', ['please /confirm', 'x/confirm']],
    ['an HTML comment', ['<!-- /confirm -->', '<!--', '/confirm', '-->']],
    ['an HTML comment that does not end', ['<!--', '/confirm']],
    ['a list', ['- /confirm', '1. /confirm']],
  ])('are none in %s', (_case, lines) => expect(names(...lines)).toEqual([]))

  test.each([
    ['a fence', ['```', 'ETIMEDOUT', '```', '/confirm']],
    ['a fence that ends with more signs', ['```', 'ETIMEDOUT', '`````', '/confirm']],
    ['a fence with its language', ['``` json', '{}', '```', '/confirm']],
    ['code between three signs on one line, which is no fence', ['```ETIMEDOUT```', '', '/confirm']],
    ['code in tildes in a sentence', ['x ~~~ y', '/confirm']],
    ['an HTML comment', ['<!-- what is broken? -->', '/confirm']],
    ['a quote', ['> it is down', '', '/confirm']],
  ])('are read after %s', (_case, lines) => expect(names(...lines)).toEqual(['confirm']))

  test('stand where the body has them, also below an HTML comment of several lines', () => {
    const body = ['<!-- please', 'say what is broken', '-->', 'Payments fail', '/severity 1']
    expect(read(...body)).toEqual([{ name: 'severity', rest: '1', line: 4 }])
    expect(readBodyCommands('a\u2028b\vc\n/severity 1')).toEqual([{ name: 'severity', rest: '1', line: 1 }])
  })

  test('are found in bounded time in any body', () => {
    for (const piece of hostilePieces)
      expect([piece, measure(() => readBodyCommands(fillWith(piece))) < 500]).toEqual([piece, true])
  })
})
