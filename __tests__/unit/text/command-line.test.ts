import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { commandNames, readCommand } from '../../../src/text/command-line.ts'
import { fillWith, hostilePieces, measure } from './time-budget.ts'

describe('a command', () => {
  test.each(commandNames)('/%s is read in any case, with blank lines and \\r\\n around it', (name) => {
    for (const word of [name, name.toUpperCase(), name[0]?.toUpperCase() + name.slice(1)]) {
      expect(readCommand(`\r\n\r\n /${word}  some  words \r\nmore\r\n`)).toEqual({
        name,
        rest: 'some  words',
        line: `/${word}  some  words`,
      })
    }
  })

  test.each([
    ['a quote', '> /ack'],
    ['a fence', '```\n/ack\n```'],
    ['indented code', '    /ack'],
    ['a tab', '\t/ack'],
    ['a code span', '`/ack`'],
    ['an HTML comment', '<!-- /ack -->'],
    ['an open HTML comment', '<!--\n/ack'],
    ['a nested HTML comment', '<!-<!-- -->- /ack -->'],
    ['the second line', 'I am on it\n/ack'],
    ['the middle of a line', 'please /ack'],
    ['a path', '/usr/bin/x'],
    ['a path that begins like a command', '/ack/foo'],
    ['a file name', '/status.html'],
    ['an element', '<details>\n/ack'],
    ['a list', '- /ack'],
    ['another bot’s word', '/lgtm'],
    ['another bot’s word', '/close'],
    ['another bot’s word', '/assign @bob'],
    ['another bot’s word', '/hold'],
    ['another bot’s word', '/retest'],
    ['nothing', ''],
    ['a slash', '/'],
  ])('is none in %s', (_, body) => expect(readCommand(body)).toBeUndefined())

  test.each([
    ['/severty SEV1', 'severity'],
    ['/stauts resolved', 'status'],
    ['/postmorten', 'postmortem'],
    ['/Notes hi', 'note'],
    ['/akc', 'ack'],
    ['/overide now', 'override'],
  ])('is guessed from a slip: %s', (body, suggestion) => {
    expect(readCommand(body)).toMatchObject({ name: 'unknown', suggestion })
  })

  test('loses invisible characters and HTML comments', () => {
    expect(readCommand('\u200b/a\u2066c\u200dk\ufeff')).toMatchObject({ name: 'ack' })
    expect(readCommand('/note a\u202eb<!-- c -->d')).toMatchObject({ rest: 'abd' })
    expect(readCommand('<!-- sent from my phone -->\n/ack')).toMatchObject({ name: 'ack' })
  })

  test('ends before what a mail program adds', () => {
    const mail = '/status resolved rolled back\r\n\r\nOn Mon, Nov 2, Bot wrote:\r\n> /ack\r\n-- \r\nDana'
    expect(readCommand(mail)).toMatchObject({ name: 'status', rest: 'resolved rolled back' })
    expect(readCommand('/ack\n-- \nDana')).toMatchObject({ rest: '' })
    expect(readCommand('/ack.')).toMatchObject({ name: 'ack', rest: '' })
  })

  test('goes on where a mail program broke the line, and nowhere else', () => {
    const wrapped =
      '/status resolved raised the pool size to forty and restarted both stuck\nworkers in eu-west\n\n> quoted'
    expect(readCommand(wrapped)).toMatchObject({
      rest: 'resolved raised the pool size to forty and restarted both stuck workers in eu-west',
    })
    expect(readCommand('/update We are on it.\nInternal: the certificate expired.')).toMatchObject({
      rest: 'We are on it.',
    })
    expect(readCommand(`/note ${'x'.repeat(70)}\n> ${'y'.repeat(70)}`)).toMatchObject({ rest: 'x'.repeat(70) })
  })

  test('reads its own line back the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commandNames), fc.string({ maxLength: 40 }), (name, words) => {
        const first = readCommand(`/${name} ${words}`)
        if (first && first.name !== 'unknown') expect(readCommand(first.line)).toEqual(first)
      }),
    )
  })

  test('is found in bounded time in any body', () => {
    for (const piece of hostilePieces) {
      expect([piece, measure(() => readCommand(`/note ${fillWith(piece)}`)) < 500]).toEqual([piece, true])
    }
  })
})
