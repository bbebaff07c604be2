import { describe, expect, test } from '@jest/globals'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { lintCorpus } from '../../../src/runbooks/lint.ts'

const steps =
  'Look at the dashboards of the pool, then raise its size in the settings and restart one instance after the other.'
const fine = {
  path: 'runbooks/fine.md',
  text: '---\nsymptoms: [nobody can log in]\n---\n# Login fails\n\nRestart the login service.\n',
}

const kindsOf = (text: string, more: readonly { readonly path: string; readonly text: string }[] = []) =>
  lintCorpus(buildCorpus([fine, { path: 'runbooks/x.md', text }, ...more]), () => false)
    .filter(({ path }) => path !== fine.path)
    .map(({ path, kind }) => `${path.replace('runbooks/', '')} ${kind}`)

test.each([
  ['no title', '---\nsymptoms: [slow]\n---\njust text', ['x.md no-title']],
  ['no signals', '# Slow\n\ntext', ['x.md no-signals']],
  ['no text', '', ['x.md empty']],
  ['a slip in a key', '---\nsymptons: [slow]\nalerts: [A]\n---\n# Slow', ['x.md unknown-key']],
  ['a key of nobody', '---\ncolour: red\nalerts: [A]\n---\n# Slow', ['x.md unknown-key']],
  [
    'keys of site generators',
    '---\nweight: 3\nlayout: a\nnav_order: 2\nlastMod: b\nseries: c\nalerts: [A]\n---\n# Slow',
    [],
  ],
  [
    'a useless signature',
    '---\nsignatures: ["/(/", "/x*/", "ab", "fine one"]\n---\n# Slow',
    ['x.md bad-signature', 'x.md bad-signature', 'x.md bad-signature'],
  ],
  [
    'dead links',
    '---\nalerts: [A]\n---\n# Slow\n\n[a](gone.md) [b](fine.md) [c](#slow) [d](#gone) [e](https://x.example) [f]: ./no.md\n',
    ['x.md dead-link', 'x.md dead-link'],
  ],
  ['unreadable front matter', '---\na: [\n---\n# Slow\n\ntext', ['x.md unreadable', 'x.md no-signals']],
])('%s', (_, text, found) => {
  expect(kindsOf(text).sort()).toEqual([...found].sort())
})

/** What is said about one page, as `line level: message → help`. */
const saidOf = (text: string, name = 'x.md', more: readonly { readonly path: string; readonly text: string }[] = []) =>
  lintCorpus(buildCorpus([fine, { path: `runbooks/${name}`, text }, ...more]), () => false)
    .filter(({ path }) => path === `runbooks/${name}`)
    .map(({ line, level, message, help }) => `${line ?? '-'} ${level}: ${message} → ${help}`)

