import { describe, expect, test } from '@jest/globals'
import type { TimelineEntry } from '../../../src/domain/facts.ts'
import { headline, plainTitle } from '../../../src/render/headline.ts'
import { contactsLink, linkTo, safeTarget } from '../../../src/render/link.ts'
import { listWords, mention, quietName } from '../../../src/render/names.ts'
import { renderCall } from '../../../src/render/views/call.ts'
import { evidenceLinks, renderResolution, withoutLinks } from '../../../src/render/views/cause.ts'
import { viewEarlier, viewRunbook } from '../../../src/render/views/runbook-link.ts'
import { renderTimeline } from '../../../src/render/views/timeline.ts'
import { quoteWithCode, renderFailure } from '../../../src/render/views/warnings.ts'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import type { Match } from '../../../src/runbooks/match.ts'
import { call, entryAt, facts, issueUrl, makeContext, repositoryUrl, settings } from './fixtures.ts'

const context = makeContext()

describe('the title of an incident', () => {
  const title = (text: string, happening?: string) =>
    plainTitle({ ...facts, title: text, answers: happening === undefined ? {} : { happening } }, undefined)

  test.each([
    ['[Outage] Payments fail', undefined, 'Payments fail'],
    ['Incident: payments fail.', undefined, 'payments fail'],
    ['alert : payments fail...', undefined, 'payments fail...'],
    ['Alertmanager is down', undefined, 'Alertmanager is down'],
    [`[${'x'.repeat(21)}] y`, undefined, `[${'x'.repeat(21)}] y`],
    ['???', 'It fails. Often.', 'It fails'],
    ['!', 'It fails\nOften', 'It fails'],
    ['!', ' ', 'Incident 812'],
    ['7', 'It fails', '7'],
    ['!', undefined, 'Incident 812'],
  ])('%j, %j: %s', (text, happening, expected) => expect(title(text, happening)).toBe(expected))

  test('names the service once, however it is written', () => {
    expect(plainTitle({ ...facts, title: 'Payments fail' }, 'checkout')).toBe('checkout: Payments fail')
    expect(plainTitle({ ...facts, title: 'CHECKOUT fails' }, 'Checkout')).toBe('CHECKOUT fails')
  })

  test('has a start and those affected in its headline, each once', () => {
    const line = (text: string, affected?: string) =>
      headline(
        { ...facts, title: text, answers: affected === undefined ? {} : { affected } },
        { serviceName: undefined, timezone: 'Europe/Berlin' },
      )
    expect(line('Payments fail', 'EU')).toBe('Payments fail since 05:05 CEST, EU')
    expect(line('Payments fail since yesterday')).toBe('Payments fail since yesterday')
    expect(line('Payments fail in the eu', 'EU')).toBe('Payments fail in the eu since 05:05 CEST')
    expect(line('Sincere payments fail')).toBe('Sincere payments fail since 05:05 CEST')
  })
})

describe('a link', () => {
  const dashboards = [{ name: 'G', url: 'http://grafana.corp:3000/d?from={{from}}' }]
  const service = { key: 'a', aliases: [], call: [], inform: [], escalate: [], paths: [], dashboards }
  const own = { ...context, settings: { ...settings, services: { a: service } } }

  test('goes where it may be followed, else there are the words alone', () => {
    expect(linkTo('a *b*', 'https://x.example/', context)).toBe('[a \\*b\\*](https://x.example/)')
    expect(linkTo('a *b*', 'http://x.example/', context)).toBe('a \\*b\\*')
    expect(linkTo('a *b*', undefined, context)).toBe('a \\*b\\*')
  })

  test('without encryption goes to hosts alone that people with write named', () => {
    expect(safeTarget('http://grafana.corp:3000/other', own)).toBe('http://grafana.corp:3000/other')
    expect(safeTarget('http://grafana.corp:3000/other', context)).toBeUndefined()
  })

  test('to contacts is words where it is no address, and nothing where there are none', () => {
    expect(contactsLink('https://wiki.example.com/', context)).toBe('[contacts](https://wiki.example.com/)')
    expect(contactsLink('call *555*', context)).toBe('call \\*555\\*')
    expect(contactsLink('', context)).toBe('')
    expect(contactsLink(undefined, context)).toBe('')
  })
})

