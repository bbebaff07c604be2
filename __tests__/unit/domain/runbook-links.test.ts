import { describe, expect, test } from '@jest/globals'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { fileUrl, linkRunbooks, undatedRunbooks } from '../../../src/domain/runbook-links.ts'
import type { Snapshot, Surroundings } from '../../../src/domain/snapshot.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { buildSnapshot } from '../../support/build-snapshot.ts'

const front = (lines: string) => `---\n${lines}\n---\n`
const steps = '## Restart the pool\n\nPayments fail with `ETIMEDOUT` when the pool is exhausted.\n'
const page = (lines = '', title = 'Payments fail') => `${lines === '' ? '' : front(lines)}# ${title}\n\n${steps}`
const sha = 'a'.repeat(40)
const blob = `https://github.test/acme/shop/blob/${sha}`

function links(
  files: Readonly<Record<string, string>>,
  {
    settings = '',
    issue = {},
    around = {},
  }: { settings?: string; issue?: object; around?: Partial<Surroundings> } = {},
) {
  const corpus = buildCorpus(Object.entries(files).map(([path, text]) => ({ path, text })))
  const snapshot = buildSnapshot({ settings, issue, surroundings: { corpus, ...around } })
  const { facts } = readFacts(snapshot)
  const surroundings = snapshot.surroundings as Surroundings
  return {
    ...linkRunbooks(facts, snapshot, surroundings),
    undated: undatedRunbooks(facts, snapshot, surroundings),
    snapshot,
  }
}

describe('the runbook to start with', () => {
  test('is linked at its best section, by the commit that was read', () => {
    const { runbook, moreRunbooks, happenedBefore } = links({ 'runbooks/db/pay pool.md': page() })
    expect(runbook).toEqual({
      match: expect.objectContaining({ section: { heading: 'Restart the pool', anchor: 'restart-the-pool' } }),
      url: `${blob}/runbooks/db/pay%20pool.md#restart-the-pool`,
      contacts: [],
      staleSince: undefined,
    })
    expect([moreRunbooks, happenedBefore]).toEqual([[], []])
  })

  test('is none where nothing fits', () => {
    expect(links({ 'runbooks/tea.md': '# Tea\n\nBoil water.\n' })).toMatchObject({
      runbook: undefined,
      moreRunbooks: [],
    })
  })

  test('is linked where it points, without a section', () => {
    const stub = `# Payments fail\n\nPayments fail with \`ETIMEDOUT\`: moved to [the pool](pool.md).\n`
    const { runbook } = links({ 'runbooks/pay.md': stub, 'runbooks/pool.md': '# Pool\n\nRestart it.\n' })
    expect(runbook?.match.leadsTo?.path).toBe('runbooks/pool.md')
    expect(runbook?.url).toBe(`${blob}/runbooks/pool.md`)
  })

  test('stands before others that fit', () => {
    const { runbook, moreRunbooks } = links({
      'runbooks/a.md': page(),
      'runbooks/b.md': page('', 'Payments fail again'),
    })
    expect([runbook, ...moreRunbooks].map((link) => link?.match.runbook.path).sort()).toEqual([
      'runbooks/a.md',
      'runbooks/b.md',
    ])
    expect(moreRunbooks).toHaveLength(1)
  })

  test('is found by the service, its aliases and its label', () => {
    const found = (named: string, settings: string, labels: readonly string[] = ['incident']) => {
      const text = `${front(`services: [${named}]`)}# Tills\n\nThe screen is black: plug it in.\n`
      const issue = { title: 'The screen is black', body: 'Service: checkout', labels }
      return links({ 'runbooks/x.md': text }, { settings, issue }).runbook?.match.certain
    }
    const settings = 'services: { checkout: { aliases: [tills] } }'
    expect(found('tills', settings)).toBe('service')
    expect(found('checkout', '')).toBe('service')
    expect(found('tills', '')).toBeUndefined()
    expect(found('bills', settings, ['incident', 'service:bills'])).toBe('service')
  })

  test.each([
    ['what is happening', '### What\n\nA black screen at the counter'],
    ['who is affected', '### Affected\n\nA black screen at the counter'],
    ['the log', '### Log\n\nA black screen at the counter'],
    ['what changed', '### Changed\n\nA black screen at the counter'],
  ])('is found by %s', (_case, body) => {
    const field = (id: string) =>
      ({ kind: 'input', id, label: id, required: false, options: [], multiple: false }) as const
    const form = {
      name: 'x',
      labels: [],
      fields: [field('What'), field('Affected'), field('Log'), field('Changed')].filter(({ label }) =>
        body.includes(label),
      ),
    }
    const corpus = buildCorpus([
      { path: 'runbooks/x.md', text: '# Screen\n\nA black screen at the counter: plug it in.\n' },
    ])
    const snapshot = buildSnapshot({ issue: { title: 'Down', body }, surroundings: { corpus } }, { form })
    expect(
      linkRunbooks(readFacts(snapshot).facts, snapshot, snapshot.surroundings as Surroundings).runbook,
    ).toBeDefined()
  })
})

