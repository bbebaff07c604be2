import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseDocument } from 'yaml'
import { readPlainYaml } from '../../../src/runbooks/plain-yaml.ts'

/** What the parser reads; `undefined` where it finds a fault or no mapping. */
function parse(source: string): unknown {
  const document = parseDocument(source, { prettyErrors: false, logLevel: 'silent' })
  return document.errors.length > 0 ? undefined : document.toJS()
}

const usual = `title: Provider timeouts (EU)
services: [checkout, "pay ments", 'a']
alerts:
  - PaymentsFailing
  - "p99 > 2 s"
# how we know
symptoms:
- cards hang
reviewed: 2026-10-01
incident: 412
tags: []
`

/** Pieces of which lines are put together: what people write, and what YAML treats in its own way. */
const pieces = [
  ...[
    'title',
    'tags',
    'a',
    'Größe',
    'true',
    'Null',
    'yes',
    '12',
    '012',
    '0x1f',
    '1e3',
    '.5',
    '2026-10-01',
    '~',
    '*a',
    '&a',
  ],
  ...['!x', '|', '>', '- ', '-', ': ', ':', ' #', '#', ', ', ',', '[', ']', '[]', '{', '}', '"', "'", '"b c"', "'d'"],
  ...[
    ' ',
    '  ',
    '\t',
    '?',
    '%',
    '@',
    '`',
    '\\',
    '...',
    '---',
    '(',
    '/',
    '+',
    '_',
    '.',
    'é',
    '日本',
    '\u0007',
    '\u2028',
  ],
]
const word = fc.constantFrom(
  'a',
  'b c',
  '12',
  '"d, e"',
  "'f'",
  '2026-10-01',
  'Größe',
  '[]',
  '[a, "b"]',
  '[a,b ]',
  'yes',
)
const key = fc.constantFrom('title', 'tags', 'a', 'b')
/** Mostly what is well formed, so that a good part of the documents is. */
const value = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: text() })
const line = fc.oneof(
  fc.tuple(key, fc.constantFrom(': ', ': ', ':  ', ':'), value).map((parts) => parts.join('')),
  fc.tuple(key, fc.constantFrom(':\n- ', ':\n  - ', ': \n  -  '), value).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('', '  ', '    '), fc.constantFrom('- ', '-', '-  '), value).map((parts) => parts.join('')),
)

function text(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join(''))
}

describe('the head of a page, read without the parser', () => {
  test('is the usual one, and is read as the parser reads it', () => {
    expect(readPlainYaml(usual)).toEqual(parse(usual))
    expect(readPlainYaml(usual)).toMatchObject({ incident: 412, alerts: ['PaymentsFailing', 'p99 > 2 s'], tags: [] })
  })

  test.each([
    ['a key twice', 'title: a\ntitle: b\n'],
    ['a text over two lines', 'title: a\n  b\n'],
    ['a list under a text', 'title: a\n- b\n'],
    ['a mapping in a list', 'dashboards:\n  - name: a\n'],
    ['a comment behind a value', 'title: a # b\n'],
    ['nothing', 'title:\n'],
    ['a word that is none', 'title: true\n'],
    ['an anchor', 'title: &a b\n'],
    ['a list that is not closed', 'tags: [a, b\n'],
    ['a comma at the end', 'tags: [a, ]\n'],
  ])('leaves %s to the parser', (_what, source) => {
    expect(readPlainYaml(source)).toBeUndefined()
  })

  test('never differs from the parser', () => {
    let [read, tried] = [0, 0]
    const check = fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      const source = `${lines.join('\n')}\n`
      const plain = readPlainYaml(source)
      tried += 1
      if (plain === undefined || Object.keys(plain).length === 0) return
      read += 1
      expect(plain).toEqual(parse(source))
    })
    fc.assert(check, { numRuns: 20_000 })
    // Some of them are read: else nothing was compared.
    expect(read).toBeGreaterThan(tried / 50)
  })
})
