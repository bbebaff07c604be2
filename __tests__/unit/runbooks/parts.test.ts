import { describe, expect, test } from '@jest/globals'
import { chooseShown } from '../../../src/runbooks/choose-shown.ts'
import { contactsOf } from '../../../src/runbooks/contacts.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import type { Runbook } from '../../../src/runbooks/document.ts'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import { collectEvidence } from '../../../src/runbooks/evidence.ts'
import { learnFrom } from '../../../src/runbooks/experience.ts'
import { explainMatch } from '../../../src/runbooks/explain-match.ts'
import { byPlace, type Finding, headLine, titleLine } from '../../../src/runbooks/finding.ts'
import { isStale, lastLookedAt } from '../../../src/runbooks/freshness.ts'
import { isFunctionWord, isStatusWord } from '../../../src/runbooks/function-words.ts'
import { historyLine, readHistory } from '../../../src/runbooks/history.ts'
import { lintCorpus } from '../../../src/runbooks/lint.ts'
import { type Match, matchRunbooks } from '../../../src/runbooks/match.ts'
import { textsOf } from '../../../src/runbooks/page-fields.ts'
import { collectPostings } from '../../../src/runbooks/postings.ts'
import { createRunTable, FIRST_HASH, nextHash } from '../../../src/runbooks/run-table.ts'
import { declaresService, serviceFactor } from '../../../src/runbooks/service-fit.ts'
import { isSiteKey } from '../../../src/runbooks/site-keys.ts'
import { stem } from '../../../src/runbooks/stem.ts'
import { tokensOf } from '../../../src/runbooks/tokens.ts'
import { findTwins } from '../../../src/runbooks/twins.ts'

const page = (path: string, text = '# x\n', head = '') =>
  parseRunbook({ path, text: head === '' ? text : `---\n${head}\n---\n${text}` })

describe('what is shown', () => {
  const match = (path: string, more: Partial<Match> = {}): Match => ({
    runbook: page(path),
    score: 1,
    confidence: 0.5,
    evidence: [{ kind: 'word', text: 'x', weight: 1 }],
    ...more,
  })
  const shown = (...matches: readonly Match[]) => {
    const { runbooks, happenedBefore } = chooseShown(matches)
    return [runbooks, happenedBefore].map((list) => list.map(({ runbook }) => runbook.path))
  }

  test('is enough of an answer, and what comes near it', () => {
    expect(shown(match('a.md', { confidence: 0.24 }), match('b.md', { score: 0.25, confidence: 0 }))).toEqual([
      ['a.md', 'b.md'],
      [],
    ])
    expect(shown(match('a.md', { confidence: 0.239 }), match('b.md', { confidence: 0.9 }))).toEqual([[], []])
    expect(shown(match('a.md'), match('b.md', { score: 0.249 }))).toEqual([['a.md'], []])
    expect(shown()).toEqual([[], []])
  })

  test('is three of a kind at most, those that are named first', () => {
    const others = ['a.md', 'b.md', 'c.md', 'd.md'].map((path) => match(path))
    expect(shown(...others)).toEqual([['a.md', 'b.md', 'c.md'], []])
    expect(shown(...others, match('e.md', { certain: 'alert' }))).toEqual([['e.md', 'a.md', 'b.md'], []])
    expect(shown(match('postmortems/p.md'), match('a.md'))).toEqual([['a.md'], ['postmortems/p.md']])
  })

  test('has a reason', () => {
    expect(shown(match('a.md', { evidence: [] }), match('b.md'))).toEqual([['b.md'], []])
  })

  test('is named by more than its service alone', () => {
    expect(shown(match('a.md', { certain: 'service', confidence: 0.12 }))).toEqual([['a.md'], []])
    expect(shown(match('a.md', { certain: 'service', confidence: 0.119 }))).toEqual([[], []])
    expect(shown(match('a.md', { certain: 'history', confidence: 0 }))).toEqual([['a.md'], []])
  })

  test('is a page or a stub that leads to it', () => {
    const target = page('b.md')
    expect(shown(match('a.md', { leadsTo: target }), match('b.md'))).toEqual([['a.md'], []])
    expect(shown(match('b.md'), match('a.md', { leadsTo: target }))).toEqual([['b.md'], []])
  })
})

