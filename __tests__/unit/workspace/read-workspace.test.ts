import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { WantedFiles } from '../../../src/files/repository-files.ts'
import { readWorkspace } from '../../../src/workspace/read-workspace.ts'
import { cpuTime } from '../../support/cpu-time.ts'

const sha = 'a'.repeat(40)
const wanted = { settingsPath: '.github/muster.yml', runbooksFolder: 'runbooks' }
const form = 'name: Outage\nlabels: [outage-report]\nbody:\n  - {type: input, attributes: {label: What}}\n'
let folder: string

function put(path: string, text: string | Uint8Array = path): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const read = (event = 'issues', commit = sha, from: WantedFiles = wanted) =>
  readWorkspace({ GITHUB_WORKSPACE: folder, GITHUB_SHA: commit, GITHUB_EVENT_NAME: event }, from)
const paths = (files: readonly { readonly path: string }[] | undefined) => files?.map(({ path }) => path)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-'))
  put('.git/HEAD', `${sha}\n`)
  put('.github/muster.yml')
  put('.github/ISSUE_TEMPLATE/outage.yml', form)
  put('runbooks/db/pool.md')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('everything is read, and nothing is left to ask for', () => {
  put('CODEOWNERS')
  put('.github/CODEOWNERS')
  put('.github/muster/templates/board.md.hbs')
  put('runbooks/a.html.md.erb')
  put('runbooks/picture.png')
  const found = read()
  expect(found).toMatchObject({
    absent: [],
    files: { sha, settings: '.github/muster.yml', codeowners: '.github/CODEOWNERS', notices: [] },
  })
  expect(found?.files.templates).toEqual({ board: '.github/muster/templates/board.md.hbs' })
  expect(found?.files.runbooks.map((file) => file.path)).toEqual(['runbooks/a.html.md.erb', 'runbooks/db/pool.md'])
  expect(found?.files.form?.path).toBe('.github/ISSUE_TEMPLATE/outage.yml')
})

describe('the checkout counts', () => {
  test('at the event’s commit alone', () => {
    expect(read('issues', 'b'.repeat(40))).toBeUndefined()
    expect(read('pull_request')).toBeUndefined()
    expect(read('pull_request_target')).toBeUndefined()
    expect(read('issues', sha.toUpperCase())).toBeDefined()
    rmSync(join(folder, '.git'), { recursive: true })
    expect(read()).toBeUndefined()
  })

  test('only where the runner tells folder and commit', () => {
    expect(readWorkspace({ GITHUB_SHA: sha }, wanted)).toBeUndefined()
    expect(readWorkspace({ GITHUB_WORKSPACE: folder }, wanted)).toBeUndefined()
    expect(readWorkspace({ GITHUB_WORKSPACE: folder, GITHUB_SHA: sha }, wanted)).toBeDefined()
  })

  test('on a branch, loose or packed', () => {
    put('.git/HEAD', 'ref:  refs/heads/main\n')
    expect(read()).toBeUndefined()
    put('.git/refs/heads/main', `${sha.toUpperCase()}\n`)
    expect(read()).toBeDefined()
    rmSync(join(folder, '.git/refs'), { recursive: true })
    put('.git/packed-refs', `# pack-refs with: peeled\n${sha} refs/heads/main\n`)
    expect(read()).toBeDefined()
    put('.git/refs/heads/main', `${'b'.repeat(40)}\n`)
    expect(read()).toBeUndefined()
  })

  test.each(['refs/../../elsewhere', 'own/refs/heads/main', 'refs/heads/ma in'])('%s is no branch', (branch) => {
    put(`.git/${branch}`, `${sha}\n`)
    put('.git/HEAD', `ref: ${branch}\n`)
    expect(read()).toBeUndefined()
  })
})

describe('what is absent', () => {
  test('is asked for where every repository has it', () => {
    rmSync(join(folder, '.github/muster.yml'))
    put('.git/info/exclude')
    expect(read()?.absent).toEqual(['settings'])
  })

  test('is asked for wherever the checkout is sparse', () => {
    put('.git/info/sparse-checkout')
    expect(read()?.absent).toEqual(['codeowners', 'template'])
  })
})

