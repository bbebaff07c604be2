import { describe, expect, test } from '@jest/globals'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { explainMatch } from '../../../src/runbooks/explain-match.ts'
import { lintCorpus } from '../../../src/runbooks/lint.ts'
import { matchRunbooks } from '../../../src/runbooks/match.ts'

/** Processor time, since test machines are busy, and generous: what this guards against takes minutes. */
const BUDGET_MS = 5_000
const good = { path: 'runbooks/pool.md', text: '---\nsignatures: [ETIMEDOUT]\n---\n# Pool exhausted\n\ntext' }
const incident = { title: 'Cannot pay', body: 'ETIMEDOUT' }

const pages: Readonly<Record<string, string>> = {
  'a line of 65,536 characters': 'a'.repeat(65_536),
  'stars and underscores': '*_'.repeat(32_768),
  '100,000 headings': '# x\n'.repeat(100_000),
  'headings that are hard to parse': `# ${'*_'.repeat(200)}\n`.repeat(1_000),
  'setext headings': 'x\n=\n'.repeat(60_000),
  'open brackets': '['.repeat(200_000),
  'half links': '[a]('.repeat(60_000),
  'open comments': '<!--'.repeat(65_536),
  'open tags': '<h1'.repeat(65_536),
  fences: '```\n'.repeat(65_536),
  humps: 'aB'.repeat(150_000),
  'aliases of aliases':
    '---\na: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n---\n# x',
  'deep front matter': `---\na: ${'['.repeat(16_000)}\n---\n# x`,
  'deep TOML': `+++\na = ${'['.repeat(16_000)}\n+++\n# x`,
  'long front matter': `---\n${'a: b\n'.repeat(20_000)}---\n# x`,
  'greedy signatures': `---\nsignatures:\n${Array.from({ length: 100 }, (_, at) => `  - /(a+)+${at}(x?){300}$/\n`).join('')}---\n# x`,
}

function msSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

describe('hostile pages cost bounded time and hide no other page', () => {
  test.each(Object.entries(pages))('%s', (_, text) => {
    const start = process.cpuUsage()
    const corpus = buildCorpus([good, { path: 'runbooks/evil.md', text }])
    const [first] = matchRunbooks(corpus, incident)
    lintCorpus(corpus)
    expect(msSince(start)).toBeLessThan(BUDGET_MS)
    expect(first?.runbook.path).toBe(good.path)
  })

  test.each([
    ['a line of 65,536 characters', 1, 'a line of 65536 characters; only the first 16384 of a line are read'],
    ['100,000 headings', 2001, 'more than 2000 headings; links go to the first 2000 only'],
    ['aliases of aliases', 1, /^the front matter cannot be read: .*[Ee]xcessive alias count/],
    ['deep front matter', 2, /^the front matter cannot be read: /],
    ['deep TOML', 2, /^the front matter cannot be read: Invalid TOML/],
    ['long front matter', 1, 'front matter of more than 32768 characters is not read'],
  ])('%s: one notice, with its line, what was found and the mend', (name, line, message) => {
    const { notices } = buildCorpus([{ path: 'runbooks/evil.md', text: pages[name] ?? '' }])
    expect(notices).toEqual([
      {
        path: 'runbooks/evil.md',
        line,
        message: typeof message === 'string' ? message : expect.stringMatching(message),
        help: expect.stringMatching(/^(Break|Split|Mend|Keep there)\b/),
      },
    ])
  })

  test('what stands on the first part of a long line still leads to its page, the rest does not', () => {
    const text = `# Telling\n\nkangaroo ${'x '.repeat(10_000)} platypus`
    const corpus = buildCorpus([good, { path: 'runbooks/long.md', text }])
    expect(matchRunbooks(corpus, { title: 'kangaroo' })[0]?.runbook.path).toBe('runbooks/long.md')
    expect(matchRunbooks(corpus, { title: 'platypus' })).toEqual([])
  })
})

describe('hostile incidents cost bounded time', () => {
  const corpus = buildCorpus([good, { path: 'runbooks/greedy.md', text: pages['greedy signatures'] ?? '' }])
  test.each([
    '*_',
    'A',
    'aA',
    'a_',
    'a-',
    'a.',
    'a:',
    'a/',
    'a=b ',
    '<a',
    '<!--',
    'http://',
    'host\n',
    'alertname ',
    'x.md ',
    'runbook ',
    'web-1.a ',
  ])('%s over and over', (part) => {
    const start = process.cpuUsage()
    const body = part.repeat(65_536 / part.length)
    for (const match of matchRunbooks(corpus, { title: 'x', body })) explainMatch(match)
    expect(msSince(start)).toBeLessThan(BUDGET_MS)
  })
})