describe('whom to message', () => {
  const match = (head = '') => ({ runbook: page('a.md', '# x', head) }) as Match

  test('is told by the page, else by CODEOWNERS, else by the service', () => {
    const others = { codeowners: ['@acme/db', '@bob'], serviceOwners: ['@@alice'] }
    expect(contactsOf(match('owners: ["@dana"]\nescalation: ["@acme/leads"]'), others)).toEqual({
      owners: ['dana'],
      escalation: ['acme/leads'],
      source: 'runbook',
    })
    expect(contactsOf(match('escalation: [eve]'), others)).toEqual({
      owners: [],
      escalation: ['eve'],
      source: 'runbook',
    })
    expect(contactsOf(match(), others)).toEqual({ owners: ['acme/db', 'bob'], escalation: [], source: 'codeowners' })
    expect(contactsOf(match(), { serviceOwners: ['@@alice'] })).toEqual({
      owners: ['alice'],
      escalation: [],
      source: 'service',
    })
    expect(contactsOf(match(), {})).toEqual({ owners: [], escalation: [], source: 'none' })
  })
})

describe('evidence', () => {
  const ranked = (...words: readonly (readonly [string, number])[]) => ({
    page: 0,
    score: 1,
    confidence: 1,
    words: words.map(([surface, gain]) => ({ surface, gain })),
  })
  const incident = { title: 'Payments fail', body: 'disk', fields: { log: 'ETIMEDOUT at x' } }

  test('is signals, then earlier incidents, then words by what they add', () => {
    const experience = { factor: 1, score: 1, confidence: 0.7, text: '#12', isCertain: false }
    const signals = [{ kind: 'signature' as const, text: 'etimedout' }]
    expect(
      collectEvidence(
        { signals, ranked: ranked(['disk', 1], ['Payments', 3], ['ETIMEDOUT', 9]), experience },
        incident,
      ),
    ).toEqual([
      { kind: 'signature', text: 'etimedout', weight: 1, place: 'log' },
      { kind: 'history', text: '#12', weight: 0.7 },
      { kind: 'word', text: 'Payments', weight: 3 / 13, place: 'title' },
      { kind: 'word', text: 'disk', weight: 1 / 13 },
    ])
  })

  test('tells an earlier incident once', () => {
    const experience = { factor: 1, score: 1, confidence: 0.7, text: '#12', isCertain: true }
    const signals = [{ kind: 'history' as const, text: '#12' }]
    expect(collectEvidence({ signals, ranked: undefined, experience }, incident)).toHaveLength(1)
    expect(
      collectEvidence({ signals: [], ranked: undefined, experience: { ...experience, text: '' } }, incident),
    ).toEqual([])
    expect(collectEvidence({ signals: [], ranked: undefined, experience: undefined }, incident)).toEqual([])
  })

  test('is six words at most, each once, none of grammar or state', () => {
    const words = [
      ['the', 9],
      ['CRITICAL', 8],
      ['Disk', 7],
      ['disk', 6],
      ['a1', 5],
      ['a2', 4],
      ['a3', 3],
      ['a4', 2],
      ['a5', 1],
      ['a6', 1],
    ] as const
    expect(
      collectEvidence({ signals: [], ranked: ranked(...words), experience: undefined }, incident).map(
        ({ text }) => text,
      ),
    ).toEqual(['Disk', 'a1', 'a2', 'a3', 'a4', 'a5'])
  })

  test('is put into one short reason', () => {
    const explain = (evidence: Match['evidence']) => explainMatch({ evidence } as Match)
    const word = (text: string, weight = 0.5) => ({ kind: 'word', text, weight }) as const
    expect(
      explain([
        { kind: 'signature', text: 'ETIMEDOUT', weight: 1, place: 'log' },
        word('etimedout'),
        word('disk'),
        { kind: 'service', text: 'shop', weight: 1 },
      ]),
    ).toEqual({
      codes: ['ETIMEDOUT'],
      words: [],
      service: 'shop',
      inLog: true,
      text: '`ETIMEDOUT` in your log, service `shop`',
    })
    expect(explain([word('disk'), word('full', 0.08), word('mail', 0.079), word('slow'), word('late')])).toMatchObject({
      codes: [],
      words: ['disk', 'full', 'slow'],
      inLog: false,
      text: '“disk”, “full”, “slow”',
    })
    expect(explain([word('api_error'), word('disk'), word('full'), word('slow')])).toMatchObject({
      codes: ['api_error'],
      words: ['disk', 'full'],
    })
    expect(
      explain([
        { kind: 'link', text: 'a.md', weight: 1 },
        { kind: 'alert', text: 'B', weight: 1 },
        { kind: 'signature', text: 'C', weight: 1 },
      ]).codes,
    ).toEqual(['a.md', 'B'])
    expect(explain([{ kind: 'symptom', text: 'payments fail', weight: 1 }, word('disk')])).toMatchObject({
      words: ['payments fail'],
      text: '“payments fail”',
    })
    expect(explain([{ kind: 'history', text: '#12', weight: 0.01 }])).toEqual({
      codes: [],
      words: [],
      earlier: '#12',
      inLog: false,
      text: 'used in #12',
    })
    expect(explain([{ ...word('x'), place: 'log' }]).inLog).toBe(false)
  })

  test.each(['a_b', 'a/b', 'a\\b', 'aB', 'EIOX', 'E2BIG', 'http2'])('%s reads as code', (text) => {
    expect(explainMatch({ evidence: [{ kind: 'word', text, weight: 1 }] } as unknown as Match).codes).toEqual([text])
  })

  test.each(['disk', 'Disk', 'SSL', 'API'])('%s reads as a word', (text) => {
    expect(explainMatch({ evidence: [{ kind: 'word', text, weight: 1 }] } as unknown as Match).words).toEqual([text])
  })
})

