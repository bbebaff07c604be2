import { describe, expect, test } from '@jest/globals'
import {
  breakReferences,
  codeSpan,
  forLog,
  linkText,
  oneLine,
  quoteText,
  safeUrl,
  stripHtmlComments,
} from '../../../src/text/escape.ts'

describe('quoted text is written', () => {
  test.each([
    ['<b>', '&lt;b&gt;'],
    ['R&D', 'R&amp;D'],
    ['a|b', 'a&#124;b'],
    ['@a', '@&#8203;a'],
    ['a #1', 'a #&#8203;1'],
    ['#1', '\\#&#8203;1'],
    ['https://x', 'https:&#8203;//x'],
    ['GH-1', 'GH-&#8203;1'],
    ['gh-1', 'gh-&#8203;1'],
    ['www.x.org', 'www&#8203;.x.org'],
    ['*a*', '\\*a\\*'],
    ['a_b', 'a_b'],
    ['_a_', '\\_a\\_'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['12) a', '12\\) a'],
    ['12 a', '12 a'],
    ['$5', '$5'],
    ['$5 and $6', '&#36;5 and &#36;6'],
    ['a\n  b', 'a b'],
  ])('%j as %j', (text, written) => expect(quoteText(text)).toBe(written))
})

test('references in a title are broken by a sign that shows nothing', () => {
  expect(breakReferences('fixes #1, GH-2 and https://x by @a @ #x')).toBe(
    'fixes #\u200b1, GH-\u200b2 and https:\u200b//x by @\u200ba @ #x',
  )
})

describe('code is written', () => {
  test.each([
    ['', ''],
    [' \n', ''],
    ['a', '`a`'],
    ['`a', '`` `a ``'],
    ['a`', '`` a` ``'],
    ['a`b', '``a`b``'],
    ['a``b', '```a``b```'],
    ['a|b', '<code>a&#124;b</code>'],
  ])('%j as %j', (text, written) => expect(codeSpan(text)).toBe(written))
})

describe('one line', () => {
  test.each([
    ['ab cd', 5, 'ab cd'],
    ['ab cd', 4, 'ab…'],
    ['abcde', 4, 'abc…'],
    [' ab\n cd ', 9, 'ab cd'],
    ['a😀bc', 3, 'a…'],
    ['abc', 0, '…'],
  ])('of %j within %d is %j', (text, max, line) => expect(oneLine(text, max)).toBe(line))

  test('in a link is never empty', () => {
    expect(linkText('')).toBe('link')
    expect(linkText('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`)
  })
})

describe('an address', () => {
  test.each([
    ['https://x.org/\n', 'https://x.org/'],
    ['https://[::1]/a', 'https://[::1]/a'],
    ['https://x.org/a(b)', 'https://x.org/a%28b%29'],
    [`https://x.org/${'a'.repeat(1_986)}`, `https://x.org/${'a'.repeat(1_986)}`],
  ])('%j is followed as %j', (text, address) => expect(safeUrl(text)).toBe(address))

  test.each([
    'https://user@x.org',
    'https://:password@x.org',
    'https://user:password@x.org',
    `https://x.org/${'a'.repeat(1_987)}`,
    'http://x.org',
    'https://x.org/a\u200bb',
    'javascript:alert(1)',
    'x.org',
  ])('%j is not followed', (text) => expect(safeUrl(text)).toBeUndefined())

  test('without encryption is followed to the hosts that are named, and no other way', () => {
    const options = { httpHosts: ['wiki:8080'] }
    expect(safeUrl('http://wiki:8080/a', options)).toBe('http://wiki:8080/a')
    expect(safeUrl('http://wiki/a', options)).toBeUndefined()
    expect(safeUrl('ftp://wiki:8080/a', options)).toBeUndefined()
  })
})

describe('HTML comments', () => {
  /** A comment that is complete only when the ones inside it are gone. */
  const nest = (depth: number): string => (depth === 0 ? '<!-- x -->' : `<!-${nest(depth - 1)}- x -->`)

  test('go, ten deep', () => {
    for (let depth = 0; depth < 10; depth += 1) expect(stripHtmlComments(`a${nest(depth)}b`)).toBe('ab')
  })

  test('deeper than that lose their opener', () => {
    expect(stripHtmlComments(`a${nest(10)}b`)).toBe('a&lt;!-- x -->b')
  })

  test('end as a browser ends them', () => {
    expect(stripHtmlComments('a<!-->b<!--->c<!-- x --!>d<!-- y')).toBe('abcd')
  })
})

describe('a line for the log', () => {
  test('of exactly its limit is whole', () => {
    expect(forLog('x'.repeat(10), 10)).toBe('x'.repeat(10))
    expect(forLog('x'.repeat(11), 10)).toBe(`${'x'.repeat(10)}…`)
  })

  test('holds no command', () => {
    expect(forLog('##[error]x')).toBe('# #[error]x')
    expect(forLog('a\n  ::error::x')).toBe('a\n  : :error::x')
    expect(forLog('a ::error::x ## b')).toBe('a ::error::x ## b')
  })
})
