import { describe, expect, test } from '@jest/globals'
import { chooseShown } from '../../../src/runbooks/choose-shown.ts'
import { contactsOf } from '../../../src/runbooks/contacts.ts'
import { buildCorpus, MAX_PAGE } from '../../../src/runbooks/corpus.ts'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import { isStale } from '../../../src/runbooks/freshness.ts'
import { matchRunbooks } from '../../../src/runbooks/match.ts'

const page = (path: string, text: string) => ({ path, text })

describe('a corpus', () => {
  test('leaves out the index, other files, symbolic links and huge files, the last two with a notice', () => {
    const corpus = buildCorpus([
      page('runbooks/README.md', '# Index'),
      page('runbooks/postmortems/README.md', '# Index'),
      page('runbooks/pool/README.md', '# Pool exhausted'),
      page('runbooks/link.md', '../../secrets.md'),
      page('runbooks/huge.md', 'x'.repeat(MAX_PAGE + 1)),
      page('runbooks/picture.png', ''),
      page('runbooks/disk.mdx', '# Disk'),
    ])
    expect(corpus.runbooks.map(({ path }) => path)).toEqual(['runbooks/disk.mdx', 'runbooks/pool/README.md'])
    expect(corpus.notices).toEqual([
      {
        path: 'runbooks/huge.md',
        message: 'the page is too large to be read',
        help: 'Keep pages under 524288 characters.',
      },
      {
        path: 'runbooks/link.md',
        message: 'the file is a symbolic link or empty',
        help: 'Put the page link itself here.',
      },
    ])
  })

  test('a stub is followed to the page it points to', () => {
    const corpus = buildCorpus([
      page('runbooks/old-disk.md', '# OldDiskAlert\n\nMoved: see [disk](disk.md).'),
      page('runbooks/disk.md', '# Disk full\n\nFree some space.'),
      page('runbooks/mail.md', '# Mail\n\nFlush.'),
    ])
    const shown = chooseShown(matchRunbooks(corpus, { title: 'OldDiskAlert' })).runbooks[0]
    expect(shown).toMatchObject({ runbook: { path: 'runbooks/old-disk.md' }, leadsTo: { path: 'runbooks/disk.md' } })
  })

  test('of nothing is silent', () => {
    expect(matchRunbooks(buildCorpus([]), { title: 'Anything' })).toEqual([])
  })

  test('stays silent when nothing fits', () => {
    const corpus = buildCorpus([
      page('runbooks/disk.md', '# Disk full\n\nFree some space on the disk.'),
      page('runbooks/mail.md', '# Mail queue grows\n\nFlush the queue.'),
    ])
    const shown = chooseShown(
      matchRunbooks(corpus, { title: 'Unicorns graze on the lawn', body: 'They ate some roses.' }),
    )
    expect(shown).toEqual({ runbooks: [], happenedBefore: [] })
  })
})

describe('whom to message', () => {
  const match = (text: string) =>
    matchRunbooks(buildCorpus([page('runbooks/disk.md', text)]), { title: 'see runbooks/disk.md' })[0]
  const others = { codeowners: ['@acme/db'], serviceOwners: ['erin'] }
  test.each([
    [
      '---\nowners: ["@dana"]\nescalation: [carol]\n---\n# Disk',
      { owners: ['dana'], escalation: ['carol'], source: 'runbook' },
    ],
    ['# Disk', { owners: ['acme/db'], escalation: [], source: 'codeowners' }],
  ])('the page, else its code owners', (text, contacts) => {
    const found = match(text)
    expect(found && contactsOf(found, others)).toEqual(contacts)
  })
  test('else the service, else nobody', () => {
    const found = match('# Disk')
    expect(found && contactsOf(found, { serviceOwners: ['erin'] })).toMatchObject({
      owners: ['erin'],
      source: 'service',
    })
    expect(found && contactsOf(found, {})).toMatchObject({ owners: [], source: 'none' })
  })
})

test.each([
  ['reviewed long ago', '---\nreviewed: 2026-01-01\n---\n', undefined, true],
  ['reviewed lately', '---\nreviewed: 2026-10-01\n---\n', '2020-01-01', false],
  ['changed long ago', '# x', '2026-01-01T00:00:00Z', true],
  ['no date known', '# x', undefined, false],
])('freshness: %s', (_, text, lastChanged, stale) => {
  const runbook = parseRunbook({ path: 'a.md', text, ...(lastChanged === undefined ? {} : { lastChanged }) })
  expect(isStale(runbook, { now: Date.UTC(2026, 10, 1), after: 180 })).toBe(stale)
})