describe('earlier incidents', () => {
  const runbooks = [page('runbooks/a.md'), page('runbooks/b.md'), page('runbooks/c.md')]
  const postmortem = (name: string, used: string, more = '') =>
    page(`runbooks/postmortems/${name}.md`, '# x', `runbooks: [${used}]\n${more}`)
  const learn = (pages: readonly Runbook[], found: Partial<Parameters<typeof learnFrom>[1]>, headline = '') =>
    Object.fromEntries(learnFrom(pages, { ranked: [], named: [], ...found }, headline))
  const ranked = (page: number, score: number, confidence: number) => ({ page, score, confidence, words: [] })

  test('that are like this one speak for what they used, the most alike first', () => {
    const pages = [
      ...runbooks,
      postmortem('p', 'runbooks/a.md, ./runbooks/b.md', 'incident: 12'),
      postmortem('q', '/runbooks/b.md, gone.md'),
    ]
    const learned = learn(pages, { ranked: [ranked(0, 9, 0.9), ranked(3, 5, 0.24), ranked(4, 4, 0.5)] })
    expect(learned).toEqual({
      0: { factor: 1.12, score: 4.5, confidence: 0.24 * 0.9, text: '#12', isCertain: false },
      1: { factor: 1.25, score: 3.6, confidence: 0.45, text: 'q', isCertain: false },
    })
    expect(learn(pages, { ranked: [ranked(3, 5, 0.239)] })).toEqual({})
  })

  test('that a signal names are certain, unless it names more than three', () => {
    const pages = [...runbooks, ...['p', 'q', 'r', 's'].map((name) => postmortem(name, 'runbooks/a.md'))]
    expect(learn(pages, { named: [0, 3, 4, 5], ranked: [ranked(3, 2, 0.1)] })).toEqual({
      0: { factor: 1.5, score: 1.8, confidence: 0.9, text: 'p', isCertain: true },
    })
    expect(learn(pages, { named: [3, 4, 5, 6] })).toEqual({})
    expect(learn(pages, { named: [4] })[0]).toMatchObject({ score: 0, text: 'q' })
  })

  const failed = (line: string) => page('runbooks/a.md', `# A\n\n## Incident history\n\n- ${line}\n`)

  test('in which a page did not help speak against it, where they were about the same', () => {
    const spoken = { factor: 0.6, score: 0, confidence: 0, text: '', isCertain: false }
    const line = '2026-09-02 #31 did not help: checkout pool exhausted badly today'
    expect(learn([failed(line)], {}, 'checkout pool exhausted')).toEqual({ 0: spoken })
    expect(learn([failed(line)], {}, 'checkout pool')).toEqual({})
    expect(learn([failed('did not help: pool')], {}, 'pool')).toEqual({})
    expect(learn([failed('did not help: pool empty')], {}, 'pool empty')).toEqual({ 0: spoken })
    expect(learn([failed('helped: pool empty')], {}, 'pool empty')).toEqual({})
  })
})