describe('a call', () => {
  test('mentions everybody apart, or it would reach nobody', () => {
    const text = renderCall(
      { ...call, mentions: ['ann', 'bob'], teams: ['acme/web'], informed: ['ina', 'joe'] },
      'UTC',
      context,
    )
    expect(text).toContain('@acme/web @ann @bob')
    expect(text).toContain('@ina @joe')
  })
})

describe('the line of a runbook', () => {
  const runbook = parseRunbook({ path: 'runbooks/pool.md', text: '# Pool\n\n## First look\n\nLook.\n' })
  const evidence = ['ETIMEDOUT', 'ECONNRESET'].map((text) => ({
    kind: 'signature' as const,
    text,
    weight: 1,
    place: 'log' as const,
  }))
  const match: Match = {
    runbook,
    score: 1,
    confidence: 1,
    evidence,
    section: { heading: 'First look', anchor: 'first-look' },
  }
  const line = (changes: Partial<Match>) =>
    viewRunbook(
      { match: { ...match, ...changes }, url: 'https://x.example/', contacts: [], staleSince: undefined },
      context,
    )

  test('names the section, unless it is called like the page', () => {
    expect(line({}).link).toBe('[Pool → First look](https://x.example/)')
    expect(line({ section: { heading: 'Pool', anchor: 'pool' } }).link).toBe('[Pool](https://x.example/)')
    const { section: _, ...whole } = match
    const link = { match: whole, url: 'https://x.example/', contacts: [], staleSince: undefined }
    expect(viewRunbook(link, context).link).toBe('[Pool](https://x.example/)')
  })

  test('of an earlier incident says when it was, how long it took and what ended it', () => {
    const earlier = (head: string) => {
      const page = parseRunbook({
        path: 'runbooks/postmortems/a.md',
        text: `---\nincident: 3\n${head}\n---\n# It fell\n`,
      })
      return viewEarlier(
        { match: { ...match, runbook: page }, url: 'https://x.example/', contacts: [], staleSince: undefined },
        context,
      )
    }
    expect(earlier('date: 2026-08-14\nduration: 47 min\nresolution: roll *back*')).toEqual({
      link: '[14 Aug 2026, 47 min](https://x.example/)',
      ending: 'roll \\*back\\*',
    })
    expect(earlier('tags: [x]')).toEqual({ link: '[It fell](https://x.example/)', ending: '' })
  })

  test('says of the first code alone that it is in the log', () => {
    expect(line({}).reasons).toBe('`ETIMEDOUT` in your log, `ECONNRESET`')
  })
})

test('a repository that forbids pull requests is told where to allow them', () => {
  const text = renderFailure({ code: 'pull-request-forbidden', detail: 'not permitted' }, context)
  expect(text).toContain(`${repositoryUrl}/settings/actions`)
})

describe('a name', () => {
  test.each([
    ['alice', '@alice'],
    ['@@alice', '@alice'],
    ['a-b', '@a-b'],
    ['mona_corp', '@mona_corp'],
    ['acme/web-team_1', '@acme/web-team_1'],
    ['a--b', '`a--b`'],
    ['-a', '`-a`'],
    ['a b', '`a b`'],
    ['acme/', '`acme/`'],
    ['acme/-x', '`acme/-x`'],
    ['acme/x/y', '`acme/x/y`'],
    [`a${'b'.repeat(39)}`, `\`a${'b'.repeat(39)}\``],
  ])('%s is called as %s', (name, called) => expect(mention(name)).toBe(called))

  test('that notifies nobody is code', () => expect(quietName('@@alice')).toBe('`alice`'))

  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('of several: %j', (words, text) => expect(listWords(words)).toBe(text))
})

test('what fixed it is empty where nobody said', () => {
  expect(renderResolution({ ...facts, resolution: undefined }, 'UTC')).toBe('')
  const resolution = { text: '', by: 'alice', at: '2026-08-14T03:52:00.000Z', url: issueUrl }
  expect(renderResolution({ ...facts, resolution }, 'UTC')).toBe('')
  expect(renderResolution({ ...facts, resolution: { ...resolution, text: 'a *b*' } }, 'UTC')).toBe(
    'a \\*b\\* – `alice`, 03:52 UTC',
  )
})

