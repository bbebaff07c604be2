import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runCli } from '../../../src/cli/run-cli.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-cli-'))
  mkdirSync(join(folder, 'runbooks/deep'), { recursive: true })
  const pool =
    '---\nsignatures: [ETIMEDOUT]\nservices: [checkout]\n---\n# Pool exhausted\n\n## Mitigation\n\nRaise the size.\n'
  writeFileSync(join(folder, 'runbooks/pool.md'), pool)
  writeFileSync(join(folder, 'runbooks/deep/mail.md'), '# Mail queue\n\nFlush it.\n')
  symlinkSync('pool.md', join(folder, 'runbooks/link.md'))
  const event = {
    action: 'opened',
    issue: { title: 'Cannot pay', body: 'connect ETIMEDOUT', labels: [{ name: 'service:checkout' }] },
  }
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event))
  writeFileSync(join(folder, 'broken.json'), '{')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...words: readonly string[]) {
  const said = { out: '', err: '' }
  const code = runCli(words, { out: (text) => (said.out += text), err: (text) => (said.err += text) })
  return { code, ...said }
}

const runbooks = () => `--runbooks=${join(folder, 'runbooks')}`

describe('match', () => {
  test('prints the decision, the ranking, the evidence and the notices', () => {
    const { code, out } = run('match', 'Cannot pay: ETIMEDOUT', runbooks())
    expect(code).toBe(0)
    expect(out).toMatch(/^Muster would link:\n {2}.*runbooks\/pool\.md.* – `ETIMEDOUT`/)
    expect(out).toMatch(/1\. .*pool\.md.* named by signature/)
    expect(out).toMatch(/link\.md: symbolic links are not followed/)
  })

  test('reads an event and answers in JSON', () => {
    const { code, out } = run('match', '--issue', join(folder, 'event.json'), runbooks(), '--json')
    const answer = JSON.parse(out)
    expect(code).toBe(0)
    expect(answer.decision.runbooks).toHaveLength(1)
    expect(answer.ranking[0]).toMatchObject({ certain: 'signature', confidence: 1 })
  })

  test('reads what stands below the title, and says more by its options than a file does', () => {
    expect(run('match', 'Odd', '--body', 'connect ETIMEDOUT', runbooks()).code).toBe(0)
    expect(run('match', 'Odd', runbooks()).code).toBe(1)
    const issue = ['--issue', join(folder, 'event.json'), runbooks()]
    expect(run('match', ...issue, '--body', 'nothing').code).toBe(1)
    expect(run('match', ...issue, '--service', 'mail').out).toContain('named by signature')
  })

  test('says so and exits 1 when nothing fits', () => {
    const { code, out } = run('match', 'Unicorns graze', runbooks())
    expect(code).toBe(1)
    expect(out).toMatch(/^Nothing is linked/)
  })

  test("strangers' control characters do not reach the terminal", () => {
    expect(run('match', 'ETIMEDOUT', '--body', 'Mail\u001b[31mqueue', runbooks()).out).not.toContain('\u001b')
  })
})