describe('the history of a page', () => {
  const history = (lines: string, heading = 'Incident history') =>
    readHistory(page('a.md', `# A\n\n## ${heading}\n\n${lines}\n`).sections)

  test('is read as people and Muster write it', () => {
    const entry = {
      date: '2026-08-14',
      incident: 12,
      url: 'https://github.test/o/r/issues/12',
      title: 'Basket [empties] `itself`\n<b>',
    }
    expect(historyLine({ ...entry, helped: true })).toBe(
      '- 2026-08-14 [#12](https://github.test/o/r/issues/12) helped: Basket  empties   itself b',
    )
    expect(historyLine({ ...entry, helped: false })).toContain(' did not help: ')
    expect(historyLine(entry)).toContain(' was linked: ')
    const written = [true, false, undefined].map((helped) =>
      historyLine({ ...entry, ...(helped === undefined ? {} : { helped }) }),
    )
    expect(history(written.join('\n'))).toEqual(
      ['helped', 'did not help', 'unknown'].map((outcome) => ({
        about: 'Basket empties itself b',
        outcome,
        incident: 12,
        date: '2026-08-14',
      })),
    )
  })

  test.each([
    ['- https://x.test/issues/7 Helped', { about: '', outcome: 'helped', incident: 7 }],
    ['* pool empty, it DID NOT HELP', { about: 'pool empty, it', outcome: 'did not help' }],
    ['+ #1234567890 pool', { about: '#1234567890 pool', outcome: 'unknown' }],
    ['  - nothing', { about: 'nothing', outcome: 'unknown' }],
    ['- later 2026-08-14', { about: 'later 2026-08-14', outcome: 'unknown' }],
    ['- unhelped', { about: 'unhelped', outcome: 'unknown' }],
  ])('%s', (line, expected) => {
    expect(history(line)).toEqual([expected])
  })

  test('is a list under its own heading', () => {
    expect(history('text\n-no item\n\n1. no\n- yes')).toHaveLength(1)
    expect(history('- yes', 'INCIDENT HISTORY')).toHaveLength(1)
    expect(history('- no', 'History')).toEqual([])
    expect(history('- x\n'.repeat(201))).toHaveLength(200)
    expect(history(`- ${'x'.repeat(1_200)}`)[0]?.about).toHaveLength(1_000)
  })
})

describe('old pages', () => {
  const old = (head: string, lastChanged?: string) =>
    parseRunbook({ path: 'a.md', text: `---\n${head}\n---\n# x`, ...(lastChanged ? { lastChanged } : {}) })
  const limits = (day: string) => ({ now: new Date(`2026-11-${day}T00:00:00Z`), after: 10 })

  test('were reviewed, else changed, longer ago than the limit', () => {
    expect(isStale(old('reviewed: 2026-11-01'), limits('11'))).toBe(false)
    expect(isStale(old('reviewed: 2026-11-01'), limits('12'))).toBe(true)
    expect(isStale(old('title: x', '2026-11-01T00:00:00Z'), limits('12'))).toBe(true)
    expect(isStale(old('title: x'), limits('12'))).toBe(false)
    expect(isStale(old('reviewed: someday'), limits('12'))).toBe(false)
    expect(lastLookedAt(old('reviewed: 2026-11-05', '2026-11-01'))).toBe(Date.parse('2026-11-05'))
    expect(isStale(old('reviewed: 2026-11-01'), { now: Date.parse('2026-11-12'), after: 10 })).toBe(true)
  })
})