describe('postmortems of earlier incidents', () => {
  test('are linked apart, but for that of this very incident', () => {
    const past = (incident: number) => `${front(`incident: ${incident}`)}# Payments failed\n\n${steps}`
    const { happenedBefore, runbook } = links({
      'runbooks/postmortems/2026-01-01-5-a.md': past(5),
      'runbooks/postmortems/2026-01-01-7-a.md': past(7),
    })
    expect(happenedBefore.map(({ match }) => match.runbook.path)).toEqual(['runbooks/postmortems/2026-01-01-5-a.md'])
    expect(runbook).toBeUndefined()
  })
})

describe('whom to message about a runbook', () => {
  const settings = 'services: { checkout: { call: [ann] } }'
  const contacts = (text: string, codeowners?: string) =>
    links({ 'runbooks/x.md': text }, { settings, around: { codeowners } }).runbook?.contacts
  test.each([
    [
      'its owners and whom it names besides, once',
      'owners: [olga, "@ed"]\nescalation: [ed, zoe]',
      '* @root',
      ['olga', 'ed', 'zoe'],
    ],
    ['else the owners of its path', '', '/runbooks/ @root\n/src/ @dev', ['root']],
    ['else the people of the service', '', '/src/ @dev', ['ann']],
    ['else the people of the service, without CODEOWNERS', '', undefined, ['ann']],
  ])('is %s', (_case, lines, codeowners, expected) => expect(contacts(page(lines), codeowners)).toEqual(expected))
})

describe('a runbook that nobody looked after', () => {
  const stale = (lines: string, lastChanges: Readonly<Record<string, string>> = {}, settings = '') =>
    links({ 'runbooks/x.md': page(lines) }, { settings, around: { lastChanges } }).runbook?.staleSince
  test('is stale a year after its review or its last change, seen from the opening', () => {
    expect(stale('reviewed: 2025-11-19')).toBe('2025-11-19T00:00:00.000Z')
    expect(stale('reviewed: 2025-11-21')).toBeUndefined()
    expect(stale('', { 'runbooks/x.md': '2025-11-20T03:11:59Z' })).toBe('2025-11-20T03:11:59.000Z')
    expect(stale('', { 'runbooks/x.md': '2025-11-20T03:12:00Z' })).toBeUndefined()
    expect(stale('', { 'runbooks/y.md': '2020-01-01T00:00:00Z' })).toBeUndefined()
    expect(stale('reviewed: 2026-11-01', {}, 'stale-after: 10 days')).toBe('2026-11-01T00:00:00.000Z')
  })
  test('has to be asked for where its own words do not tell', () => {
    const dated = page('reviewed: 2026-01-01')
    const files = { 'runbooks/a.md': page(), 'runbooks/b.md': page('', 'Payments fail again'), 'runbooks/c.md': dated }
    expect(links(files).undated.toSorted()).toEqual(['runbooks/a.md', 'runbooks/b.md'])
    expect(links({ 'runbooks/tea.md': '# Tea\n\nBoil water.\n' }).undated).toEqual([])
  })
})

test('a file without a commit is linked on the default branch', () => {
  const { repository }: Snapshot = buildSnapshot()
  expect(fileUrl({ ...repository, sha: '' }, 'a b/ü.md')).toBe(
    'https://github.test/acme/shop/blob/main/a%20b/%C3%BC.md',
  )
  expect(fileUrl(repository, 'x.md')).toBe(`${blob}/x.md`)
})
