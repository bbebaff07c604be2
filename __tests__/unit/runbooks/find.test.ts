import { describe, expect, test } from '@jest/globals'
import { parseRunbook } from '../../../src/runbooks/document.ts'
import { findLinks } from '../../../src/runbooks/find-links.ts'
import { findNames } from '../../../src/runbooks/find-names.ts'
import { findSignatures, readSignature } from '../../../src/runbooks/find-signatures.ts'
import { findSymptoms } from '../../../src/runbooks/find-symptoms.ts'
import { isIdentifier, partsOf } from '../../../src/runbooks/identifier.ts'

type Find = typeof findLinks
const page = (path: string, head = '', text = '# Title\n\nText.\n') =>
  parseRunbook({ path, text: head === '' ? text : `---\n${head}\n---\n${text}` })
/** What was found, as `path text #anchor`. */
const found = (find: Find, pages: ReturnType<typeof page>[], text: string) =>
  find(pages, text).map(({ page: at, signal }) => [
    pages[at]?.path,
    signal.text,
    ...(signal.anchor ? [`#${signal.anchor}`] : []),
  ])

describe('a link', () => {
  const pages = [
    page('runbooks/database/disk.md', '', '# Disk\n\n## Free some space\n\nx\n'),
    page('runbooks/provider-timeouts.md'),
    page('runbooks/api/README.md'),
    page('runbooks/api.html.md.erb'),
  ]
  const links = (text: string) => found(findLinks, pages, text)

  test.each([
    ['see runbooks/database/disk.md.', [['runbooks/database/disk.md', 'runbooks/database/disk.md']]],
    ['database/disk.md', [['runbooks/database/disk.md', 'database/disk.md']]],
    ['disk.md', [['runbooks/database/disk.md', 'disk.md']]],
    ['DISK.MD#Free-Some-Space,', [['runbooks/database/disk.md', 'DISK.MD#Free-Some-Space', '#free-some-space']]],
    ['disk.md#nowhere', [['runbooks/database/disk.md', 'disk.md#nowhere']]],
    ['other/disk.md', []],
    [
      'https://github.test/o/r/blob/main/runbooks/database/disk.md?plain=1',
      [['runbooks/database/disk.md', 'https://github.test/o/r/blob/main/runbooks/database/disk.md?plain=1']],
    ],
    ['https://docs.test/database/disk', []],
    [
      'https://docs.test/runbooks/database/disk',
      [['runbooks/database/disk.md', 'https://docs.test/runbooks/database/disk']],
    ],
    [
      'https://docs.test/runbooks/provider-timeouts/',
      [['runbooks/provider-timeouts.md', 'https://docs.test/runbooks/provider-timeouts/']],
    ],
    ['https://docs.test/x/provider-timeouts', []],
    [
      'runbook: https://docs.test/x/provider-timeouts',
      [['runbooks/provider-timeouts.md', 'https://docs.test/x/provider-timeouts']],
    ],
    [
      'Runbook_URL = https://docs.test/x/provider-timeouts',
      [['runbooks/provider-timeouts.md', 'https://docs.test/x/provider-timeouts']],
    ],
    ['runbook: https://docs.test/x/disk', []],
    ['runbook: https://docs.test/disk', [['runbooks/database/disk.md', 'https://docs.test/disk']]],
    [
      'https://docs.test/provider%2Dtimeouts.md',
      [['runbooks/provider-timeouts.md', 'https://docs.test/provider%2Dtimeouts.md']],
    ],
    ['https://docs.test/provider%E0timeouts.md', []],
    ['./runbooks/database/./disk.md', [['runbooks/database/disk.md', './runbooks/database/./disk.md']]],
    [
      'runbooks/api/README.md',
      [
        ['runbooks/api/README.md', 'runbooks/api/README.md'],
        ['runbooks/api.html.md.erb', 'runbooks/api/README.md'],
      ],
    ],
    ['no address here: disk', []],
    [
      'a [link](https://docs.test/runbooks/provider-timeouts) "in" <text>',
      [['runbooks/provider-timeouts.md', 'https://docs.test/runbooks/provider-timeouts']],
    ],
  ])('%s', (text, expected) => {
    expect(links(text)).toEqual(expected)
  })

  test('is looked for among the first hundred addresses', () => {
    const others = (count: number) => 'x/other.md '.repeat(count)
    expect(links(`${others(99)}disk.md`)).toHaveLength(1)
    expect(links(`${others(100)}disk.md`)).toHaveLength(0)
  })
})

