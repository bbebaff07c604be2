import { describe, expect, test } from '@jest/globals'
import { arrangeFiles, chooseForm } from '../../../src/files/arrange-files.ts'
import type { ListedFile } from '../../../src/files/repository-files.ts'
import { chooseFiles, isInside, maxRunbooks, roleOf } from '../../../src/files/wanted-path.ts'

const wanted = { settingsPath: '.github/muster.yml', runbooksFolder: 'runbooks' }
const form = (label: string) => `name: Form\nlabels: [${label}]\nbody:\n  - {type: input, attributes: {label: What}}\n`
const forms = (...files: readonly (readonly [string, string])[]) =>
  files.map(([name, text]) => ({ path: `.github/ISSUE_TEMPLATE/${name}`, text }))

describe('what a path is', () => {
  test.each([
    ['.github/muster.yml', 'settings'],
    ['.github/muster.yaml', 'settings'],
    ['.github/muster.YAML', undefined],
    ['.github/muster.json', undefined],
    ['muster.yml', undefined],
    ['CODEOWNERS', 'codeowners'],
    ['.github/CODEOWNERS', 'codeowners'],
    ['docs/CODEOWNERS', 'codeowners'],
    ['src/CODEOWNERS', undefined],
    ['.github/ISSUE_TEMPLATE/outage.yml', 'form'],
    ['.github/ISSUE_TEMPLATE/Bug.YAML', 'form'],
    ['.github/ISSUE_TEMPLATE/config.yml', undefined],
    ['.github/ISSUE_TEMPLATE/Config.yaml', undefined],
    ['.github/ISSUE_TEMPLATE/my-config.yml', 'form'],
    ['.github/ISSUE_TEMPLATE/config.yml.yml', 'form'],
    ['.github/ISSUE_TEMPLATE/bug.yml.bak', undefined],
    ['.github/ISSUE_TEMPLATE/bug.md', undefined],
    ['.github/ISSUE_TEMPLATE/old/bug.yml', undefined],
    ['.github/muster/templates/board.md.hbs', 'template'],
    ['.github/muster/templates/board.md', undefined],
    ['.github/muster/templates/old/board.hbs', undefined],
    ['runbooks/db/pool.md', 'runbook'],
    ['runbooks/picture.png', undefined],
    ['runbooks-old/pool.md', undefined],
    ['README.md', undefined],
  ])('%s: %s', (path, role) => {
    expect(roleOf(path, wanted)).toBe(role)
  })

  test('the settings are known by either ending, whichever the input names', () => {
    const yaml = { ...wanted, settingsPath: 'ops/incidents.yaml' }
    expect(['ops/incidents.yaml', 'ops/incidents.yml'].map((path) => roleOf(path, yaml))).toEqual([
      'settings',
      'settings',
    ])
    expect(roleOf('.github/muster.yml', yaml)).toBeUndefined()
    const other = { ...wanted, settingsPath: 'ops/incidents' }
    expect(['ops/incidents', 'ops/incidents.yml'].map((path) => roleOf(path, other))).toEqual(['settings', undefined])
  })

  test('no folder is the whole repository', () => {
    expect(isInside('README.md', '')).toBe(true)
    expect(roleOf('README.md', { ...wanted, runbooksFolder: '' })).toBe('runbook')
  })
})

describe('what is read', () => {
  const file = (path: string, more: Partial<ListedFile> = {}): ListedFile => ({ path, kind: 'file', size: 1, ...more })

  test('stands in the order of its paths, without what is refused', () => {
    const listed = [
      file('runbooks/b.md'),
      file('runbooks/module.md', { kind: 'submodule' }),
      file('runbooks/link.md', { kind: 'link' }),
      file('other.txt'),
      file('runbooks/a.md'),
    ]
    const { read, notices } = chooseFiles(listed, wanted)
    expect(read.map(({ path }) => path)).toEqual(['runbooks/a.md', 'runbooks/b.md'])
    const help = 'Put the file itself here.'
    expect(notices).toEqual([
      { path: 'runbooks/link.md', message: 'the file is a symbolic link and was not read', help },
      { path: 'runbooks/module.md', message: 'the file is a submodule and was not read', help },
    ])
  })

  test('has so many runbooks and no more, and all other files beside them', () => {
    const pages = Array.from({ length: maxRunbooks }, (_, index) =>
      file(`runbooks/${String(index).padStart(5, '0')}.md`),
    )
    const settings = file('.github/muster.yml')
    expect(chooseFiles([...pages, settings], wanted)).toEqual({ read: [settings, ...pages], notices: [] })
    const { read, notices } = chooseFiles([...pages, file('runbooks/x.md'), settings], wanted)
    expect(read).toEqual([settings, ...pages])
    expect(notices).toEqual([
      {
        path: 'runbooks',
        message: 'there are more than 5000 runbooks; the others were not read',
        help: 'Set the input `runbooks` to a folder that holds runbooks only.',
      },
    ])
  })
})

