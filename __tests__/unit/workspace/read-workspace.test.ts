import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
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

const read = (event = 'issues', commit = sha) =>
  readWorkspace({ GITHUB_WORKSPACE: folder, GITHUB_SHA: commit, GITHUB_EVENT_NAME: event }, wanted)

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
    rmSync(join(folder, '.git'), { recursive: true })
    expect(read()).toBeUndefined()
  })

  test('on a branch, loose or packed', () => {
    put('.git/HEAD', 'ref: refs/heads/main\n')
    put('.git/packed-refs', `# pack-refs with: peeled\n${sha} refs/heads/main\n`)
    expect(read()).toBeDefined()
    put('.git/refs/heads/main', `${'b'.repeat(40)}\n`)
    expect(read()).toBeUndefined()
  })

  test('a branch name that leads out of .git is none', () => {
    put('elsewhere', `${sha}\n`)
    put('.git/HEAD', 'ref: refs/../../elsewhere\n')
    expect(read()).toBeUndefined()
  })
})

describe('what is absent', () => {
  test('is asked for where every repository has it', () => {
    rmSync(join(folder, '.github/muster.yml'))
    expect(read()?.absent).toEqual(['settings'])
  })

  test('is asked for wherever the checkout is sparse', () => {
    put('.git/info/sparse-checkout')
    expect(read()?.absent).toEqual(['codeowners', 'template'])
  })
})

describe('links are refused, with a notice', () => {
  test('a file', () => {
    symlinkSync('/etc/hosts', join(folder, 'runbooks/hosts.md'))
    const found = read()
    expect(found?.files.runbooks.map((file) => file.path)).toEqual(['runbooks/db/pool.md'])
    expect(found?.files.notices).toMatchObject([{ path: 'runbooks/hosts.md' }])
  })

  test('a folder', () => {
    rmSync(join(folder, 'runbooks'), { recursive: true })
    symlinkSync('/etc', join(folder, 'runbooks'))
    expect(read()?.files.runbooks).toEqual([])
  })
})

test('what is no text or too large is refused, with a notice', () => {
  put('runbooks/binary.md', Uint8Array.of(0xff, 0xfe, 0x00))
  put('runbooks/large.md', 'x'.repeat(524_289))
  expect(
    read()
      ?.files.notices.map((notice) => notice.path)
      .sort(),
  ).toEqual(['runbooks/binary.md', 'runbooks/large.md'])
})

test('a thousand runbooks are read well within a second', () => {
  for (let index = 0; index < 1_000; index += 1) put(`runbooks/n/${index}.md`, 'x'.repeat(4_096))
  const began = cpuTime()
  expect(read()?.files.runbooks).toHaveLength(1_001)
  expect(cpuTime() - began).toBeLessThan(1_000)
})
