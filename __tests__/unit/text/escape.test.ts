import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import {
  breakReferences,
  codeSpan,
  forLog,
  forSlack,
  linkText,
  oneLine,
  quoteText,
  safeUrl,
  stripHtmlComments,
} from '../../../src/text/escape.ts'
import { caseCount } from '../../support/case-count.ts'
import { fillWith, hostilePieces, measure } from './time-budget.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

/** Text with more of what is special than chance would give. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@alice',
        '@acme/all',
        '#1',
        'fixes #9',
        'acme/web#1',
        'GH-1',
        'gh-2',
        'closes https://github.com/a/b/issues/1',
        '<b>',
        '</details>',
        '-->',
        '<!--',
        '![x](y)',
        '[x](y)',
        '[x]: y',
        '`',
        '``',
        '```',
        '~~~',
        '*',
        '_',
        '**',
        '~~',
        '|',
        '\\',
        '&',
        '&lt;',
        '\n',
        '\r',
        '\u2028',
        '\u202e',
        '\u200b',
        '- ',
        '- [ ] x',
        '1. ',
        '1) ',
        '# ',
        '+ ',
        '> ',
        '===',
        '---',
        ':-',
        '$a$',
        'www.x.org',
        'https://x.org',
        'a@b.org',
        '[^1]',
        '[^1]: x',
        'a_b_c',
        '{{x}}',
        ' ',
        'word',
      ), // prettier-ignore
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

/** The visible text of a rendered fragment without tags, as a reader sees it. */
function visible(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replaceAll('\u200b', '')
}

describe('user text in a line of Markdown', () => {
  test('is one paragraph of plain text, wherever it stands in its line, and reads as typed', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = quoteText(text)
        const tokens = markdown.parse(escaped, {})
        expect(tokens.map(({ type }) => type)).toEqual(
          escaped === '' ? [] : ['paragraph_open', 'inline', 'paragraph_close'],
        )
        const kinds = new Set(tokens[1]?.children?.map(({ type }) => type))
        expect([...kinds].filter((kind) => kind !== 'text' && kind !== 'text_special')).toEqual([])
        expect(visible(markdown.renderInline(escaped))).toBe(oneLine(text, 1e6))
      }),
      { numRuns: caseCount(1_000) },
    )
  })

  test('adds no node to what surrounds it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const slots = (slot: string) =>
          `**Title ${slot}** · [${slot}](https://x.org)\n${slot}\n- ${slot}\n\n<details>\n\n| a | ${slot} |\n|---|---|\n| ${slot} | b |\n\n</details>`
        const shape = (source: string) =>
          markdown
            .parse(source, {})
            .flatMap(({ type, children }) => [type, ...(children ?? []).map((child) => child.type)])
        const structure = (source: string) => shape(source).filter((type) => !type.startsWith('text'))
        expect(structure(slots(quoteText(text) || 'x'))).toEqual(structure(slots('x')))
      }),
      { numRuns: caseCount(500) },
    )
  })

  test('mentions nobody, refers to nothing and closes nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const rendered of [markdown.renderInline(quoteText(text)), breakReferences(text)]) {
          expect(rendered).not.toMatch(/@[a-z\d]|#\d|\bGH-\d|:\/\//i)
        }
      }),
      { numRuns: caseCount(1_000) },
    )
  })

  test('reads well', () => {
    expect(quoteText('pool_size at 38 % – ask @dana, see #12')).toBe(
      'pool_size at 38 % – ask @&#8203;dana, see #&#8203;12',
    )
    expect(quoteText('costs $5')).toBe('costs $5')
    expect(quoteText('a\r\n  b')).toBe('a b')
  })

  test('as code is one code span', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tokens = markdown.parseInline(`a ${codeSpan(text)} b`, {})[0]?.children ?? []
        const kinds = tokens.map(({ type }) => type).filter((type) => !type.startsWith('text'))
        const clean = oneLine(text, 1e6)
        const expected = clean === '' ? [] : clean.includes('|') ? ['html_inline', 'html_inline'] : ['code_inline']
        expect(kinds).toEqual(expected)
        if (expected[0] === 'code_inline')
          expect(tokens.find(({ type }) => type === 'code_inline')?.content).toBe(clean)
      }),
      { numRuns: caseCount(500) },
    )
  })

  test('as a link is never empty and at most 200 characters of text', () => {
    expect(linkText('\u200b \n')).toBe('link')
    expect(linkText('x'.repeat(500))).toHaveLength(200)
    expect(linkText('a](https://evil) b')).toBe('a\\](https:&#8203;//evil) b')
  })

  test('on one line is cut without halving a character', () => {
    expect(oneLine('a\tb\u0000\u202ec', 10)).toBe('a bc')
    expect(oneLine('12345', 5)).toBe('12345')
    expect(oneLine('12345😀', 6)).toBe('12345…')
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 20 }),
        (text, max) => oneLine(text, max).length <= max && !/\p{Cs}/u.test(oneLine(text, max)),
      ),
    )
  })
})