describe('the service', () => {
  const pages = [
    page('a.md', '# x', 'services: [Check-Out, pay]'),
    page('b.md', '# x', 'services: [search]'),
    page('c.md'),
  ]
  const factors = (incident: Parameters<typeof serviceFactor>[1]) => pages.map(serviceFactor(pages, incident))

  test('lifts its pages and lowers those of others', () => {
    for (const incident of [
      { service: 'check_out' },
      { serviceAliases: ['Check out'] },
      { labels: ['Service:checkout'] },
    ]) {
      expect(factors({ title: '', ...incident })).toEqual([1.5, 0.7, 1])
    }
    for (const incident of [
      {},
      { service: 'mail' },
      { service: 'unknown' },
      { service: '' },
      { labels: ['myservice:checkout', 'service:'] },
    ]) {
      expect(factors({ title: '', ...incident })).toEqual([1, 1, 1])
    }
  })

  test('is told as the page writes it', () => {
    expect(pages.map((one) => declaresService(one, { title: '', service: 'checkout' }))).toEqual([
      'Check-Out',
      undefined,
      undefined,
    ])
  })
})

describe('the fields of a page', () => {
  const fields = (path: string, text = '# Title\n', head = '') => textsOf(page(path, text, head))

  test('are name, title, headings, what is told, body, lead and folders', () => {
    const history = '## Incident history\n\n- helped: basket lost\n- did not help: mail\n'
    expect(
      fields(
        'runbooks/db/pool-empty.md',
        `# Pool\n\nFirst.\n\n## Do\n\nThen.\n\n${history}`,
        'alerts: [A]\nsymptoms: [b c]\nsignatures: [D]\ntags: [e]',
      ),
    ).toEqual([
      ['pool-empty', 'poolempty'],
      ['Pool'],
      ['Pool', 'Do'],
      ['A', 'b c', 'D', 'e', 'basket lost'],
      ['First.', 'Then.'],
      ['First.\nThen.\n'],
      ['runbooks db'],
    ])
  })

  test.each([
    ['KubeAPIDown', ['KubeAPIDown', '', 'kubeapi']],
    ['DiskFull', ['DiskFull', '']],
    ['AaBbCcDdEeFfGg', ['AaBbCcDdEeFfGg', '', 'aabb', 'aabbcc', 'aabbccdd', 'aabbccddee']],
    ['disk-almost-full', ['disk-almost-full', 'diskalmostfull']],
    ['a-b', ['a-b', '']],
    ['ab-c-de', ['ab-c-de', 'abcde']],
    ['aa-bb-cc-dd-ee-ff', ['aa-bb-cc-dd-ee-ff', 'aabbccddeeff']],
    ['aa-bb-cc-dd-ee-ff-gg', ['aa-bb-cc-dd-ee-ff-gg', '']],
  ])('%s is also found as', (name, expected) => {
    expect(fields(`runbooks/${name}.md`)[0]).toEqual(expected)
  })

  test('the lead is 400 signs', () => {
    const [lead = ''] =
      fields('a.md', `# T\n\n${'x'.repeat(300)}\n\n## U\n\n${'y'.repeat(300)}\n\n## V\n\nz\n`)[5] ?? []
    expect(lead).toBe(`${'x'.repeat(300)}\n${'y'.repeat(99)}`)
  })
})

