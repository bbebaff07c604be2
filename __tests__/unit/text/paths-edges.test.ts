import { describe, expect, test } from '@jest/globals'
import { ownersOf, readCodeowners } from '../../../src/text/codeowners.ts'
import { matchesPath } from '../../../src/text/glob.ts'
import { matchesName } from '../../../src/text/wildcard.ts'

describe('a glob', () => {
  test.each([
    ['/docs/**', 'docs/a', true],
    ['./docs/**', 'docs/a', true],
    ['.docs/**', '.docs/a', true],
    ['.docs/**', 'docs/a', false],
    ['', '', false],
    ['./', '', false],
    ['{aa,bb}/{cc,dd}', 'bb/dd', true],
    ['{aa,bb}/{cc,dd}', 'cc/dd', false],
    ['{a{b,c},d}', 'ac', true],
    ['{a{b,c},d}', 'd', true],
    ['{a{b,c},d}', 'a', false],
    ['a{,b}', 'a', true],
    ['a{b,}', 'a', true],
    ['{a,b', '{a,b', true],
  ])('%s fits %s: %p', (pattern, path, fits) => expect(matchesPath([pattern], path)).toBe(fits))

  test('that begins with `!` is never wanted', () => {
    expect(matchesPath(['!src/**', 'a'], '!src/x')).toBe(false)
    expect(matchesPath(['src/!'], 'src/!')).toBe(true)
  })

  test('has at most 300 characters, and a path 1,000', () => {
    expect(matchesPath(['a'.repeat(300)], 'a'.repeat(300))).toBe(true)
    expect(matchesPath(['a'.repeat(301)], 'a'.repeat(301))).toBe(false)
    expect(matchesPath(['**'], 'a'.repeat(1_000))).toBe(true)
    expect(matchesPath(['**'], 'a'.repeat(1_001))).toBe(false)
  })

  test('stands for at most 64 patterns', () => {
    expect(matchesPath(['{a,b}'.repeat(6)], 'ababab')).toBe(true)
    expect(matchesPath(['{a,b}'.repeat(7)], 'abababa')).toBe(false)
    expect(matchesPath(['{a,b}'.repeat(7)], 'ababab{a,b}')).toBe(false)
  })
})

describe('a name', () => {
  test.each([
    ['a\\*', 'a', false],
    ['a\\*', 'a*', true],
    ['a*', 'a', true],
    ['[xyz]', 'y', true],
    ['[xyz]', 'w', false],
    ['[!xyz]', 'w', true],
    ['[^xyz]', 'y', false],
    ['[a-cx]', 'x', true],
    ['[a-cx]', 'd', false],
    ['[', '[', true],
    ['\\', '\\', true],
    ['\\', 'a', false],
    ['a b', 'a b', true],
    ['a b', 'ab', false],
    ['a***b', 'axyzb', true],
    ['[a!]', '!', true],
    ['[a!]', 'b', false],
    ['[!x]', '!', true],
    ['[b-d]', 'a', false],
    ['[b-d]', 'b', true],
    ['[b-d]', 'd', true],
    ['[b-d]', 'e', false],
    ['[ -~]', 'a', true],
    ['[ x]', ' ', true],
    ['[a- ]', '-', false],
  ])('%s fits %s: %p', (pattern, name, fits) => expect(matchesName(pattern, name)).toBe(fits))
})

describe('CODEOWNERS', () => {
  test('of more than 3 MB is not read, and says so', () => {
    expect(readCodeowners('x'.repeat(3_000_001))).toEqual({
      rules: [],
      skipped: [{ line: 1, reason: 'the file is larger than 3 MB' }],
    })
    expect(readCodeowners(`* @a\n#${'x'.repeat(2_999_994)}`).rules).toHaveLength(1)
  })

  test('may hold a line of millions of characters, which is no rule', () => {
    const { rules, skipped } = readCodeowners(`* @a\n${'\\x'.repeat(1_400_000)} @b`)
    expect(rules).toHaveLength(1)
    expect(skipped).toEqual([{ line: 2, reason: 'the line is longer than 20000 characters' }])
  })

  test('may hold blank lines', () => {
    expect(readCodeowners('\n* @a\n \n').rules).toEqual([{ parts: ['**', '*', '**'], owners: ['a'], line: 2 }])
  })

  test('are asked by a path with or without a slash before it', () => {
    const rules = readCodeowners('/docs/ @a')
    for (const path of ['docs/x', '/docs/x', '//docs/x']) expect(ownersOf(rules, path)).toEqual(['a'])
  })

  test.each([
    ['/', '', false],
    ['/', 'docs', false],
    ['docs/', 'docs', false],
    ['docs/', 'docs/a', true],
    ['docs/', 'x/docs/a', true],
    ['/docs/', 'docs/a', true],
    ['/docs/', 'x/docs/a', false],
    ['docs', 'docs', true],
    ['docs', 'docs/a/b', true],
    ['/docs', 'docs', true],
    ['docs/*', 'docs/a', true],
    ['docs/*', 'docs/a/b', false],
    ['docs/**', 'docs/a/b', true],
    ['docs/**', 'x/docs/a', false],
    ['**', 'a/b', true],
    ['*', 'a/b', true],
    ['**/logs', 'a/logs/b', true],
  ])('of %s own %s: %p', (pattern, path, owned) => {
    expect(ownersOf(readCodeowners(`${pattern} @a`), path)).toEqual(owned ? ['a'] : [])
  })

  test('begin where the byte order mark ends', () => {
    expect(readCodeowners('\uFEFF*.ts @a')).toEqual(readCodeowners('*.ts @a'))
  })

  test('keep a backslash at the end of a line', () => {
    expect(readCodeowners('a\\').rules).toEqual([{ parts: ['**', 'a\\', '**'], owners: [], line: 1 }])
  })

  test.each(['@a', '@acme/shop', 'a@b.example'])('may be owned by %s', (owner) => {
    expect(readCodeowners(`x ${owner}`).skipped).toEqual([])
  })

  test.each(['@a@b', 'a@b@c', '@a/', 'a', '@', '@a/b/c', '@a:b'])('cannot be owned by %s', (owner) => {
    expect(readCodeowners(`x ${owner}`).rules).toEqual([])
  })

  test('say why a line is skipped', () => {
    const reasons = readCodeowners('!a @x\n[a-z] @x\na] @x\n\\#a @x\nb x\nb @a/b/c\nb @').skipped
    expect(reasons).toEqual([
      { line: 1, reason: 'patterns cannot be negated with `!`' },
      { line: 2, reason: 'patterns cannot hold character ranges' },
      { line: 3, reason: 'patterns cannot hold character ranges' },
      { line: 4, reason: 'patterns cannot begin with an escaped `#`' },
      ...[5, 6, 7].map((line) => ({ line, reason: 'an owner is neither `@login`, `@org/team` nor a mail address' })),
    ])
  })
})
