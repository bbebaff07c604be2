import { describe, expect, test } from '@jest/globals'
import { readCommand } from '../../../src/text/command-line.ts'

/** A command line of that many characters. */
const line = (length: number) => `/note ${'x '.repeat(length)}`.slice(0, length - 1).concat('x')

const restOf = (body: string) => {
  const command = readCommand(body)
  return command && 'rest' in command ? command.rest : undefined
}
const joins = (first: string, next: string) => restOf(`${first}\n${next}`)?.endsWith(next.trim()) ?? false

describe('a line that a mail program broke', () => {
  test.each([
    ['the next word would not have fitted', 66, 'workers', true],
    ['the next word would have fitted', 65, 'workers', false],
    ['it is as long as such a line can be', 80, 'workers', true],
    ['it is longer than any such line', 81, 'workers', false],
    ['it is long enough to have been broken', 50, 'w'.repeat(30), true],
    ['it is too short to have been broken', 49, 'w'.repeat(30), false],
  ])('%s', (_, length, next, joined) => expect(joins(line(length), next)).toBe(joined))

  test('may have been broken more than once', () => {
    expect(restOf(`${line(70)}\n${'y'.repeat(70)}\nworkers`)).toBe(`${line(70).slice(6)} ${'y'.repeat(70)} workers`)
  })

  test('is joined by one space, whatever stood at its end', () => {
    expect(restOf(`${line(70)}  \nworkers  `)).toBe(`${line(70).slice(6)} workers`)
  })

  test('is measured without the spaces at its end', () => {
    expect(joins(`${line(60)}${' '.repeat(10)}`, 'workers')).toBe(false)
  })

  test.each(['-- ', '__', '/ack', '```', '~~~', '- a', '* a', '+ a', '1. a', '12. a', '3) a', '# a', '> a'])(
    'does not go on in %s',
    (next) => expect(joins(line(76), next)).toBe(false),
  )

  test.each(['a--b', 'a/b', 'a- b', 'a b', '-a', 'end. It', '12x it', 'a#b', 'it 1. a'])('goes on in %s', (next) =>
    expect(joins(line(76), next)).toBe(true),
  )
})

describe('the first line', () => {
  test('is the first that holds more than spaces', () => {
    expect(readCommand('   \n\t\n/ack')).toMatchObject({ name: 'ack' })
  })

  test('may end in one sign, and in no two', () => {
    expect(readCommand('/ack!')).toMatchObject({ name: 'ack' })
    expect(readCommand('/ack!!')).toBeUndefined()
  })

  test('may be set off by three spaces', () => {
    expect(readCommand('   /ack')).toMatchObject({ name: 'ack', line: '/ack' })
  })
})
