import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bestSection } from '../../../src/runbooks/best-section.ts'
import type { Runbook } from '../../../src/runbooks/document.ts'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import { textsOf } from '../../../src/runbooks/page-fields.ts'
import { nameOf } from '../../../src/runbooks/page-name.ts'
import { readQuery } from '../../../src/runbooks/query.ts'
import { createRarity, rankPages } from '../../../src/runbooks/rank.ts'
import { buildIndex, countOf, fieldOf, pageOf } from '../../../src/runbooks/search-index.ts'
import { eachToken, tokensOf } from '../../../src/runbooks/tokens.ts'
import { caseCount } from '../../support/case-count.ts'

/** The formula of docs/matching.md, written down as it reads and computed the slow way: no index, no postings. */
function rankSlowly(pages: readonly Runbook[], query: ReturnType<typeof readQuery>) {
  const weights = [3, 3, 1, 2, 0.4, 1, 0.5]
  const norms = [0.3, 0.3, 0.6, 0.5, 0.8, 0.5, 0.5]
  const wordsOf = (texts: readonly string[]) => {
    const found: string[] = []
    for (const text of texts) eachToken(text, (token) => found.push(token))
    return found
  }
  const fields = pages.map((page) => textsOf(page).map(wordsOf))
  const average = weights.map(
    (_, field) => fields.reduce((sum, one) => sum + (one[field]?.length ?? 0), 0) / pages.length,
  )
  const bearers = (token: string) => fields.filter((one) => one.some((words) => words.includes(token))).length
  const rarity = (token: string) => {
    const [all, having] = [Math.max(12, pages.length), bearers(token)]
    return Math.log(1 + (all - having + 0.5) / (having + 0.5))
  }
  const frequency = (page: number, token: string) =>
    weights.reduce((sum, weight, field) => {
      const words = fields[page]?.[field] ?? []
      const count = Math.min(63, words.filter((word) => word === token).length)
      const norm = norms[field] ?? 0
      return sum + (weight * count) / (1 - norm + norm * (words.length / (average[field] || 1)))
    }, 0)
  const asked = query.filter(({ token, optional }) => !optional || bearers(token) > 0)
  const share = (page: number, token: string) => {
    const often = frequency(page, token)
    return (rarity(token) * often) / (often + 2)
  }
  const sum = (by: (word: (typeof query)[number]) => number) => asked.reduce((total, word) => total + by(word), 0)
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  const said = (words: readonly string[]) =>
    ratio(
      words.reduce(
        (total, word) => total + rarity(word) * Math.min(1, query.find(({ token }) => token === word)?.weight ?? 0),
        0,
      ),
      words.reduce((total, word) => total + rarity(word), 0),
    )
  return pages
    .map((page, at) => {
      const score = sum(({ token, weight }) => weight * share(at, token))
      const part = (kind: 'headline' | 'opening') =>
        ratio(
          sum((word) => word[kind] * share(at, word.token)),
          sum((word) => word[kind] * rarity(word.token)),
        )
      const answered = Math.max(part('headline'), part('opening'))
      const whole = ratio(
        score,
        sum(({ token, weight }) => weight * rarity(token)),
      )
      const named = Math.max(said(tokensOf(nameOf(page.path))), 0.7 * said(tokensOf(page.title)))
      const chance = 0.01 * Math.log(Math.max(16, pages.length) / 16)
      return {
        page: at,
        score: score * (1 + 1.5 * named) * (1 + 0.5 * answered),
        confidence: Math.max(0, 0.6 * answered + 0.4 * whole - chance),
      }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.page - b.page)
}

const vocabulary =
  'disk full pool exhausted payments fail mail queue DiskAlmostFull api_errors the is 502 warning'.split(' ')
const words = (most: number) =>
  fc.array(fc.constantFrom(...vocabulary), { maxLength: most }).map((list) => list.join(' '))
const page = fc
  .record({
    name: fc.constantFrom('disk', 'pool-exhausted', 'DiskAlmostFull', 'mail/queue'),
    title: words(4),
    body: words(90),
    told: words(4),
  })
  .map(({ name, title, body, told }) => ({
    name,
    text: `---\nsymptoms: ["${told}"]\n---\n# ${title}\n\n${body}\n\n## ${told}\n\n${body.slice(0, 40)}\n`,
  }))
const incident = fc.record({
  title: words(6),
  body: words(30),
  service: words(1),
  labels: fc.constantFrom([], ['severity/critical']),
})

const close = (ranked: readonly { page: number; score: number; confidence: number }[]) =>
  ranked.map(({ page, score, confidence }) => [page, Number(score.toPrecision(9)), Number(confidence.toFixed(9))])

function expectAgreement(pages: readonly Runbook[], query: ReturnType<typeof readQuery>): void {
  const ranked = rankPages(buildIndex(pages), query)
  const byPage = (list: ReturnType<typeof close>) => [...list].sort(([a = 0], [b = 0]) => a - b)
  // Which of two equal scores comes first is decided by their last bit, which sums in another order do not share.
  expect(byPage(close(ranked))).toEqual(byPage(close(rankSlowly(pages, query))))
  for (const [at, one] of ranked.entries()) expect(one.score).toBeGreaterThanOrEqual(ranked[at + 1]?.score ?? 0)
}

describe('ranking', () => {
  test('is the formula, whatever the pages and the incident', () => {
    const made = fc.array(page, { minLength: 1, maxLength: 22 })
    fc.assert(
      fc.property(made, incident, (list, text) => {
        const pages = list.map(({ name, text }, at) => parseRunbook({ path: `runbooks/${at}/${name}.md`, text }))
        expectAgreement(pages, readQuery(text))
      }),
      { numRuns: caseCount(60) },
    )
  })

  test('counts a word 63 times at most, and takes chance off above sixteen pages', () => {
    const text = (at: number) => `# Page ${at}\n\n${'disk '.repeat(at * 9)}\n`
    const pages = Array.from({ length: 40 }, (_, at) => parseRunbook({ path: `runbooks/p${at}.md`, text: text(at) }))
    expectAgreement(pages, readQuery({ title: 'disk page full' }))
    expectAgreement(pages.slice(0, 17), readQuery({ title: 'disk page full' }))
  })

  test('tells which words it was, as the incident writes them, with what each adds', () => {
    const pages = ['# Disk\n\nfull', '# Mail\n\nqueue'].map((text, at) => parseRunbook({ path: `${at}.md`, text }))
    const [best] = rankPages(buildIndex(pages), readQuery({ title: 'Disks are FULL' }))
    expect(best?.words.map(({ surface }) => surface)).toEqual(['Disks', 'FULL'])
    const sum = best?.words.reduce((total, { gain }) => total + gain, 0) ?? 0
    expect(best?.words.every(({ gain }) => gain > 0 && gain < sum)).toBe(true)
    expect(rankPages(buildIndex([]), readQuery({ title: 'Disk' }))).toEqual([])
  })

  test('equal pages stand in the order of their paths', () => {
    const each = ['# Alpha', '# Beta'].map((text, at) => parseRunbook({ path: `${'ab'.charAt(at)}.md`, text }))
    expect(rankPages(buildIndex(each), readQuery({ title: 'beta alpha' })).map(({ page }) => page)).toEqual([0, 1])
    const pages = ['a.md', 'b.md', 'c.md'].map((path) => parseRunbook({ path, text: '# Disk\n\nFree it.' }))
    expect(rankPages(buildIndex(pages), readQuery({ title: 'Disk' })).map(({ page }) => page)).toEqual([0, 1, 2])
  })
})

describe('the index', () => {
  const pages = ['# Disk\n\nDisk disk full.', '# Mail\n\nFull mail.'].map((text, at) =>
    parseRunbook({ path: `r/p${at}.md`, text }),
  )
  const index = buildIndex(pages)

  test('tells of each word where it stands and how often', () => {
    const places = [...index.postingsOf('full')].map((posting) => [pageOf(posting), fieldOf(posting), countOf(posting)])
    expect(places).toEqual([
      [0, 4, 1],
      [0, 5, 1],
      [1, 4, 1],
      [1, 5, 1],
    ])
    expect([...index.postingsOf('disk')].map((posting) => [fieldOf(posting), countOf(posting)])).toEqual([
      [1, 1],
      [2, 1],
      [4, 2],
      [5, 2],
    ])
    expect(index.postingsOf('nowhere')).toHaveLength(0)
  })

  test('knows lengths, their means, names and titles', () => {
    expect(index.lengths.map((lengths) => [...lengths])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 0],
      [3, 2],
      [3, 2],
      [0, 0],
    ])
    expect(index.averages).toEqual([1, 1, 1, 0, 2.5, 2.5, 0])
    expect([index.names, index.titles]).toEqual([
      [['p0'], ['p1']],
      [['disk'], ['mail']],
    ])
  })

  test('holds more words and more places than it begins with room for', () => {
    const name = (at: number) =>
      [at % 26, Math.floor(at / 26) % 26, Math.floor(at / 676) % 26, Math.floor(at / 17_576)]
        .map((one) => String.fromCharCode(97 + one))
        .join('')
    const text = Array.from({ length: 70_000 }, (_, at) => `x${name(at)}`).join(' ')
    const large = buildIndex([
      parseRunbook({ path: 'a.md', text: `${text.slice(0, 16_000)}\n${text.slice(16_000, 32_000)}` }),
      parseRunbook({ path: 'b.md', text: text.match(/.{1,16000}(?: |$)/g)?.join('\n') ?? '' }),
    ])
    expect(large.lengths[4]?.[1]).toBe(70_000)
    for (const at of [0, 9, 40_000, 69_999]) {
      const [posting = -1] = large.postingsOf(`x${name(at)}`).slice(-1)
      expect([pageOf(posting), countOf(posting)]).toEqual([1, 1])
    }
  })
})