describe('a name', () => {
  const alerts = (head: string) => [page('runbooks/a.md', `alerts: [${head}]`)]

  test.each([
    ['in any spelling of one word', 'PgDiskFull', 'the pg_disk_full alert', ['PgDiskFull']],
    ['in three plain words', '"disk nearly full"', 'Disk: nearly full!', ['disk nearly full']],
    ['not in part', '"disk nearly full"', 'disk nearly fuller', []],
    ['not of one or two letters', '"db"', 'the db is down', []],
    ['in two words', '"disk full"', 'the disk, full again', ['disk full']],
  ])('of an alert: %s', (_, alert, text, expected) => {
    expect(found(findNames, alerts(alert), text).map(([, name]) => name)).toEqual(expected)
  })

  const named = (path: string, text: string, body?: string) =>
    found(findNames, [page(path, '', body)], text).map(([, name]) => name)

  test('of the file counts as an identifier of three parts, or of two where it is the subject', () => {
    expect(named('runbooks/DiskAlmostFull.md', 'x\nsaw disk_almost_full')).toEqual(['DiskAlmostFull'])
    expect(named('runbooks/PagerDuty.md', 'x\nsaw PagerDuty')).toEqual([])
    expect(named('runbooks/PagerDuty.md', 'PagerDuty is down\nx')).toEqual(['PagerDuty'])
    expect(named('runbooks/PagerDuty.md', 'x\nalertname="PagerDuty"')).toEqual(['PagerDuty'])
    expect(named('runbooks/disk-almost-full.md', 'DiskAlmostFull')).toEqual([])
    expect(named('runbooks/disk-almost-full.md', 'alertname: DiskAlmostFull')).toEqual(['disk-almost-full'])
    expect(named('runbooks/watchdog.md', 'Alertname = Watchdog')).toEqual(['watchdog'])
    expect(named('runbooks/watchdog.md', 'the Watchdog barks')).toEqual([])
  })

  test('of a heading counts the same, and its section is linked', () => {
    const body = '# Alerts\n\n## KubePodCrashLooping\n\nx\n\n## PagerDuty\n\ny\n'
    const pages = [page('runbooks/alerts.md', '', body)]
    expect(found(findNames, pages, 'x\nKubePodCrashLooping')).toEqual([
      ['runbooks/alerts.md', 'KubePodCrashLooping', '#kubepodcrashlooping'],
    ])
    expect(found(findNames, pages, 'PagerDuty is down')).toEqual([])
    expect(found(findNames, pages, 'alertname: PagerDuty')).toEqual([['runbooks/alerts.md', 'PagerDuty', '#pagerduty']])
    const top = [page('runbooks/top.md', '', '# KubePodCrashLooping\n\nx\n')]
    expect(found(findNames, top, 'KubePodCrashLooping')).toEqual([['runbooks/top.md', 'KubePodCrashLooping']])
  })

  test('that its own page has is not looked for in headings of others', () => {
    const body = '# Alerts\n\n## DiskAlmostFull\n\nx\n'
    const pages = [
      page('runbooks/DiskAlmostFull.md'),
      page('runbooks/alerts.md', '', body),
      page('runbooks/b.md', 'alerts: [DiskAlmostFull]'),
    ]
    expect(found(findNames, pages, 'DiskAlmostFull').map(([path]) => path)).toEqual([
      'runbooks/DiskAlmostFull.md',
      'runbooks/b.md',
    ])
  })

  test('that more than three pages carry names none of them, but in front matter', () => {
    const bearers = (count: number) =>
      Array.from({ length: count }, (_, at) => page(`runbooks/${at}/DiskAlmostFull.md`))
    const declared = page('runbooks/z.md', 'alerts: [DiskAlmostFull]')
    expect(found(findNames, bearers(3), 'DiskAlmostFull')).toHaveLength(3)
    expect(found(findNames, bearers(4), 'DiskAlmostFull')).toHaveLength(0)
    expect(found(findNames, [...bearers(2), declared], 'DiskAlmostFull')).toHaveLength(3)
    expect(found(findNames, [...bearers(3), declared], 'DiskAlmostFull').map(([path]) => path)).toEqual([
      'runbooks/z.md',
    ])
  })
})

describe('an identifier', () => {
  test.each(['DiskFull', 'disk_full', 'diskFull', 'APIDown', 'a_1', 'Disk2Full', 'KubeAPIDown'])(
    '%s is one',
    (name) => {
      expect(isIdentifier(name)).toBe(true)
    },
  )

  test.each(['disk', 'Disk', 'DISK', 'disk-full', 'disk full', '_disk', '1_disk', 'disk_', 'AP', ''])(
    '%s is none',
    (name) => {
      expect(isIdentifier(name)).toBe(false)
    },
  )

  test('has 200 signs at most', () => {
    expect(isIdentifier(`a_${'b'.repeat(198)}`)).toBe(true)
    expect(isIdentifier(`a_${'b'.repeat(199)}`)).toBe(false)
  })

  test('is cut where a word begins', () => {
    expect(partsOf('KubeAPIDown')).toEqual(['Kube', 'API', 'Down'])
    expect(partsOf('disk_almostFull2x')).toEqual(['disk', 'almost', 'Full2x'])
  })
})

