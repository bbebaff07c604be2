import { describe, expect, test } from '@jest/globals'
import { printFrontMatter } from '../../../src/render/document/front-matter.ts'
import { renderGantt } from '../../../src/render/document/gantt.ts'
import { addHistoryLine } from '../../../src/render/document/history-file.ts'
import { updateIndex } from '../../../src/render/document/index-file.ts'
import { listMilestones } from '../../../src/render/document/milestone-list.ts'
import { namePeople } from '../../../src/render/document/people.ts'
import { relativePath } from '../../../src/render/document/relative-path.ts'
import { seedLessons } from '../../../src/render/document/seed-lessons.ts'
import { pickSignatures } from '../../../src/render/document/signatures.ts'
import { at, entryAt, facts, postmortem } from './fixtures.ts'

describe('people in a postmortem', () => {
  const { name, words } = namePeople({
    names: { Alice: 'commander', bob42: 'responder 1', carol: 'Carol', max: 'reporter' },
  })

  test('are their roles, or somebody', () => {
    expect(['alice', 'carol', 'dave', '', undefined].map(name)).toEqual([
      'commander',
      '`carol`',
      'somebody',
      'unknown',
      'unknown',
    ])
    expect(namePeople({ names: {} }).name('alice')).toBe('`alice`')
  })

  test.each([
    ['@alice and @ALICE', 'commander and commander'],
    ['bob42 said', 'responder 1 said'],
    ['max and @max', 'max and reporter'],
    ['alice@example.com', 'alice@example.com'],
    ['x/bob42, bob42/x, bob42.js, bob42-x', 'x/bob42, bob42/x, bob42.js, bob42-x'],
    ['(bob42).', '(responder 1).'],
    ['@dave', '@dave'],
  ])('in words: %s', (text, told) => expect(words(text)).toBe(told))
})

describe('the picture of an incident', () => {
  test('has a row for each phase that is known, padded to the longest', () => {
    expect(renderGantt(postmortem).split('\n')).toEqual([
      '```mermaid',
      'gantt',
      '    dateFormat YYYY-MM-DD HH:mm',
      '    axisFormat %H:%M',
      '    Not noticed yet (7 min)         : 2026-08-14 03:05, 2026-08-14 03:12',
      '    Waiting for an answer (3 min)   : 2026-08-14 03:12, 2026-08-14 03:15',
      '    Looking for the source (20 min) : 2026-08-14 03:15, 2026-08-14 03:35',
      '    Fixing it (9 min)               : 2026-08-14 03:35, 2026-08-14 03:44',
      '    Watching the fix (8 min)        : 2026-08-14 03:44, 2026-08-14 03:52',
      '```',
    ])
  })

  test.each([
    ['one milestone', { detected: at(12) }],
    ['milestones in the wrong order', { detected: at(12), resolved: at(5) }],
    ['none', {}],
  ])('is not drawn of %s', (_, milestones) => expect(renderGantt({ ...postmortem, milestones })).toBe(''))

  test('names days on its axis where it is longer than twenty hours', () => {
    const axis = (minutes: number) =>
      renderGantt({ ...postmortem, milestones: { detected: at(0), resolved: at(minutes) } }).split('\n')[3]
    expect(axis(20 * 60)).toBe('    axisFormat %H:%M')
    expect(axis(20 * 60 + 1)).toBe('    axisFormat %d %b %H:%M')
  })
})

test('milestones of another day have their date, and the unread start its words', () => {
  const list = (changes: Partial<typeof postmortem>) =>
    listMilestones({ ...postmortem, ...changes }).map(({ name, time, figure }) => `${name} ${time} ${figure}`)
  expect(
    list({ milestones: { started: at(0), identified: at(30), mitigated: at(12 * 60), resolved: at(12 * 60 + 1) } }),
  ).toEqual([
    'Started 14 Aug 2026, 03:00 UTC ',
    'Identified 03:30 UTC 30 min in',
    'Mitigated 15:00 UTC time to mitigate 39 min',
    'Resolved 14 Aug 2026, 15:01 UTC time to resolve 47 min',
  ])
  expect(list({ milestones: { identified: at(30) }, facts: { ...facts, startedAsWritten: undefined } })).toEqual([
    'Identified 03:30 UTC ',
  ])
  expect(list({ milestones: {}, facts: { ...facts, startedAsWritten: 'this *morning*' } })).toEqual([
    'Started “this \\*morning\\*” (as written) ',
  ])
})