test('a rare word counts more; one that no page has counts as the rarest', () => {
  const pages = ['disk full', 'disk', 'mail'].map((text, at) => parseRunbook({ path: `${at}.md`, text }))
  const rarityOf = createRarity(buildIndex(pages))
  expect(rarityOf('disk')).toBeCloseTo(Math.log(1 + 10.5 / 2.5), 12)
  expect(rarityOf('full')).toBeCloseTo(Math.log(1 + 11.5 / 1.5), 12)
  expect(rarityOf('none')).toBeCloseTo(Math.log(1 + 12.5 / 0.5), 12)
  expect(rarityOf('disk')).toBe(rarityOf('disk'))
})

describe('the section that answers best', () => {
  const sectionsOf = (text: string) => parseRunbook({ path: 'a.md', text }).sections
  const best = (text: string, title: string, rarityOf = () => 1) =>
    bestSection(sectionsOf(text), readQuery({ title }), rarityOf)?.heading

  test('says the words most densely; its heading counts three times', () => {
    expect(best('# T\n\n## A\n\nfree disk now\n\n## B\n\nmail\n', 'disk')).toBe('A')
    expect(best('# T\n\n## Disk\n\nx\n\n## B\n\ndisk disk\n', 'disk')).toBe('Disk')
    expect(best(`# T\n\n## A\n\ndisk ${'word '.repeat(60)}\n\n## B\n\ndisk word\n`, 'disk')).toBe('B')
    expect(
      best('# T\n\n## A\n\ndisk\n\n## B\n\nmail\n', 'disk mail', ((token: string) =>
        token === 'mail' ? 2 : 1) as () => number),
    ).toBe('B')
  })

  test('is the first of equals', () => {
    expect(best('# T\n\n## A\n\ndisk\n\n## B\n\ndisk\n', 'disk')).toBe('A')
  })

  test('is none where only the title or the top says it, or the history', () => {
    expect(best('disk\n\n# Disk\n\ndisk\n\n## B\n\nmail\n', 'disk')).toBeUndefined()
    expect(best('# T\n\n## Incident history\n\n- disk\n', 'disk')).toBeUndefined()
    expect(best('disk\n', 'disk')).toBeUndefined()
    expect(bestSection([], readQuery({ title: 'disk' }), () => 1)).toBeUndefined()
  })

  test('may be the first heading, where it is one of several of its level', () => {
    expect(best('# Disk\n\nfree disk\n\n# Mail\n\nmail\n', 'disk')).toBe('Disk')
  })
})