describe('a signature', () => {
  const signed = (signature: string, text: string) =>
    found(findSignatures, [page('runbooks/a.md', `signatures: [${JSON.stringify(signature)}]`)], text).map(
      ([, hit]) => hit,
    )

  test.each([
    ['a literal in any case, as the text has it', 'etimedout', 'connect ETIMEDOUT now', ['ETIMEDOUT']],
    ['a literal with signs', 'a.c', 'abc', []],
    ['three signs', 'abc', 'xabcx', ['abc']],
    ['two signs are too few', 'ab', 'ab', []],
    ['a pattern', '/pool .* after \\d+ms/', 'pool main after 30ms', ['pool main after 30ms']],
    ['a pattern in its case', '/Pool/', 'pool', []],
    ['a pattern in any case', '/Pool/i', 'a pool', ['pool']],
    ['a broken pattern', '/(/', '(', []],
    ['one that fits nothing', '/x*/', 'y', []],
    ['blanks are one', '/a\\s+b/', 'a \n\t b', ['a b']],
  ])('%s', (_, signature, text, hits) => {
    expect(signed(signature, text)).toEqual(hits)
  })

  test('is shown up to 120 signs', () => {
    expect(signed('/x+/', 'x'.repeat(120))).toEqual(['x'.repeat(120)])
    expect(signed('/x+/', 'x'.repeat(121))).toEqual([`${'x'.repeat(120)}…`])
  })

  test('is the first of a page that fits', () => {
    const pages = [page('runbooks/a.md', 'signatures: [none, second, third]'), page('runbooks/b.md')]
    expect(found(findSignatures, pages, 'third second')).toEqual([['runbooks/a.md', 'second']])
  })

  test.each([
    ['ab', 'shorter than 3 characters'],
    ['/x*/', 'it matches the empty text, so everything'],
    ['/a{999}b{999}c{999}/', 'too large a pattern'],
    ['/(/', /paren|missing/i],
  ])('%s cannot be used, and it is said why', (source, why) => {
    expect(readSignature(source)).toEqual({
      kind: 'unusable',
      why: typeof why === 'string' ? why : expect.stringMatching(why),
    })
  })

  test('with a slash at one end is a literal', () => {
    expect(readSignature('/var/LOG')).toEqual({ kind: 'literal', text: '/var/log' })
    expect(readSignature('//')).toMatchObject({ kind: 'unusable' })
    expect(readSignature('/x/g')).toEqual({ kind: 'literal', text: '/x/g' })
    expect(readSignature('a /x/')).toMatchObject({ kind: 'literal' })
  })
})

describe('a symptom', () => {
  const said = (symptom: string, text: string) =>
    findSymptoms([page('runbooks/a.md', `symptoms: ["${symptom}"]`)], text).length === 1

  test.each([
    ['payments fail', 'Payment failed', true],
    ['payments fail', 'payments for EU customers fail', true],
    ['payments are failing', 'payments failing', true],
    ['payments fail', 'payments red green blue fail', true],
    ['payments fail', 'payments red green blue black fail', false],
    ['payments fail', 'fail payments', false],
    ['payments fail', 'payments', false],
    ['the payments are', 'payments', false],
    ['payments', 'payments', false],
    ['mail queue grows', 'the mail and its queue are growing', true],
    ['mail queue grows', 'mail queue', false],
    ['mail queue grows', 'mail grows queue', false],
    ['pay pay now', 'pay now', false],
    ['pay pay now', 'pay then pay now', true],
  ])('%s, in %s: %s', (symptom, text, expected) => {
    expect(said(symptom, text)).toBe(expected)
  })

  test('is told as the page declares it, and of runbooks alone', () => {
    const pages = [
      page('runbooks/a.md', 'symptoms: [disk full, "payments fail"]'),
      page('runbooks/postmortems/b.md', 'symptoms: [payments fail]'),
      page('runbooks/c.md'),
    ]
    expect(found(findSymptoms, pages, 'payments fail')).toEqual([['runbooks/a.md', 'payments fail']])
    expect(found(findSymptoms, pages.slice(1), 'payments fail')).toEqual([])
  })
})
