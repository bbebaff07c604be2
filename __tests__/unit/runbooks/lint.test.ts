import { expect, test } from '@jest/globals'
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
  ['keys of other tools', '---\nweight: 3\nalerts: [A]\n---\n# Slow', []],
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