describe('the incident form', () => {
  test.each([
    ['the one that asks for an incident', forms(['bug.yml', form('bug')], ['fire.yml', form('incident')]), 'fire.yml'],
    ['the one that reports an outage', forms(['a.yml', form('bug')], ['z.yml', form('Outage-Report')]), 'z.yml'],
    ['outage.yml before others', forms(['a.yml', form('incident')], ['outage.yml', form('incident')]), 'outage.yml'],
    [
      'outage.yml, however it is written',
      forms(['A.yml', form('incident')], ['Outage.YAML', form('incident')]),
      'Outage.YAML',
    ],
    ['the first by name', forms(['c.yml', form('incident')], ['b.yml', form('incident')]), 'b.yml'],
    [
      'the first by name, whatever their order',
      forms(['b.yml', form('incident')], ['c.yml', form('incident')]),
      'b.yml',
    ],
    ['one that asks for more labels', forms(['a.yml', form('bug, incident, urgent')]), 'a.yml'],
    ['outage.yml though it cannot be read', forms(['a.yml', form('incident')], ['outage.yml', '{']), 'outage.yml'],
    ['no other that cannot be read', forms(['a.yml', '{'], ['b.yml', form('incident')]), 'b.yml'],
  ])('is %s', (_, files, name) => {
    expect(chooseForm(files)?.path).toBe(`.github/ISSUE_TEMPLATE/${name}`)
  })

  test.each(['my-outage.yml', 'outage.yml.yml', 'outage-of-minds.yml'])('%s is not called outage.yml', (name) => {
    expect(chooseForm(forms([name, '{']))).toBeUndefined()
  })

  test.each([
    ['the label of the repository’s own word', 'labels: [Vorfall]', 'vorfall', true],
    ['that label where the word is another', 'labels: [vorfall]', undefined, false],
    ['the usual label where the word is another', 'labels: [incident]', 'vorfall', false],
    ['the report’s label, whatever the word is', 'labels: [outage-report]', 'vorfall', true],
  ])('is known by %s', (_case, line, word, is) => {
    const text = `name: Form\n${line}\nbody:\n  - {type: input, attributes: {label: What}}\n`
    expect(chooseForm(forms(['a.yml', text]), word) !== undefined).toBe(is)
  })

  test('is known by our two ids, together', () => {
    const withIds = (...ids: readonly string[]) =>
      `name: Form\nlabels: [bug]\nbody:\n${ids.map((id) => `  - {type: input, id: ${id}, attributes: {label: ${id}}}\n`).join('')}`
    expect(chooseForm(forms(['a.yml', withIds('Happening', 'severity')]))?.path).toMatch(/a\.yml$/)
    for (const ids of [['happening'], ['severity'], ['what', 'severity']])
      expect(chooseForm(forms(['a.yml', withIds(...ids)]))).toBeUndefined()
  })

  test('is none where outage.yml asks for something else', () => {
    expect(chooseForm(forms(['outage.yml', form('bug')]))).toBeUndefined()
  })
})

test('every text gets its place', () => {
  const text = (path: string) => ({ path, text: `text of ${path}` })
  const notices = [{ path: 'runbooks/x.md', message: 'no', help: 'yes' }]
  const texts = [
    text('docs/CODEOWNERS'),
    text('CODEOWNERS'),
    text('runbooks/a.md'),
    text('.github/muster/templates/board.md.hbs'),
    text('.github/muster/templates/postmortem.hbs'),
    text('.github/muster/templates/old.hbs.md.hbs'),
    text('.github/muster.yml'),
  ]
  expect(arrangeFiles({ sha: 'abc', texts, notices }, wanted)).toEqual({
    sha: 'abc',
    settings: 'text of .github/muster.yml',
    settingsPath: '.github/muster.yml',
    form: undefined,
    codeowners: 'text of CODEOWNERS',
    templates: {
      board: 'text of .github/muster/templates/board.md.hbs',
      postmortem: 'text of .github/muster/templates/postmortem.hbs',
      'old.hbs': 'text of .github/muster/templates/old.hbs.md.hbs',
    },
    runbooks: [text('runbooks/a.md')],
    notices,
  })
})

describe('the settings', () => {
  const read = (settingsPath: string, ...paths: readonly string[]) => {
    const texts = paths.map((path) => ({ path, text: path }))
    const files = arrangeFiles({ sha: '', texts, notices: [] }, { settingsPath, runbooksFolder: 'runbooks' })
    return [files.settings, files.settingsPath, files.notices.map(({ path }) => path)]
  }
  const [yml, yaml] = ['.github/muster.yml', '.github/muster.yaml']

  test('are the file that the input names, else the one with the other ending', () => {
    expect(read(yml, yml)).toEqual([yml, yml, []])
    expect(read(yml, yaml)).toEqual([yaml, yaml, []])
    expect(read(yaml, yml)).toEqual([yml, yml, []])
    expect(read(yml)).toEqual([undefined, yml, []])
  })

  test('are one of two, and the other is named', () => {
    expect(read(yml, yaml, yml)).toEqual([yml, yml, [yaml]])
    expect(read(yaml, yml, yaml)).toEqual([yaml, yaml, [yml]])
    const texts = [yml, yaml].map((path) => ({ path, text: '' }))
    const { notices } = arrangeFiles({ sha: '', texts, notices: [] }, wanted)
    expect(notices).toEqual([
      { path: yaml, message: `not read, since there is ${yml}, too`, help: 'Keep one of them.' },
    ])
  })
})