describe('what helped and what hurt', () => {
  const people = namePeople(postmortem)
  const lessons = (changes: Partial<typeof postmortem>) => seedLessons({ ...postmortem, ...changes }, people)
  const quarter = 15 * 60_000

  test('at a quarter of an hour it was quick, and above it was not', () => {
    expect(lessons({ figures: { detect: quarter, acknowledge: quarter }, runbooksUsed: [] })).toMatchObject({
      helped: ['It was noticed in 15 min.', 'Somebody was on it in 15 min.'],
      hurt: ['No runbook was used.'],
    })
    expect(lessons({ figures: { detect: quarter + 60_000, acknowledge: quarter + 60_000 } })).toMatchObject({
      helped: ['The runbook Provider timeouts was followed.'],
      hurt: ['It took 16 min until it was noticed.', 'It took 16 min until somebody answered.'],
    })
  })

  test('the notes since the source was known are steps of the fix', () => {
    expect(lessons({}).resolvingNotes).toEqual(['rerouted EU cards to the second provider'])
    expect(lessons({ timeline: postmortem.timeline.slice(0, 6) }).resolvingNotes).toEqual([])
    const status = postmortem.timeline.find(({ kind, text }) => kind === 'status' && text !== 'investigating')
    const atOnce = { ...entryAt('alice', 0, ['note', 'at once']), at: status?.at ?? '' }
    expect(lessons({ timeline: [...postmortem.timeline.slice(0, 6), atOnce] }).resolvingNotes).toEqual(
      status && postmortem.timeline.indexOf(status) < 6 ? ['at once'] : [],
    )
    expect(lessons({ timeline: [...(status ? [status] : []), atOnce] }).resolvingNotes).toEqual(['at once'])
    const unsure = [entryAt('alice', 11, ['status', 'investigating']), ...postmortem.timeline.slice(0, 6)]
    expect(lessons({ timeline: unsure }).resolvingNotes).toEqual([])
  })
})

test('front matter leaves out what is empty, and keeps what is only nothing', () => {
  const values = { a: undefined, b: [], c: {}, d: [1], e: { f: 1 }, g: '', h: 0, i: null, j: 'x'.repeat(200) }
  expect(printFrontMatter(values)).toBe(`---\nd:\n  - 1\ne:\n  f: 1\ng: ""\nh: 0\ni: null\nj: ${'x'.repeat(200)}\n---`)
})

describe('signatures of a log', () => {
  test.each([
    ['2026-08-14T03:11:52.431Z ERROR connection refused by peer', ['connection refused by peer']],
    ['[2026-08-14 03:11:52+02:00] warn: disk failure on volume', ['disk failure on volume']],
    ['03:11:52.1 [main] FATAL: cannot open the socket', ['cannot open the socket']],
    ['Aug 14 03:11:52 upstream timed out while reading', ['upstream timed out while reading']],
    ['> | severe: out of memory in the reactor', ['out of memory in the reactor']],
    ['error: read failed with 5000 bytes left', ['read failed with']],
    ['cannot reach 10.0.3.7 from here', ['cannot reach']],
    ['cannot reach 10.10.13.17 from here', ['cannot reach']],
    ['2026-08-14T03:11:52Z   ERROR cannot see the end', ['cannot see the end']],
    ['connect EX and EPIPE at last', ['EPIPE', 'connect EX and EPIPE at last']],
    ['connect EX at last', []],
    ['request deadbeef01 failed for good', []],
    ['failed "quoted"', []],
    ['connect ECONNREFUSED', ['ECONNREFUSED', 'connect ECONNREFUSED']],
    ['java.net.SocketException: ERRORS', ['SocketException', 'java.net.SocketException: ERRORS']],
    ['GET / 503 slow down', []],
    ['all is well', []],
    ['it failed', []],
    ['cannot see', ['cannot see']],
    ['we failed.', []],
    ['it has failed', ['it has failed']],
    [`cannot ${'x'.repeat(90)}`, [`cannot ${'x'.repeat(73)}`]],
    ['cannot open: –', ['cannot open']],
  ])('%j: %j', (log, signatures) => expect(pickSignatures(log)).toEqual(signatures))

  test('are at most five, each once', () => {
    const lines = Array.from({ length: 9 }, (_, index) => `cannot open ${'abcdefghi'[index]} today`)
    expect(pickSignatures([...lines.slice(0, 1), ...lines].join('\n'))).toEqual(lines.slice(0, 5))
  })
})

