import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { PlannedDocument } from '../../../src/domain/plan.ts'
import { addHistoryLine } from '../../../src/render/document/history-file.ts'
import { updateIndex } from '../../../src/render/document/index-file.ts'
import { relativePath } from '../../../src/render/document/relative-path.ts'
import { renderDocument } from '../../../src/render/document/render-document.ts'
import { pickSignatures } from '../../../src/render/document/signatures.ts'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import { at, document, entryAt, makeContext, postmortem, resolvedFacts, runbookText } from './fixtures.ts'

const context = makeContext()
const render = (changes: Partial<PlannedDocument> = {}) => renderDocument({ ...document, ...changes }, context)
const fileOf = (changes: Partial<PlannedDocument>, path: string) =>
  render(changes).files.find((file) => file.path === path)?.text ?? ''
const written = fileOf({}, postmortem.path)

describe('the postmortem', () => {
  test('has front matter that YAML and the matcher read back', () => {
    expect(parse(/^---\n([\s\S]*?)\n---\n/.exec(written)?.[1] ?? '')).toEqual({
      title: 'Checkout: 38 % of payments fail',
      date: '2026-08-14',
      incident: 812,
      services: ['checkout'],
      severity: 'SEV1',
      symptoms: [
        'Checkout: 38 % of payments fail',
        'Customers see "payment failed" after a long wait.',
        'Retrying helps some of them.',
        'EU customers cannot pay',
      ],
      signatures: ['ETIMEDOUT', 'provider gateway timed out after'],
      runbooks: ['runbooks/provider-timeouts.md'],
      resolution: 'EU cards rerouted to the second provider',
      duration: '47 min',
      durations: { detect: '7 min', acknowledge: '3 min', mitigate: '39 min', resolve: '47 min' },
    })
    const page = parseRunbook({ path: postmortem.path, text: written })
    expect(page).toMatchObject({ kind: 'postmortem', notices: [], frontMatter: { incident: 812, unknownKeys: [] } })
  })

  test.each([
    'a: b',
    '"',
    "'",
    '- x',
    '@x',
    '%',
    '{',
    '!!js/function',
    '---',
    'yes',
    '2026-01-01',
    '# x',
    'x #y',
    '&a *a',
    '\u0000',
  ])('front matter stays YAML with the title %j', (title) => {
    const facts = {
      ...resolvedFacts,
      title: `T ${title}`,
      answers: { happening: title, log: `ERROR ${title} failed to start` },
    }
    const text = fileOf({ postmortem: { ...postmortem, facts, serviceName: undefined } }, postmortem.path)
    const head = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '')
    expect(head).toMatchObject({ incident: 812, date: '2026-08-14' })
    expect(typeof head.title).toBe('string')
  })

  test('has every section, in order, each with a question or its content', () => {
    expect(written.match(/^## .*/gm)).toEqual([
      '## Summary',
      '## Impact',
      '## Milestones',
      '## Timeline',
      '## Cause',
      '## Resolution',
      '## What helped',
      '## What hurt',
      '## Where we were lucky',
      '## Checklist as executed',
      '## Runbooks used',
      '## Action items',
      '## Lessons',
    ])
    for (const section of written.split(/^## /m).slice(1))
      expect(section.split('\n').filter(Boolean).length).toBeGreaterThan(1)
  })

  test("names roles, in people's own words too, and keeps owners of action items", () => {
    const body = written.slice(written.indexOf('## Summary'))
    expect(body).toContain(
      '· responder 1: card service answers, the provider does not; asked reporter for the EU figures',
    )
    expect(body.replace(/`bob42`, due/, '')).not.toMatch(/alice|bob42|dana-lee/)
    expect(body).toContain('– `bob42`, due 28 Aug 2026')
    expect(body).toContain('by: unknown')
  })

  test('names logins as code where the settings say so', () => {
    const text = fileOf({ postmortem: { ...postmortem, names: {} } }, postmortem.path)
    expect(text).toContain('· `bob42`: card service answers')
  })

  test('gives each milestone the time to it, and a picture that reads as a table', () => {
    expect(written).toContain('- **Started** 14 Aug 2026, 03:05 UTC\n- **Detected** 03:12 UTC · time to detect 7 min')
    expect(written).toContain('    Looking for the source (20 min) : 2026-08-14 03:15, 2026-08-14 03:35\n')
    const bare = fileOf(
      { postmortem: { ...postmortem, milestones: { detected: at(12) }, figures: {} } },
      postmortem.path,
    )
    expect(bare).not.toContain('mermaid')
    expect(bare).toContain('- **Detected** 14 Aug 2026, 03:12 UTC\n')
  })

  test('that was merged is never written anew: each reopening is added once', () => {
    const merged = written.replace('## Lessons', '## Lessons\n\nWe learned.').replaceAll('\n', '\r\n')
    const timeline = [
      ...postmortem.timeline,
      entryAt('alice', 90, ['reopened', '']),
      entryAt('alice', 95, ['note', 'it is back']),
    ]
    const files = (current: string): PlannedDocument['files'] => [
      { kind: 'postmortem', path: postmortem.path, current },
    ]
    const again = { reopened: true, postmortem: { ...postmortem, timeline } }
    const first = fileOf({ ...again, files: files(merged) }, postmortem.path)
    expect(first.startsWith(merged.trimEnd())).toBe(true)
    expect(first.slice(merged.trimEnd().length)).toContain('## Reopened 14 Aug 2026, 04:30 UTC\r\n')
    expect(first.slice(merged.length)).toContain('it is back')
    const spaced = fileOf({ ...again, files: files('  # Old\n\n\n\n') }, postmortem.path)
    expect(spaced.startsWith('  # Old\n\n## Reopened 14 Aug 2026, 04:30 UTC\n')).toBe(true)
    expect(first.replaceAll('\r\n', '')).not.toContain('\n')
    expect(fileOf({ ...again, files: files(first) }, postmortem.path)).toBe(first)
    expect(fileOf({ files: files(merged) }, postmortem.path)).toBe(merged)
  })
})

describe('the index', () => {
  const entry = (date: string, number: number) => ({
    line: `- ${date} · [incident ${number}](postmortems/${date}-${number}-x.md)`,
    target: `postmortems/${date}-${number}-x.md`,
  })

  test('is begun, and the same incident changes nothing', () => {
    const once = updateIndex(undefined, entry('2026-08-14', 812), '# Runbooks')
    expect(once).toMatch(
      /^# Runbooks\n\n## Incidents\n\n<!-- muster:incidents.*-->\n- 2026-08-14 .*\n<!-- \/muster:incidents -->\n$/,
    )
    expect(updateIndex(once, entry('2026-08-14', 812), '# Runbooks')).toBe(once)
  })

  test('lists the newest first, whatever the order they come in', () => {
    const dates = ['2026-05-02', '2026-08-14', '2025-12-31', '2026-06-01']
    const text = dates.reduce(
      (index: string | undefined, date, at) => updateIndex(index, entry(date, at), '# R'),
      undefined,
    )
    expect(text?.match(/^- (\S+)/gm)).toEqual(['- 2026-08-14', '- 2026-06-01', '- 2026-05-02', '- 2025-12-31'])
  })

  test('keeps what people wrote, around the block and in it, and the line ends', () => {
    const people =
      '# Ours\r\n\r\nHand-written.\r\n\r\n<!-- muster:incidents -->\r\nA word before.\r\n- 2020 old, no link\r\n<!-- /muster:incidents -->\r\n\r\n## After\r\n\r\nMore.\r\n'
    const text = updateIndex(people, entry('2026-08-14', 812), '# R')
    const line = `${entry('2026-08-14', 812).line}\r\n`
    expect(text).toContain(line)
    expect(text.replace(line, '')).toBe(people)
    expect(updateIndex(text, entry('2026-08-14', 812), '# R')).toBe(text)
  })

  test('gets its block at the end of a file without one', () => {
    const text = updateIndex('# Ours\n\nText.', entry('2026-08-14', 812), '# R')
    expect(text.startsWith('# Ours\n\nText.\n\n## Incidents\n\n')).toBe(true)
  })
})

describe('the history of a runbook', () => {
  const line = '- 2026-08-14 [#812](https://github.com/acme/shop/issues/812) helped: words'

  test.each([
    ['without the heading', '# A\n\nText.\n'],
    ['with the heading and nothing below', '# A\n\n## Incident history\n'],
    [
      'with the heading and older lines',
      '# A\n\n## Incident history\n\n- 2026-01-01 [#8](x) helped: y\n\n## Next\n\nText.\n',
    ],
    ['with the heading before another', '# A\n\n## Incident history\n\n## Next\n\nText.\n'],
    ['without a line end at its end', '# A'],
    ['with the heading in code', '# A\n\n```\n## Incident history\n```\n'],
    ['with Windows line ends', '# A\r\n\r\n## incident history\r\n\r\n- old\r\n'],
  ])('gets one line, once: %s', (_name, current) => {
    const once = addHistoryLine(current, line, 812)
    expect(addHistoryLine(once, line, 812)).toBe(once)
    const page = parseRunbook({ path: 'runbooks/a.md', text: once })
    expect(page.history[0]).toMatchObject({ incident: 812, outcome: 'helped', date: '2026-08-14' })
    for (const kept of current.split(/\r?\n/)) expect(once.split(/\r?\n/)).toContain(kept)
    if (current.includes('\r\n')) expect(once.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('leaves the words that people gave an incident', () => {
    const current = `${runbookText}\n## Incident history\n\n- #812: we rewrote this line\n`
    expect(addHistoryLine(current, line, 812)).toBe(current)
    expect(addHistoryLine(current, line.replaceAll('812', '81'), 81)).not.toBe(current)
  })
})

describe('the pull request', () => {
  test('says what it holds and asks four questions', () => {
    const { title, body, commitMessage } = render()
    expect(title).toBe('Postmortem: Checkout: 38 % of payments fail (#812)')
    expect(body.match(/^\d\. .*\?/gm)).toHaveLength(4)
    expect(body).toMatch(/Refs #812$/)
    expect(body).toContain('Approve workflows to run')
    expect(commitMessage.split('\n')[0]).toBe(title)
  })
})

test('a draft runbook is read back by the matcher', () => {
  const page = parseRunbook({ path: 'runbooks/x.md', text: fileOf({}, 'runbooks/checkout-payments-fail.md') })
  expect(page).toMatchObject({ kind: 'runbook', notices: [], title: 'Checkout: 38 % of payments fail' })
  expect(page.frontMatter).toMatchObject({ services: ['checkout'], tags: ['draft'], unknownKeys: [] })
  expect(page.history[0]).toMatchObject({ incident: 812, outcome: 'unknown' })
})

test('signatures are literal parts of the log, without what differs each time', () => {
  const log = [
    '2026-08-14 03:11:52,431 FATAL [pool-1] org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
    'Aug 14 03:11:52 web-1 nginx[812]: upstream timed out (110: Connection timed out) while reading',
    'panic: runtime error: invalid memory address or nil pointer dereference',
    'GET / 200',
  ].join('\n')
  const signatures = pickSignatures(log)
  expect(signatures).toContain('PSQLException')
  expect(signatures.some((one) => one.includes('invalid memory address'))).toBe(true)
  for (const signature of signatures) expect(log).toContain(signature)
  expect(pickSignatures(undefined)).toEqual([])
})

test.each([
  ['runbooks/postmortems/a.md', 'runbooks/pool.md', '../pool.md'],
  ['runbooks/README.md', 'runbooks/postmortems/a.md', 'postmortems/a.md'],
  ['docs/run books/README.md', 'docs/run books/pm/a (1).md', 'pm/a%20%281%29.md'],
  ['README.md', 'runbooks/a.md', 'runbooks/a.md'],
])('from %s to %s', (from, to, link) => {
  expect(relativePath(from, to)).toBe(link)
})