describe('a URL', () => {
  test.each([
    ['https://grafana.example.com/d/x?from=1&to=2#a', 'https://grafana.example.com/d/x?from=1&to=2#a'],
    ['HTTPS://X.org/a(b)<c>', 'https://x.org/a%28b%29%3Cc%3E'],
    ['https://x.org/a b|c`d', 'https://x.org/a%20b%7Cc%60d'],
  ])('is made safe: %s', (url, safe) => expect(safeUrl(url)).toBe(safe))

  test.each([
    'http://x.org',
    'javascript:alert(1)',
    'data:text/html,x',
    '//x.org',
    'x.org',
    'https://a:b@x.org',
    'https://x.org/\n',
    `https://x.org/${'a'.repeat(2_000)}`,
    '',
    'https://',
  ])('is refused: %j', (url) => expect(safeUrl(url.endsWith('\n') ? `${url}a` : url)).toBeUndefined())

  test('without encryption only for configured hosts', () => {
    expect(safeUrl('http://grafana.local/d', { httpHosts: ['grafana.local'] })).toBe('http://grafana.local/d')
    expect(safeUrl('http://grafana.local.evil/d', { httpHosts: ['grafana.local'] })).toBeUndefined()
  })

  test('never breaks out of a link', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const url = safeUrl(`https://x.org/${text}`)
        if (url === undefined) return
        const tokens = markdown.parseInline(`[a](${url})`, {})[0]?.children ?? []
        expect(tokens.map(({ type }) => type)).toEqual(['link_open', 'text', 'link_close'])
      }),
    )
  })
})

describe('HTML comments', () => {
  test.each([
    ['a<!-- b -->c', 'ac'],
    ['a<!-->c', 'ac'],
    ['a<!--->c', 'ac'],
    ['a<!-- b --!>c', 'ac'],
    ['a<!-- open', 'a'],
    ['a<!<!-- x -->-- hidden -->b', 'ab'],
  ])('are gone from %s', (text, stripped) => expect(stripHtmlComments(text)).toBe(stripped))

  test('are gone from any text', () => {
    const part = fc.constantFrom('<!--', '-->', '<!', '--', '>', '-', '!', 'a', '\n')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => !stripHtmlComments(parts.join('')).includes('<!--')),
    )
    expect(stripHtmlComments('<!'.repeat(30) + '<!-- x -->'.repeat(3) + '-->'.repeat(30))).not.toContain('<!--')
  })
})

/** The runner's two parsers of commands, from its source (ActionCommand.cs), by any comparison that looks through signs. */
function runnerCommands(log: string): readonly string[] {
  return log.split(/[\n\r\u0085\u2028\u2029\v\f]/).filter((line) => {
    const seen = line.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '').trim()
    const modern = seen.startsWith('::') && seen.indexOf('::', 2) > 0
    const old = seen.includes('##[') && seen.indexOf(']', seen.indexOf('##[')) > 0
    return modern || old
  })
}

describe('user text in the log', () => {
  const part = fc.constantFrom(
    '::',
    ':',
    '##[',
    '#',
    '[',
    ']',
    'add-mask',
    'set-output name=x',
    '\n',
    '\r',
    '\u2028',
    '\u200b',
    '\u00ad',
    '\ufeff',
    ' ',
    '\u00a0',
    'x',
    '\u0085',
    '\u034f',
  )

  test('holds no command for the runner', () => {
    expect(runnerCommands('::add-mask::x\n a ##[error]b')).toHaveLength(2)
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        expect(runnerCommands(forLog(parts.join('')))).toEqual([])
      }),
      { numRuns: caseCount(3_000) },
    )
  })

  test('stays readable and bounded', () => {
    expect(forLog('std::vector\r\n  ::warning::x')).toBe('std::vector\n  : :warning::x')
    expect(forLog('x'.repeat(20_000)).length).toBe(10_001)
  })
})

test('user text in a chat mentions no channel, no person and hides no link', () => {
  expect(forSlack('<!channel> <@U1> @all <https://x|y> & <!subteam^S1>\nnext')).toBe(
    '&lt;!channel&gt; &lt;@\u200bU1&gt; @\u200ball &lt;https://x|y&gt; &amp; &lt;!subteam^S1&gt; next',
  )
  fc.assert(fc.property(hostile, (text) => !/[<>\n]|@\S(?<!@\u200b)/.test(forSlack(text))))
})

test('everything is escaped in bounded time', () => {
  for (const work of [quoteText, breakReferences, codeSpan, linkText, forLog, forSlack, stripHtmlComments, safeUrl]) {
    for (const piece of hostilePieces) {
      expect([work.name, piece, measure(() => work(fillWith(piece))) < 400]).toEqual([work.name, piece, true])
    }
  }
})