test.each([
  ['fails', 'fail'],
  ['failing', 'fail'],
  ['stopped', 'stop'],
  ['queries', 'query'],
  ['ties', 'tie'],
  ['passes', 'pass'],
  ['crashes', 'crash'],
  ['batches', 'batch'],
  ['boxes', 'box'],
  ['freezes', 'freez'],
  ['status', 'status'],
  ['access', 'access'],
  ['analysis', 'analysis'],
  ['rates', 'rat'],
  ['rate', 'rat'],
  ['use', 'use'],
  ['used', 'used'],
  ['bed', 'bed'],
  ['string', 'string'],
  ['missing', 'miss'],
  ['agreed', 'agr'],
  ['logs', 'log'],
  ['gas', 'gas'],
  ['ringing', 'ring'],
])('%s is stemmed to %s', (word, stemmed) => {
  expect(stem(word)).toBe(stemmed)
})

describe('words of grammar and state', () => {
  test('are known, in several languages', () => {
    for (const word of ['a', 'the', 'your', 'für', 'être', 'vous', 'los', 'una', 'の', 'です'])
      expect([word, isFunctionWord(word)]).toEqual([word, true])
    for (const word of ['disk', '', 'ですか', '日']) expect([word, isFunctionWord(word)]).toEqual([word, false])
    for (const word of ['alert', 'production', 'resolved', 'warning'])
      expect([word, isStatusWord(word)]).toEqual([word, true])
    for (const word of ['disk', '', 'the']) expect([word, isStatusWord(word)]).toEqual([word, false])
  })

  test('keys of site generators are known however they are written', () => {
    for (const key of ['layout', 'nav_order', 'toc-max-heading-level', 'weight', 'alias'])
      expect([key, isSiteKey(key)]).toEqual([key, true])
    for (const key of ['', 'symptons', 'services']) expect([key, isSiteKey(key)]).toEqual([key, false])
  })
})

describe('words of a text', () => {
  test.each([
    ['x'.repeat(80), ['x'.repeat(80)]],
    ['x'.repeat(81), []],
    [`${'ab_'.repeat(26)}cd`, ['ab', 'cd', `${'ab'.repeat(26)}cd`]],
    [`${'ab_'.repeat(27)}cd`, ['ab', 'cd']],
    ['a é 1 12 404 599 600 399 1404', ['é', '404', '599']],
    ['_disk__full_', ['disk', 'full', 'diskfull']],
    ['カ の 日 のに', ['カ', '日', 'のに']],
    ['日本カタ', ['日本', 'カタ']],
    ['abc日本def', ['abc', '日本', 'def']],
    ['HTTPServer APIs APIsX', ['http', 'server', 'httpserver', 'apis', 'ap', 'is', 'apisx']],
    ['é́ ab\u0301c', ['é́', 'ab\u0301c']],
    ['a1B2', ['a1', 'b2', 'a1b2']],
  ])('%s', (text, words) => {
    expect(tokensOf(text)).toEqual(words)
  })
})