describe('the list of incidents', () => {
  const block = (...lines: readonly string[]) =>
    ['# R', '', '<!-- muster:incidents -->', ...lines, '<!-- /muster:incidents -->', ''].join('\n')
  const entry = (name: string) => ({ line: `- [${name}](pm/${name})`, target: `pm/${name}` })

  test('puts a line before the first that is older, and replaces its own', () => {
    const text = block('- [b](pm/2026-02-b)', 'words', '- [a](pm/2026-01-a)')
    expect(updateIndex(text, entry('2026-01-b'), '')).toBe(
      block('- [b](pm/2026-02-b)', 'words', '- [2026-01-b](pm/2026-01-b)', '- [a](pm/2026-01-a)'),
    )
    expect(updateIndex(text, entry('2025-01-a'), '')).toBe(
      block('- [b](pm/2026-02-b)', 'words', '- [a](pm/2026-01-a)', '- [2025-01-a](pm/2025-01-a)'),
    )
    expect(updateIndex(text, entry('2026-01-a'), '')).toBe(
      block('- [b](pm/2026-02-b)', 'words', '- [2026-01-a](pm/2026-01-a)'),
    )
  })

  test('leaves links that stand above it', () => {
    const above = '# All\n- [old](pm/2020-01-a)\n'
    expect(updateIndex(above + block(), entry('2026-01-a'), '')).toBe(above + block('- [2026-01-a](pm/2026-01-a)'))
  })

  test('may begin the file, and is made anew where it never ends', () => {
    const open = '<!-- muster:incidents -->\n<!-- /muster:incidents -->'
    expect(updateIndex(open, entry('a'), '')).toBe('<!-- muster:incidents -->\n- [a](pm/a)\n<!-- /muster:incidents -->')
    const torn = '<!-- /muster:incidents -->\n<!-- muster:incidents -->\n'
    expect(updateIndex(torn, entry('a'), '')).toMatch(
      /^<!-- \/muster:incidents -->\n<!-- muster:incidents -->\n\n## Incidents\n/,
    )
    expect(updateIndex(' \n', entry('a'), '# Intro')).toMatch(/^# Intro\n\n## Incidents\n/)
  })
})

test.each([
  ['# A\n\nText.\n\n\n', '# A\n\nText.\n\n## Incident history\n\nLINE\n'],
  ['# A\n\nText.\n   \n', '# A\n\nText.\n\n## Incident history\n\nLINE\n'],
  ['# A\n\n## Incident history\n- old\n', '# A\n\n## Incident history\nLINE\n- old\n'],
  ['# A\n\n## Incident history\n\n  \nNone.\n', '# A\n\n## Incident history\n\nLINE\n  \nNone.\n'],
  ['# A\n\n## Incident history\n', '# A\n\n## Incident history\n\nLINE\n'],
  ['# A\n\n## Incident history\n\nNone yet.\n', '# A\n\n## Incident history\n\nLINE\n\nNone yet.\n'],
  ['# A\n\n## Incident history\nNone yet.\n', '# A\n\n## Incident history\n\nLINE\n\nNone yet.\n'],
  ['# A\n\n## Incident history\n\nIntro\n\n* old\n', '# A\n\n## Incident history\n\nIntro\n\nLINE\n* old\n'],
  ['# A\n\n## Incident history\n\n## Next\n\n- x\n', '# A\n\n## Incident history\n\nLINE\n\n## Next\n\n- x\n'],
  ['# A\n\n## Incident history\n\n- see /issues/812\n', '# A\n\n## Incident history\n\n- see /issues/812\n'],
  ['# A\n\n## Incident history\n\n- see #8123\n', '# A\n\n## Incident history\n\nLINE\n- see #8123\n'],
])('%j becomes %j', (current, expected) => expect(addHistoryLine(current, 'LINE', 812)).toBe(expected))

test.each([
  ['a/b/c.md', 'a/x.md', '../x.md'],
  ['a/b.md', 'a/b.md/c.md', 'b.md/c.md'],
  ['a/b.md', 'c/d.md', '../c/d.md'],
  ['a/b/c.md', 'a/b', '../b'],
])('from %s to %s is %s', (from, to, link) => expect(relativePath(from, to)).toBe(link))
