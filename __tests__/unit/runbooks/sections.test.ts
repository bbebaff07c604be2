import { describe, expect, test } from '@jest/globals'
import MarkdownIt from 'markdown-it'
import { nameOf } from '../../../src/runbooks/page-name.ts'
import { readSections } from '../../../src/runbooks/sections.ts'

const headings = (body: string) =>
  readSections(body).sections.map(({ level, heading, anchor }) => [level, heading, anchor])

describe('sections', () => {
  test('ATX, setext and HTML headings get the anchors GitHub gives them, doubles counted', () => {
    const body =
      '# Disk `full` ##\n\nMeaning\n=======\n\nwhat\n\nSteps, 1 & 2\n---\n\n## Meaning\n<h3 id="x">More</h3>\n'
    expect(headings(body)).toEqual([
      [1, 'Disk full', 'disk-full'],
      [1, 'Meaning', 'meaning'],
      [2, 'Steps, 1 & 2', 'steps-1--2'],
      [2, 'Meaning', 'meaning-1'],
      [3, 'More', 'more'],
    ])
  })

  test('what looks like a heading in fences, comments, lists and tables is none', () => {
    const body = '```\n# no\n```\n<!--\n# no\n-->\n    # no\n- item\n---\n| a |\n|---|\n~~~\n## no\n~~~\n'
    expect(headings(body)).toEqual([[0, '', '']])
  })

  test('links and emphasis leave their words, ERB leaves nothing', () => {
    expect(headings('## See [the *pool*](x.md) <%= page %> __now__')[0]).toEqual([
      2,
      'See the pool now',
      'see-the-pool-now',
    ])
  })

  test('text stands under its heading, setext lines left out', () => {
    const { sections } = readSections('before\n\nOne\n---\nfirst\n\n## Two\nsecond\n')
    expect(sections.map(({ heading, text }) => [heading, text])).toEqual([
      ['', 'before'],
      ['One', 'first'],
      ['Two', 'second'],
    ])
  })

  test('a page without any heading is one section', () => {
    expect(readSections('Just restart it.').sections).toEqual([
      { heading: '', anchor: '', level: 0, text: 'Just restart it.', line: 1, textLine: 1 },
    ])
  })

  test('knows the lines of headings and of the text below them', () => {
    const { sections } = readSections('\n\nbefore\n\nOne\n---\n\nfirst\n\n## Two\n\n## Three\nthird', 5)
    expect(sections.map(({ heading, line, textLine }) => [heading, line, textLine])).toEqual([
      ['', 7, 7],
      ['One', 9, 12],
      ['Two', 14, 15],
      ['Three', 16, 17],
    ])
  })

  test('agrees with markdown-it on the headings of a mixed document', () => {
    const body = [
      '# A',
      'para',
      'B *b*',
      '====',
      '> quoted',
      '',
      '### C `d` e',
      '1. x',
      '   y',
      '',
      'D',
      '-----',
      '***',
      'E',
      '',
      '---',
      '######  F  ###',
      '#hash',
    ].join('\n')
    const tokens = new MarkdownIt({ html: true }).parse(body, {})
    const expected = tokens.flatMap((token, at) =>
      token.type === 'heading_open' ? [[Number(token.tag.slice(1)), tokens[at + 1]?.map?.[0]]] : [],
    )
    const { sections } = readSections(body)
    expect(sections.filter(({ level }) => level > 0).map(({ level }) => level)).toEqual(
      expected.map(([level]) => level),
    )
  })
})

test.each([
  ['runbooks/Disk.md', 'Disk'],
  ['docs/alerts/low-disk.html.md.erb', 'low-disk'],
  ['runbooks/pool/README.md', 'pool'],
  ['runbooks/pool/_index.md', 'pool'],
  ['runbooks/a.markdown', 'a'],
  ['README.md', 'README'],
])('%s is called %s', (path, name) => {
  expect(nameOf(path)).toBe(name)
})