describe('tables', () => {
  const hashOf = (text: string) => [...text].reduce((hash, sign) => nextHash(hash, sign.charCodeAt(0)), FIRST_HASH)

  test('remember runs by their signs, also of one hash', () => {
    const table = createRunTable()
    table.keep('disk', 5, [1])
    table.keep('mail', 5, [2, 3])
    expect([table.find('a disk', 2, 6, 5), table.find('mail', 0, 4, 5)]).toEqual([[1], [2, 3]])
    expect([table.find('disc', 0, 4, 5), table.find('disk', 0, 3, 5), table.find('disk', 0, 4, 6)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test('remember twelve runs at one place, and grow', () => {
    const table = createRunTable()
    for (let at = 0; at < 13; at += 1) table.keep(`run${at}`, 7, [at])
    expect([11, 12].map((at) => table.find(`run${at}`, 0, `run${at}`.length, 7))).toEqual([[11], undefined])
    const large = createRunTable()
    const runs = Array.from({ length: 40_000 }, (_, at) => `r${at}`)
    for (const [at, run] of runs.entries()) large.keep(run, hashOf(run), [at])
    const missed = runs.filter((run, at) => large.find(run, 0, run.length, hashOf(run))?.[0] !== at)
    expect(missed.length).toBeLessThan(40)
  })

  test('hash as FNV-1a does', () => {
    // The published test vectors of the 32-bit hash: "" and "a" and "foobar".
    expect(hashOf('') >>> 0).toBe(0x811c9dc5)
    expect(hashOf('a') >>> 0).toBe(0xe40c292c)
    expect(hashOf('foobar') >>> 0).toBe(0xbf9cf968)
  })

  test('keep postings in their order, however many', () => {
    const collector = collectPostings()
    for (let at = 0; at < 140_000; at += 1) collector.add(at % 3, at)
    const postings = collector.finish(4)
    expect([...postings.of(1)].slice(0, 3)).toEqual([1, 4, 7])
    expect([0, 1, 2, 3].map((id) => postings.of(id).length)).toEqual([46_667, 46_667, 46_666, 0])
    expect(postings.of(2).at(-1)).toBe(139_997)
  })
})

describe('a page', () => {
  const titleOf = (text: string) => page('runbooks/a.md', text).title
  const noticesOf = (text: string) => page('runbooks/a.md', text).notices

  test('is called by its front matter, its heading of the first level, any heading, or its file', () => {
    expect(titleOf('x\n\n## B\n\n# A\n')).toBe('A')
    expect(titleOf('x\n\n## B\n')).toBe('B')
    expect(titleOf('x\n')).toBe('a')
    expect(titleOf('---\ntitle: Own\n---\n# A\n')).toBe('Own')
    expect(titleOf('---\ntitle: " "\n---\n# A\n')).toBe('A')
    expect(titleOf(`---\ntitle: ${'x'.repeat(600)}\n---\n# A\n`)).toBe('x'.repeat(500))
  })

  test('may have blanks behind the lines of its front matter, and nothing else', () => {
    expect(titleOf('--- \t\ntitle: Own\n--- \n# A\n')).toBe('Own')
    expect(titleOf('---x\ntitle: Own\n---\n# A\n')).toBe('A')
    expect(titleOf('+++\ntitle = "Own"\n+++ \t\n# A\n')).toBe('Own')
    expect(titleOf('+++\ntitle = "Own"\nx = """\n+++x\n"""\n+++\n# A\n')).toBe('Own')
  })

  test('repeats itself by aliases a few times at most', () => {
    const repeated = (times: number) =>
      `---\na: &a [x]\nb: [${Array.from({ length: times }, () => '*a').join(', ')}]\n---\n# A\n`
    expect(noticesOf(repeated(8))).toEqual([])
    expect(noticesOf(repeated(40))).toHaveLength(1)
    expect(noticesOf('---\na: [\n---\n')[0]?.message).toMatch(/^the front matter cannot be read: (?!.* at line )/)
  })

  test('has headings on lines of 300 signs at most, and rules alone on theirs', () => {
    expect(titleOf(`# ${'x'.repeat(298)}\n`)).toBe('x'.repeat(298))
    expect(titleOf(`# ${'x'.repeat(299)}\n`)).toBe('a')
    expect(titleOf('Text\n--- and more\n')).toBe('a')
    expect(titleOf('Text\n---  \n')).toBe('Text')
  })

  test('has lines of 16,384 signs at most', () => {
    expect(noticesOf('x'.repeat(16_384))).toEqual([])
    expect(noticesOf('x'.repeat(16_385))).toHaveLength(1)
  })
})

describe('what is told of a page', () => {
  const lint = (text: string) => lintCorpus(buildCorpus([{ path: 'runbooks/a.md', text }]))

  test('that is empty', () => {
    expect(lint('')).toMatchObject([{ kind: 'empty', message: 'the page has no text' }])
  })

  test('whose symptoms stand under a heading of their own', () => {
    expect(lint('# A\n\n## Symptoms\n\nx\n')[0]?.help).toContain('under “Symptoms”')
    expect(lint('# A\n\n## Symptoms of it\n\nx\n')[0]?.help).not.toContain('under')
  })
})

describe('a match', () => {
  const files = [
    { path: 'runbooks/pool.md', text: '---\nservices: [checkout]\n---\n# Pool exhausted\n\nRaise it.\n' },
    { path: 'runbooks/postmortems/p.md', text: '---\nsignatures: [ETIMEDOUT]\n---\n# It fell\n' },
  ]

  test('that is named goes first, whatever its kind, and is sure', () => {
    const matches = matchRunbooks(buildCorpus(files), { title: 'Pool exhausted', body: 'ETIMEDOUT' })
    expect(matches.map(({ runbook }) => runbook.path)).toEqual(['runbooks/postmortems/p.md', 'runbooks/pool.md'])
    expect([matches[0]?.confidence, matches[0]?.certain]).toEqual([1, 'signature'])
    expect(matches[1]?.certain).toBeUndefined()
  })

  test('by a link alone needs no word of the page', () => {
    const incident = { title: 'Qqq', body: 'https://github.test/o/r/blob/main/runbooks/pool.md', service: 'checkout' }
    expect(matchRunbooks(buildCorpus(files), incident)).toMatchObject([{ certain: 'link', confidence: 1, score: 0 }])
  })
})

describe('near twins', () => {
  const words = (count: number, from = 0) =>
    Array.from({ length: count }, (_, at) => {
      const number = at + from
      return `${String.fromCharCode(97 + (number % 26))}q${'x'.repeat(1 + Math.floor(number / 26))}`
    })
  const twins = (...texts: readonly string[]) =>
    findTwins(buildCorpus(texts.map((text, at) => ({ path: `runbooks/p${at}.md`, text })))).map(
      ({ page: one, other }) => [one.path, other.path],
    )

  test('share seven tenths of their runs of three words', () => {
    const whole = words(42).join(' ')
    expect(twins(whole, whole)).toEqual([['runbooks/p1.md', 'runbooks/p0.md']])
    // 40 runs each; every word changed at the end takes one of them.
    expect(twins(whole, [...words(30), ...words(12, 300)].join(' '))).toEqual([['runbooks/p1.md', 'runbooks/p0.md']])
    expect(twins(whole, [...words(29), ...words(13, 300)].join(' '))).toEqual([])
    expect(twins('one two', 'one two')).toEqual([])
    expect(twins('disk full now', 'disk full now')).toEqual([['runbooks/p1.md', 'runbooks/p0.md']])
  })

  test('are no boilerplate that more than twelve pages have', () => {
    const text = words(20).join(' ')
    expect(twins(...Array.from({ length: 12 }, () => text))).toHaveLength(66)
    expect(twins(...Array.from({ length: 13 }, () => text))).toEqual([])
  })
})

describe('findings', () => {
  test('stand in the order of path, line and kind', () => {
    const finding = (path: string, line: number | undefined, kind: Finding['kind']) =>
      ({ path, line, kind }) as unknown as Finding
    const sorted = [
      finding('a', undefined, 'empty'),
      finding('a', 1, 'bad-signature'),
      finding('a', 1, 'dead-link'),
      finding('a', 2, 'empty'),
      finding('b', 1, 'empty'),
    ]
    expect([...sorted].reverse().sort(byPlace)).toEqual(sorted)
    expect(byPlace(finding('a', 1, 'empty'), finding('a', 1, 'empty'))).toBe(0)
  })

  test('know the line of a key and of a value', () => {
    const one = page('a.md', '# x', 'title: x\n"Signatures" : [a]\n- needle\nservices: needle')
    expect(headLine(one, { key: 'title' })).toBe(2)
    expect(headLine(one, { key: 'signatures' })).toBe(3)
    expect(headLine(one, { key: 'signatures', value: 'needle' })).toBe(4)
    expect(headLine(one, { key: 'signatures', value: 'gone' })).toBe(3)
    expect(headLine(one, { key: 'gone' })).toBe(2)
  })

  test('know the line of the title', () => {
    expect(titleLine(page('a.md', 'x\n\n## B\n\n# A\n'))).toBe(5)
    expect(titleLine(page('a.md', 'x\n\n## B\n'))).toBe(3)
    expect(titleLine(page('a.md', 'x\n'))).toBeUndefined()
  })
})