describe('a cause', () => {
  test.each([
    ['pool too small, see https://x.example/1.', 'pool too small', ['[evidence](https://x.example/1)']],
    ['[the graph](https://x.example/1) shows it', 'the graph shows it', ['[evidence](https://x.example/1)']],
    ['https://x.example/1', 'see the evidence', ['[evidence](https://x.example/1)']],
    [
      'a (https://x.example/1) b https://x.example/2 https://x.example/2 https://x.example/3 https://x.example/4',
      'a  b',
      ['[evidence 1](https://x.example/1)', '[evidence 2](https://x.example/2)', '[evidence 3](https://x.example/3)'],
    ],
    ['no link', 'no', []],
    ['nothing shown', 'nothing shown', []],
  ])('%j', (text, words, links) => {
    expect(withoutLinks(text)).toBe(words)
    expect(evidenceLinks(text, context)).toEqual(links)
  })
})

test('words in back-ticks stay code, the rest is quoted', () => {
  expect(quoteWithCode('unknown *key* `a_b` and `')).toBe('unknown \\*key\\* `a_b` and \\`')
})

describe('a timeline', () => {
  const style = { timezone: 'UTC', name: (login: string) => `<${login}>`, maxText: 20 }
  const lines = (entries: readonly TimelineEntry[], more = {}) =>
    renderTimeline(entries, { ...style, ...more }, context)
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .split('\n')

  test('tells calls of one moment as one, and no others', () => {
    expect(
      lines([
        entryAt('alice', 12, ['called', 'opened']),
        entryAt('bob42', 12, ['called', 'opened']),
        entryAt('bob42', 12, ['called', 'opened']),
        entryAt('carol', 13, ['called', 'opened']),
        entryAt('carol', 13, ['acknowledged', '']),
      ]),
    ).toEqual([
      '- 03:12 UTC · <alice> and <bob42> were called',
      '- 03:13 UTC · <carol> was called',
      '- 03:13 UTC · <carol> acknowledged',
    ])
  })

  test('names a new day once, and says how many older entries are left out', () => {
    const days = [12, 13, 24 * 60, 24 * 60 + 1].map((minute) => entryAt('a', minute, ['acknowledged', '']))
    expect(lines(days).map((line) => line.replace(' · <a> acknowledged', ''))).toEqual([
      '- 03:12 UTC',
      '- 03:13 UTC',
      '- 15 Aug 2026, 03:00 UTC',
      '- 03:01 UTC',
    ])
    expect(lines(days, { newest: 2 })[0]).toBe('- … 2 earlier')
    expect(lines(days, { newest: 4 })[0]).toBe('- 03:12 UTC · <a> acknowledged')
    expect(renderTimeline([], style, context)).toBe('')
  })

  test.each([
    [['commander', 'ALICE'], 'took command'],
    [['commander', 'bob42'], 'gave the command to <bob42>'],
    [['note', 'for bob42 *only*'], ': for bob42 \\*only\\*'],
    [['ticked', '1'], 'did item 1 of the checklist'],
    [['ticked', '1, 22'], 'did items 1, 22 of the checklist'],
    [['closed', 'not_planned'], 'closed the issue as not planned'],
    [['note', 'x'.repeat(30)], `: ${'x'.repeat(19)}…`],
  ] as const)('%j', (entry, told) => {
    expect(lines([entryAt('alice', 12, entry)])[0]?.replace(/^- 03:12 UTC · <alice> ?/, '')).toBe(told)
  })

  test('changes people’s words where it is asked to', () => {
    expect(lines([entryAt('a', 12, ['note', 'bob'])], { words: (text: string) => `${text}!` })[0]).toBe(
      '- 03:12 UTC · <a>: bob!',
    )
  })

  test('links each entry to where it was said', () => {
    expect(renderTimeline([entryAt('a', 12, ['acknowledged', ''])], style, context)).toContain(
      `](${issueUrl}#issuecomment-9012)`,
    )
  })
})