describe('links are refused', () => {
  const notice = (path: string) => ({
    path,
    message: 'the file is a symbolic link and was not read',
    help: 'Put the file itself here.',
  })

  test('a file, with a notice', () => {
    symlinkSync('/etc/hosts', join(folder, 'runbooks/hosts.md'))
    symlinkSync('/etc/hosts', join(folder, 'CODEOWNERS'))
    const found = read()
    expect(paths(found?.files.runbooks)).toEqual(['runbooks/db/pool.md'])
    expect(found?.files).toMatchObject({ codeowners: undefined })
    expect(found?.files.notices).toEqual([notice('CODEOWNERS'), notice('runbooks/hosts.md')])
  })

  test('a folder', () => {
    put('outside/docs/CODEOWNERS')
    put('outside/conf/muster.yml')
    put('outside/db/pool.md')
    rmSync(join(folder, 'runbooks'), { recursive: true })
    for (const name of ['runbooks', 'docs', 'ops']) symlinkSync(join(folder, 'outside'), join(folder, name))
    symlinkSync(join(folder, 'outside/docs/CODEOWNERS'), join(folder, 'outside/CODEOWNERS'))
    const found = read('issues', sha, { settingsPath: 'ops/conf/muster.yml', runbooksFolder: 'runbooks/db' })
    expect(found?.files).toMatchObject({ runbooks: [], codeowners: undefined, settings: undefined, notices: [] })
    expect(read()?.files.runbooks).toEqual([])
  })
})

describe('runbooks', () => {
  test('may be the whole repository, but for what git keeps', () => {
    put('README.md')
    put('.git/description.md')
    const found = read('issues', sha, { ...wanted, runbooksFolder: '' })
    expect(paths(found?.files.runbooks)).toEqual(['README.md', 'runbooks/db/pool.md'])
  })

  test('stand no more than twenty folders deep', () => {
    const deep = (folders: number) => `runbooks/${'d/'.repeat(folders)}page.md`
    put(deep(20))
    put(deep(21))
    expect(paths(read()?.files.runbooks)).toEqual([deep(20), 'runbooks/db/pool.md'].sort())
  })

  test('are files: a folder that is named like one is none', () => {
    put('.github/ISSUE_TEMPLATE/folder.yml/readme.txt')
    put('runbooks/folder.md/page.md')
    const found = read()
    expect(paths(found?.files.runbooks)).toEqual(['runbooks/db/pool.md', 'runbooks/folder.md/page.md'])
    expect(found?.files.notices).toEqual([])
  })
})

test('what is no text or too large is refused, with a notice', () => {
  put('runbooks/binary.md', Uint8Array.of(0x61, 0x00))
  put('runbooks/latin.md', Uint8Array.of(0xff, 0xfe, 0x61))
  put('runbooks/large.md', 'x'.repeat(524_289))
  put('runbooks/not-too-large.md', 'x'.repeat(524_288))
  const noText = { message: 'the file is no text in UTF-8', help: 'Save it as UTF-8.' }
  const tooLarge = { message: 'the file is too large to be read', help: 'Keep it under 512 KiB.' }
  const { runbooks, notices } = read()?.files ?? {}
  expect(notices).toEqual([
    { path: 'runbooks/large.md', ...tooLarge },
    { path: 'runbooks/binary.md', ...noText },
    { path: 'runbooks/latin.md', ...noText },
  ])
  expect(paths(runbooks)).toEqual(['runbooks/db/pool.md', 'runbooks/not-too-large.md'])
})

const openFiles = '/proc/self/fd'

;(existsSync(openFiles) ? test : test.skip)('no file is left open (needs /proc)', () => {
  const count = () => readdirSync(openFiles).length
  const before = count()
  for (let index = 0; index < 5; index += 1) put(`runbooks/${index}.md`, index % 2 ? 'text' : Uint8Array.of(0xff))
  read()
  expect(count()).toBe(before)
})

test('a thousand runbooks are read well within a second', () => {
  for (let index = 0; index < 1_000; index += 1) put(`runbooks/n/${index}.md`, 'x'.repeat(4_096))
  const began = cpuTime()
  expect(read()?.files.runbooks).toHaveLength(1_001)
  expect(cpuTime() - began).toBeLessThan(1_000)
})