describe('each finding says where, what, and what to add', () => {
  test.each([
    ['YAML', '---\n# mine\nalerts: [A]\nsymptons: [slow]\n---\n# Slow'],
    ['YAML that needs the full parser', '---\nalerts:\n  - {a: b}\n"symptons": >-\n  slow\n---\n# Slow'],
    ['TOML', '+++\nalerts = ["A"]\n\nsymptons = ["slow"]\n+++\n# Slow'],
    ['after a BOM, with CRLF', '\uFEFF---\r\nalerts: [A]\r\n\r\nsymptons: [slow]\r\n---\r\n# Slow'],
  ])('the line of a key in %s', (_, text) => {
    expect(saidOf(text)).toContain('4 mend: front matter key `symptons` is not known → Did you mean `symptoms`?')
  })

  test('a key of another tool is a note, said once for all pages that have it', () => {
    const text = '---\nalerts: [A]\ncolour: red\nlast_reviewed_on: 2026-01-01\n---\n# Slow'
    const findings = lintCorpus(
      buildCorpus([
        { path: 'runbooks/a.md', text },
        { path: 'runbooks/b.md', text: text.replace('Slow', 'Mail') },
      ]),
    ).filter(({ kind }) => kind === 'unknown-key')
    expect(findings).toEqual([
      {
        kind: 'unknown-key',
        level: 'note',
        path: 'runbooks/a.md',
        line: 3,
        message: 'front matter key `colour` is not known',
        help: expect.stringMatching(/^Keep it if another tool reads it\. Muster reads: title, services, /),
        also: ['runbooks/b.md'],
      },
      expect.objectContaining({ line: 4, help: 'Keep it if another tool reads it. Muster reads `reviewed`.' }),
    ])
  })

  test('the line of a signature', () => {
    expect(saidOf('---\nsignatures:\n  - fine one\n  - ab\n---\n# Slow')).toEqual([
      expect.stringMatching(/^4 mend: signature `ab` is not used: shorter than 3 characters → Write a literal string/),
    ])
  })

  test('the line of a dead link, what it looked for, and what may be meant', () => {
    const text =
      '---\nalerts: [A]\n---\n\n# Slow\n\nSee\n[a](gone%20away.md).\n\n## Steps\n\n\n[b](/gone.png)\n[c](#step) [d](fine.md#login-fail) [e](fine.md#login-fails)\n'
    expect(saidOf(text)).toEqual([
      '8 mend: the link `gone%20away.md` leads nowhere: there is no file runbooks/gone away.md → Mend it or take it out. Its path starts at the folder of this page.',
      '13 mend: the link `/gone.png` leads nowhere: there is no file gone.png → Mend it or take it out. A path that begins with `/` starts at the root of the repository.',
      '14 mend: the link `#step` leads to the top only: this page has no heading `#step` → Did you mean `#steps`?',
      '14 mend: the link `fine.md#login-fail` leads to the top only: runbooks/fine.md has no heading `#login-fail` → Did you mean `#login-fails`?',
    ])
  })

  test('examples, templates and anchors of the page’s own making are no dead links', () => {
    const text =
      '---\nalerts: [A]\n---\n# Slow\n\n`[a](a.md)` [b]({{ site }}/b.md) [c](<%= c %>) [d](#here) [e](#SLOW)\n\n<a name="Here"></a>\n\n```md\n[f](f.md)\n```\n<!-- [g](g.md) -->\n'
    expect(saidOf(text)).toEqual([])
  })

  test('where a title is missing, the line on which to write it', () => {
    expect(saidOf('---\nsymptoms: [slow]\n---\n\njust text')).toEqual([
      '5 mend: the page has neither title nor heading; people see its file name, x → Start its text with a line `# What is wrong`, in the words that people use.',
    ])
  })

  test('what to add where no signal leads to a page; a page named after its alert is a note', () => {
    const help =
      '`symptoms:` (what people see), `signatures:` (text from logs), `alerts:` (names of alerts that belong here).'
    expect(saidOf('# Slow\n\ntext')).toEqual([
      `- mend: no symptom, log line or alert leads here for sure → Add front matter: ${help}`,
    ])
    expect(saidOf('---\ntags: [a]\n---\n# Slow\n\ntext')).toEqual([
      `1 mend: no symptom, log line or alert leads here for sure → Add to the front matter: ${help}`,
    ])
    expect(saidOf('# Slow\n\n## Symptoms\n\nIt is slow.')).toEqual([
      expect.stringMatching(
        /^3 mend: .* → Add front matter: `symptoms:`, with the sentences that stand under “Symptoms”/,
      ),
    ])
    expect(saidOf('# Slow\n\ntext', 'DiskAlmostFull.md')).toEqual([
      expect.stringMatching(/^- note: found for sure by the alert `DiskAlmostFull` alone → /),
    ])
  })

  test('the line at which TOML breaks', () => {
    expect(saidOf('+++\nalerts = ["A"]\nsymptoms = nothing\n+++\n# Slow')).toContainEqual(
      expect.stringMatching(/^3 mend: the front matter cannot be read: Invalid TOML/),
    )
  })

  test('the line of the heading of a twin, and its twin', () => {
    const text = `---\nalerts: [A]\n---\n\n# Pool\n\n${steps}`
    expect(saidOf(text, 'y.md', [{ path: 'runbooks/pool.md', text }])).toEqual([
      '5 mend: says nearly the same as runbooks/pool.md → Merge them, or say in `symptoms:` what tells them apart.',
    ])
  })
})

test('near twins are named once, and told apart by what they say', () => {
  const text = `---\nalerts: [A]\n---\n# Pool\n\n${steps}`
  expect(kindsOf(text, [{ path: 'runbooks/y.md', text: text.replace('# Pool', '# Pools') }])).toEqual([
    'y.md near-twin',
  ])
  expect(
    kindsOf(text, [
      {
        path: 'runbooks/y.md',
        text: '---\nalerts: [B]\n---\n# Mail\n\nFlush the mail queue, then look whether it grows again within an hour.',
      },
    ]),
  ).toEqual([])
})