describe('lint', () => {
  const lint = (files: Readonly<Record<string, string>>, ...options: readonly string[]) => {
    const root = mkdtempSync(join(folder, 'lint-'))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text)
    const { code, out } = run('lint', root, ...options)
    return { code, out: out.replaceAll(relative(process.cwd(), root), 'runbooks').replaceAll(root, 'runbooks') }
  }
  const fine = '---\nalerts: [A]\n---\n# A\n\ntext\n'

  test('prints page by page, in columns, what is wrong and what to add, says help once, and counts', () => {
    const { code, out } = lint({
      'a.md': '---\nsymptons: [slow]\n---\n# A\n\n[x](gone.md)\n',
      'b.md': '# B\n\n[y](gone.md)\n',
    })
    expect(code).toBe(1)
    expect(out).toBe(
      [
        'runbooks/a.md',
        '  1  fix  no-signals   no symptom, log line or alert leads here for sure',
        '                       → Add to the front matter: `symptoms:` (what people see), `signatures:` (text from logs), `alerts:` (names of alerts that belong here).',
        '  2  fix  unknown-key  front matter key `symptons` is not known',
        '                       → Did you mean `symptoms`?',
        '  6  fix  dead-link    the link `gone.md` leads nowhere: there is no file runbooks/gone.md',
        '                       → Mend it or take it out. Its path starts at the folder of this page.',
        '',
        'runbooks/b.md',
        '     fix  no-signals   no symptom, log line or alert leads here for sure',
        '                       → Add front matter: `symptoms:` (what people see), `signatures:` (text from logs), `alerts:` (names of alerts that belong here).',
        '  3  fix  dead-link    the link `gone.md` leads nowhere: there is no file runbooks/gone.md',
        '',
        '2 pages read: 5 to fix in 2 files (2 no-signals, 2 dead-link, 1 unknown-key).',
        '',
      ].join('\n'),
    )
  })

  test('gives the same as JSON, with every page that a finding speaks for', () => {
    const text = fine.replace('alerts', 'colour: red\nalerts')
    const files = { 'a.md': text, 'b.md': text.replace('# A', '# B'), 'c.md': text.replace('# A', '# C') }
    const { code, out } = lint(files, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      pages: 3,
      forms: 0,
      findings: [
        {
          path: 'runbooks/a.md',
          line: 2,
          level: 'note',
          kind: 'unknown-key',
          message: 'front matter key `colour` is not known',
          help: expect.stringContaining('Muster reads: title'),
          also: ['runbooks/b.md', 'runbooks/c.md'],
        },
      ],
    })
  })

  test('names three pages that share a finding, and counts the others', () => {
    const also = (pages: number) => {
      const texts = Array.from({ length: pages }, (_, at) =>
        fine.replace('alerts', 'colour: red\nalerts').replace('# A', `# ${at}`),
      )
      const { out } = lint(Object.fromEntries(texts.map((text, at) => [`${at}.md`, text])))
      return /\(also on (.*)\)/.exec(out)?.[1]
    }
    const three = 'runbooks/1.md, runbooks/2.md, runbooks/3.md'
    expect([4, 5, 6].map(also)).toEqual([three, `${three} and 1 more page`, `${three} and 2 more pages`])
  })

  test('passes over what git and npm keep, and knows files that are no pages', () => {
    const root = mkdtempSync(join(folder, 'lint-'))
    for (const kept of ['.git', 'node_modules', '.github']) {
      mkdirSync(join(root, kept))
      writeFileSync(join(root, kept, 'x.md'), fine)
    }
    writeFileSync(join(root, 'a.md'), `${fine}\n[p](picture.png) [q](/picture.png) [r](gone.png)\n`)
    writeFileSync(join(root, 'picture.png'), '')
    const { out } = run('lint', root, '--json')
    const { pages, findings } = JSON.parse(out)
    expect(pages).toBe(2)
    expect(findings.filter(({ kind }: { kind: string }) => kind === 'dead-link')).toHaveLength(1)
  })

  test('notes alone leave the exit code at 0', () => {
    const { code, out } = lint({ 'a.md': fine.replace('alerts', 'colour: red\nalerts') })
    expect(code).toBe(0)
    expect(out).toMatch(/\n1 page read: nothing to fix, 1 note\.\n$/)
  })

  test('nothing found: one line', () => {
    expect(lint({ 'a.md': fine })).toEqual({ code: 0, out: '1 page read: nothing to fix.\n' })
  })

  describe('the forms of the repository around the folder', () => {
    const lintIn = (forms: Readonly<Record<string, string>>, ...options: readonly string[]) => {
      const root = mkdtempSync(join(folder, 'lint-'))
      mkdirSync(join(root, '.github/ISSUE_TEMPLATE'), { recursive: true })
      mkdirSync(join(root, 'docs/runbooks'), { recursive: true })
      writeFileSync(join(root, 'docs/runbooks/a.md'), fine)
      for (const [name, text] of Object.entries(forms)) writeFileSync(join(root, '.github/ISSUE_TEMPLATE', name), text)
      const { code, out } = run('lint', join(root, 'docs/runbooks'), ...options)
      return { code, out: out.replaceAll(relative(process.cwd(), root), 'shop').replaceAll(root, 'shop') }
    }
    const form = 'name: Outage\ndescription: It is down\nbody:\n  - {type: input, attributes: {label: What?}}\n'

    test('are read, and nothing is said of those that GitHub takes', () => {
      const files = {
        'outage.yml': form,
        'bug.yaml': form.replace('Outage', 'Bug'),
        'config.yml': 'a: [',
        'old.md': 'x',
      }
      expect(lintIn(files)).toEqual({ code: 0, out: '1 page and 2 forms read: nothing to fix.\n' })
    })

    test('what hides a form is said with its line and what to do', () => {
      const { code, out } = lintIn({ 'outage.yml': `title: ''\n${form}` })
      expect(code).toBe(1)
      expect(out).toBe(
        [
          'shop/.github/ISSUE_TEMPLATE/outage.yml',
          '  1  fix  invalid-form  `title` must be of type String and cannot be empty; GitHub hides the form',
          '                        → Write a text, or delete the line.',
          '',
          '1 page and 1 form read: 1 to fix in 1 file (1 invalid-form).',
          '',
        ].join('\n'),
      )
    })

    test('two of one name are one too many', () => {
      const { code, out } = lintIn({ 'a.yml': form, 'b.yml': form }, '--json')
      expect(code).toBe(1)
      expect(JSON.parse(out)).toEqual({
        pages: 1,
        forms: 2,
        findings: [
          {
            path: 'shop/.github/ISSUE_TEMPLATE/b.yml',
            line: 1,
            level: 'fix',
            kind: 'invalid-form',
            message: '`name` must be unique; GitHub hides the form',
            help: '`shop/.github/ISSUE_TEMPLATE/a.yml` has that name; give this form another.',
            also: [],
          },
        ],
      })
    })
  })

  test('names symbolic links and huge files in their place', () => {
    const root = mkdtempSync(join(folder, 'lint-'))
    writeFileSync(join(root, 'a.md'), fine)
    symlinkSync('a.md', join(root, 'b.md'))
    writeFileSync(join(root, 'c.md'), 'x'.repeat(2_200_000))
    const { code, out } = run('lint', root)
    expect(code).toBe(1)
    expect(out).toMatch(/b\.md\n +fix +unreadable +symbolic links are not followed\n +→ Put the page itself here\./)
    expect(out).toMatch(/c\.md\n +fix +unreadable +the file is too large to be read\n +→ Keep pages under 524288/)
  })

  test('an empty folder: what the first page needs', () => {
    const { code, out } = lint({ 'notes.txt': 'x' })
    expect(code).toBe(1)
    expect(out).toMatch(/no-pages +the folder holds no page[^→]*→ Write the first: a file `what-is-wrong\.md`/)
    expect(out).toMatch(/0 pages read: 1 to fix \(1 no-pages\)/)
    expect(JSON.parse(lint({}, '--json').out)).toMatchObject({
      pages: 0,
      findings: [{ kind: 'no-pages', line: null, also: [] }],
    })
  })

  test.each([
    [['/nowhere/at/all'], /There is no folder \/nowhere\/at\/all in .*lint FOLDER/],
    [['/dev/null'], /\/dev\/null is a file\. Name the folder that it stands in\./],
    [['a', 'b'], /lint reads one folder, and here are 2: a, b\./],
  ])('%j: says what is wrong and exits 2', (words, message) => {
    const { code, err } = run('lint', ...words)
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})

test.each([
  [['--help'], 0],
  [[], 0],
  [['match'], 2],
  [['dance'], 2],
  [['match', 'x', '--colour'], 2],
  [['match', 'x', '--runbooks', '/nowhere/at/all'], 2],
])('%j exits %i', (words, code) => {
  const result = run(...words)
  expect(result.code).toBe(code)
  expect(result.out + result.err).not.toBe('')
})

test('a command that does not exist is named', () => {
  expect(run('dance', 'tonight').err).toContain('There is no command "dance".')
})

test('a broken issue file is named', () => {
  const { code, err } = run('match', '--issue', join(folder, 'broken.json'), runbooks())
  expect(code).toBe(2)
  expect(err).toContain('broken.json')
})
