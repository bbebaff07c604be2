import { describe, expect, test } from '@jest/globals'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import { lintLinks } from '../../../src/runbooks/lint-links.ts'
import { linksOf, pageAt, pagesByPath } from '../../../src/runbooks/page-links.ts'
import { isFolderPage, isPage, nameOf } from '../../../src/runbooks/page-name.ts'
import { findRedirects } from '../../../src/runbooks/redirects.ts'

const page = (path: string, text: string) => parseRunbook({ path, text })
const links = (text: string, path = 'runbooks/db/disk.md') =>
  linksOf(page(path, text)).map(({ target, paths, fragment, line }) => [target, paths[0], fragment, line])

describe('the links of a page', () => {
  test.each([
    ['[a](b.md)', [['b.md', 'runbooks/db/b.md', undefined, 1]]],
    [
      'x\n\n[a](<b.md#c> "title") and ![p](../p.png)',
      [
        ['b.md#c', 'runbooks/db/b.md', 'c', 3],
        ['../p.png', 'runbooks/p.png', undefined, 3],
      ],
    ],
    ['[a](#here)', [['#here', 'runbooks/db/disk.md', 'here', 1]]],
    ['[a](b.md?plain=1#c)', [['b.md?plain=1#c', 'runbooks/db/b.md', 'c', 1]]],
    [
      '[a](b%20c.md) [d](e%zz.md)',
      [
        ['b%20c.md', 'runbooks/db/b c.md', undefined, 1],
        ['e%zz.md', 'runbooks/db/e%zz.md', undefined, 1],
      ],
    ],
    [
      '[ref]: b.md\n  [two]: <c.md>',
      [
        ['b.md', 'runbooks/db/b.md', undefined, 1],
        ['c.md', 'runbooks/db/c.md', undefined, 2],
      ],
    ],
    [
      'see {{< ref "b.md" >}} and {{% relref "c.md#d" %}}',
      [
        ['b.md', 'runbooks/db/b.md', undefined, 1],
        ['c.md#d', 'runbooks/db/c.md', 'd', 1],
      ],
    ],
    [
      '[a](./x/../b.md) [c](../../../../d.md)',
      [
        ['./x/../b.md', 'runbooks/db/b.md', undefined, 1],
        ['../../../../d.md', '../../d.md', undefined, 1],
      ],
    ],
    [
      '[a](https://x.test) [b](mailto:x) [c](//x.test/y) [d]({{ site }}/x) [e](<%= x %>) [f]($x) [g](%5Bx) [h]({x})',
      [],
    ],
    ['`[a](b.md)` <!-- [c](d.md)\n[e](f.md) --> [g](h.md)', [['h.md', 'runbooks/db/h.md', undefined, 2]]],
    ['```\n[a](b.md)\n```\n[c](d.md)', [['d.md', 'runbooks/db/d.md', undefined, 4]]],
    ['~~~md\n[a](b.md)\n```\n[c](d.md)\n~~~~\n[e](f.md)', [['f.md', 'runbooks/db/f.md', undefined, 6]]],
    ['```\n[a](b.md)\n', []],
    ['a <!-- [c](d.md)', []],
    ['[a]()', []],
  ])('%j', (text, expected) => {
    expect(links(text)).toEqual(expected)
  })

  test('that begin with a slash may start at any folder above, the root first', () => {
    const [link] = linksOf(page('docs/runbooks/a.md', '[x](/b.md)'))
    expect(link?.paths).toEqual(['b.md', 'docs/b.md', 'docs/runbooks/b.md'])
    expect(linksOf(page('a.md', '[x](/b.md)'))[0]?.paths).toEqual(['b.md'])
  })

  test('are a thousand at most', () => {
    expect(links('[a](b.md)\n'.repeat(1_001))).toHaveLength(1_000)
  })
})

describe('the page that a link means', () => {
  const pages = ['runbooks/disk.md', 'runbooks/api/README.md', 'runbooks/mail.html.md.erb', 'runbooks/api.md'].map(
    (path) => page(path, '# x'),
  )
  const byPath = pagesByPath(pages)

  test.each([
    ['runbooks/disk.md', 0],
    ['runbooks/disk', 0],
    ['runbooks/disk/', 0],
    ['runbooks/disk//', 0],
    ['runbooks/disk.html', 0],
    ['runbooks/api/README.md', 1],
    ['runbooks/api/', 1],
    ['runbooks/api/index.html', 1],
    ['runbooks/api/_index.md', 1],
    ['runbooks/api', 1],
    ['runbooks/api.md', 3],
    ['runbooks/mail', 2],
    ['runbooks/mail.html', 2],
    ['runbooks/disk.png', undefined],
    ['disk.md', undefined],
  ])('%s', (path, at) => {
    expect(pageAt([path], byPath)).toBe(at)
    expect(pageAt(['nowhere', path], byPath)).toBe(at)
  })

  test('of none is none', () => {
    expect(pageAt([], byPath)).toBeUndefined()
  })
})

