import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ownersOf, readCodeowners } from '../../../src/text/codeowners.ts'
import { matchesPath } from '../../../src/text/glob.ts'
import { matchesName } from '../../../src/text/wildcard.ts'
import { caseCount } from '../../support/case-count.ts'
import { cpuTime } from '../../support/cpu-time.ts'

describe('a glob', () => {
  test.each([
    ['services/checkout/**', 'services/checkout/src/a.ts', true],
    ['services/checkout/**', 'services/checkout', false],
    ['services/checkout/', 'services/checkout/.env', true],
    ['./services/checkout/**', 'services/checkout/x', true],
    ['*.md', 'README.md', true],
    ['*.md', 'docs/README.md', false],
    ['**/*.md', 'README.md', true],
    ['**', 'a/b/c', true],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['a/?.ts', 'a/b.ts', true],
    ['a/?.ts', 'a/bc.ts', false],
    ['src/{web,api}/*.{ts,js}', 'src/api/a.js', true],
    ['src/{web,api}/*.{ts,js}', 'src/lib/a.js', false],
    ['src/[a-c]*', 'src/bar', true],
    ['src/[!a-c]*', 'src/bar', false],
    ['src/\\*', 'src/*', true],
    ['src/\\*', 'src/a', false],
    ['src', 'src/a', false],
    ['', 'a', false],
    ['{a}', '{a}', true],
  ])('%s fits %s: %p', (pattern, path, fits) => expect(matchesPath([pattern], path)).toBe(fits))

  test('can be excluded', () => {
    expect(matchesPath(['src/**', '!src/**/*.md'], 'src/a/b.ts')).toBe(true)
    expect(matchesPath(['src/**', '!src/**/*.md'], 'src/a/b.md')).toBe(false)
    expect(matchesPath(['!src/**'], 'a')).toBe(false)
  })

  test('agrees with a regular expression on small names', () => {
    const sign = fc.constantFrom('a', 'b', '*', '?', '.')
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 6 }),
        fc.array(fc.constantFrom('a', 'b', '.'), { maxLength: 8 }),
        (signs, letters) => {
          const source = signs
            .map(
              (one) =>
                new Map([
                  ['*', '.*'],
                  ['?', '.'],
                  ['.', '\\.'],
                ]).get(one) ?? one,
            )
            .join('')
          expect(matchesName(signs.join(''), letters.join(''))).toBe(new RegExp(`^${source}$`).test(letters.join('')))
        },
      ),
      { numRuns: caseCount(2_000) },
    )
  })

  test('is fast, however starry', () => {
    const start = cpuTime()
    for (const pattern of [
      '*a'.repeat(100),
      '**/a/'.repeat(50),
      '{a,b}'.repeat(40),
      '[a-z]*'.repeat(40),
      '?*'.repeat(100),
    ]) {
      matchesPath([`${pattern}z`], 'a'.repeat(900))
      matchesPath([`${pattern}z`], 'a/'.repeat(400))
    }
    expect(cpuTime() - start).toBeLessThan(1_000)
  })
})

describe('CODEOWNERS', () => {
  // The examples of GitHub's documentation.
  const rules = readCodeowners(
    [
      '\uFEFF# comment',
      '*       @global-owner1 @global-owner2',
      '*.js    @js-owner #This is an inline comment.',
      '*.go docs@example.com',
      '*.txt @octo-org/octocats',
      '/build/logs/ @doctocat',
      'docs/* docs-star@example.com @docs-star',
      'apps/ @octocat',
      '/docs/ @doctocat',
      '/scripts/ @doctocat @octocat',
      '**/logs @logger',
      '/apps/github @gh',
      '/apps/nobody',
      'a\\ b/ @spaced',
    ].join('\r\n'),
  )

  test.each([
    ['README', ['global-owner1', 'global-owner2']],
    ['src/a.js', ['js-owner']],
    ['a.go', []],
    ['x/a.txt', ['octo-org/octocats']],
    ['build/logs/x/y.js', ['logger']],
    ['docs/getting-started.md', ['doctocat']],
    ['other/docs/a/b', ['global-owner1', 'global-owner2']],
    ['x/apps/y/z', ['octocat']],
    ['scripts/a', ['doctocat', 'octocat']],
    ['deeply/nested/logs/a', ['logger']],
    ['apps/github/x', ['gh']],
    ['apps/nobody/x', []],
    ['a b/c', ['spaced']],
  ])('of %s', (path, owners) => expect(ownersOf(rules, path)).toEqual(owners))

  test('`docs/*` stays in its folder', () => {
    const one = readCodeowners('docs/* @a')
    expect([ownersOf(one, 'docs/a.md'), ownersOf(one, 'docs/b/a.md'), ownersOf(one, 'x/docs/a.md')]).toEqual([
      ['a'],
      [],
      [],
    ])
  })

  test('skips what GitHub skips, and says so', () => {
    const { rules: read, skipped } = readCodeowners('!a @x\n[a-z] @x\n\\#a @x\nb x\nc @y\n/ @z')
    expect(skipped.map(({ line }) => line)).toEqual([1, 2, 3, 4])
    expect(read.map(({ line }) => line)).toEqual([5, 6])
    expect(ownersOf({ rules: read, skipped }, 'a')).toEqual([])
  })

  test('never throws and takes bounded time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, path) => Array.isArray(ownersOf(readCodeowners(text), path))),
    )
    const start = cpuTime()
    ownersOf(readCodeowners('*a*a*a*a*a*a*a*b @x\n'.repeat(2_000)), 'a'.repeat(200))
    expect(cpuTime() - start).toBeLessThan(1_500)
  })
})
