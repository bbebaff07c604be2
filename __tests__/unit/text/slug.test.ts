import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createSlugger, fileSlug, slugOf } from '../../../src/text/slug.ts'

describe('the anchor of a heading', () => {
  test.each([
    ['Mitigation', 'mitigation'],
    ['Provider timeouts → Mitigation', 'provider-timeouts--mitigation'],
    ['`ETIMEDOUT` and *why*', 'etimedout-and-why'],
    ['See [the docs](https://x.org)', 'see-the-docs'],
    ['Größe', 'größe'],
  ])('%s', (heading, slug) => expect(slugOf(heading)).toBe(slug))

  test('is numbered when repeated', () => {
    const slug = createSlugger()
    expect(['A', 'A', 'A-1', 'A'].map(slug)).toEqual(['a', 'a-1', 'a-1-1', 'a-2'])
  })
})

describe('a title in a path', () => {
  test.each([
    ['Checkout: 38 % of payments fail', 'checkout-38-of-payments-fail'],
    ['Größe & Straße', 'grosse-and-strasse'],
    ['Žluťoučký kůň', 'zlutoucky-kun'],
    ["Can't log in", 'cant-log-in'],
    ['支付失败', 'incident'],
    ['', 'incident'],
    ['../../.git/config', 'git-config'],
    ['CON', 'incident'],
    ['a.lock', 'a-lock'],
    ['x'.repeat(80), 'x'.repeat(50)],
    [`${'word '.repeat(20)}`, 'word-word-word-word-word-word-word-word-word-word'],
  ])('%s', (title, slug) => expect(fileSlug(title)).toBe(slug))

  test('is valid for 100,000 titles', () => {
    const titles = fc.sample(fc.string({ unit: 'binary', maxLength: 80 }), 60_000)
    const words = fc.sample(
      fc.array(
        fc.constantFrom(
          '.git',
          '..',
          '/',
          '\\',
          '.',
          '~',
          '^',
          'é',
          '@{',
          'a',
          'Z9',
          ' ',
          '-',
          '.lock',
          'nul',
          '\u202e',
        ),
      ),
      40_000,
    )
    for (const title of [...titles, ...words.map((parts) => parts.join(''))]) {
      const slug = fileSlug(title, 40)
      if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) || slug.length > 40 || /^(?:con|nul|aux|prn)$/.test(slug))
        throw new Error(`${JSON.stringify(title)} became ${slug}`)
    }
  })
})