describe('a stub', () => {
  const redirects = (texts: Readonly<Record<string, string>>) => {
    const pages = Object.entries(texts).map(([path, text]) => page(path, text))
    return Object.fromEntries([...findRedirects(pages)].map(([from, to]) => [pages[from]?.path, pages[to]?.path]))
  }
  const long = (length: number) => `# Page\n\n${'x'.repeat(length)}`

  test('is short, and all it links is one other page', () => {
    expect(redirects({ 'a.md': 'See [b](b.md) or [b again](./b.md#x).', 'b.md': long(300) })).toEqual({
      'a.md': 'b.md',
    })
    expect(redirects({ 'a.md': '{{< ref "b.md" >}}', 'b.md': long(300) })).toEqual({ 'a.md': 'b.md' })
    expect(redirects({ 'a.md': 'See [b](b.md) or [c](c.md).', 'b.md': long(300), 'c.md': long(300) })).toEqual({})
    expect(redirects({ 'a.md': 'See [b](b.md) or [c](gone.md).', 'b.md': long(300) })).toEqual({})
    expect(redirects({ 'a.md': 'See [me](#here).', 'b.md': long(300) })).toEqual({})
    expect(redirects({ 'a.md': 'No link.', 'b.md': long(300) })).toEqual({})
    expect(redirects({})).toEqual({})
  })

  test('has 240 signs at most', () => {
    const link = '[b](b.md)'
    expect(redirects({ 'a.md': link + 'x'.repeat(240 - link.length), 'b.md': long(300) })).toEqual({ 'a.md': 'b.md' })
    expect(redirects({ 'a.md': link + 'x'.repeat(241 - link.length), 'b.md': long(300) })).toEqual({})
  })

  test('may lead to a stub; five steps are followed, and a ring ends', () => {
    expect(redirects({ 'a.md': '[b](b.md)', 'b.md': '[c](c.md)', 'c.md': long(300) })).toEqual({
      'a.md': 'c.md',
      'b.md': 'c.md',
    })
    expect(redirects({ 'a.md': '[b](b.md)', 'b.md': '[a](a.md)' })).toEqual({ 'a.md': 'b.md', 'b.md': 'a.md' })
    const chain = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`${at}.md`, `[next](${at + 1}.md)`]))
    expect(redirects({ ...chain, '7.md': long(300) })['0.md']).toBe('5.md')
  })
})

describe('dead links', () => {
  const target = page(
    'runbooks/target.md',
    '# Target\n\n## Free space\n\n<a name="Own"></a> <div id=\'other\'>x</div>\n',
  )
  const lint = (text: string, exists = (path: string) => path === 'runbooks/there.png') =>
    lintLinks([page('runbooks/a.md', text), target], exists).map(({ line, message, help }) => [line, message, help])

  test.each([
    '[x](target.md)',
    '[x](target)',
    '[x](there.png)',
    '[x](target.md#free-space)',
    '[x](target.md#Free-Space)',
    '[x](target.md#user-content-free-space)',
    '[x](target.md#own)',
    '[x](target.md#other)',
    '[x](target.md#free%2Dspace)',
    '[x](target.md#)',
    '# Here\n\n[x](#here)',
    '# My user content here\n\n[x](#my-user-content-here)',
  ])('%s is none', (text) => {
    expect(lint(text)).toEqual([])
  })

  test('lead to no file', () => {
    const start = 'Mend it or take it out.'
    expect(lint('x\n[x](gone.md)')).toEqual([
      [
        2,
        'the link `gone.md` leads nowhere: there is no file runbooks/gone.md',
        `${start} Its path starts at the folder of this page.`,
      ],
    ])
    expect(lint('[x](/gone.md)')).toEqual([
      [
        1,
        'the link `/gone.md` leads nowhere: there is no file gone.md',
        `${start} A path that begins with \`/\` starts at the root of the repository.`,
      ],
    ])
  })

  test('lead to no heading', () => {
    const none = 'Link a heading that is there, or take the anchor out.'
    expect(lint('[x](target.md#free-spce)')).toEqual([
      [
        1,
        'the link `target.md#free-spce` leads to the top only: runbooks/target.md has no heading `#free-spce`',
        'Did you mean `#free-space`?',
      ],
    ])
    expect(lint('[x](target.md#space)')[0]?.[2]).toBe('Did you mean `#free-space`?')
    expect(lint('[x](target.md#nothing-like-it)')[0]?.[2]).toBe(none)
    expect(lint('# Top\n\n[x](#gone-away)')).toEqual([
      [3, 'the link `#gone-away` leads to the top only: this page has no heading `#gone-away`', none],
    ])
    expect(lint('[x](target.md#%E0)')[0]?.[1]).toContain('`#%e0`')
  })
})

describe('the name of a page', () => {
  test.each([
    ['runbooks/disk.md', 'disk'],
    ['runbooks/disk.html.md.erb', 'disk'],
    ['runbooks/v1.2.MDX', 'v1.2'],
    ['runbooks/api/README.md', 'api'],
    ['runbooks/api/_index.markdown', 'api'],
    ['README.md', 'README'],
    ['runbooks/index-of-all.md', 'index-of-all'],
    ['', ''],
  ])('%s: %s', (path, name) => {
    expect(nameOf(path)).toBe(name)
  })

  test('may stand for its folder', () => {
    expect(['a/README.md', 'index.html.md', 'a/_Index.md', 'a/readme2.md', 'a/index/b.md'].map(isFolderPage)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })

  test('has an ending that is read', () => {
    expect(['a.md', 'a.MARKDOWN', 'a.mdx', 'a.md.erb', 'a.html', 'a.md.txt', 'amd', 'a.erb'].map(isPage)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
