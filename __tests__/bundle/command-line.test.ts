import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { findBundle } from '../support/bundle.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-line-'))
  cpSync(dirname(findBundle()), join(folder, 'dist'), { recursive: true })
  mkdirSync(join(folder, 'runbooks'))
  writeFileSync(join(folder, 'runbooks/pool.md'), '---\nsignatures: [ETIMEDOUT]\n---\n# Pool exhausted\n\nRaise it.\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command as a person types it, beside their runbooks, without `node_modules`. */
function type(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...words], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('the command line finds a runbook, and is silent where none fits', () => {
  const found = type('match', 'connect ETIMEDOUT')
  expect([found.status, found.stderr]).toEqual([0, ''])
  expect(found.stdout).toMatch(/^Muster would link:\n {2}runbooks\/pool\.md – `ETIMEDOUT`\n/)
  expect(type('match', 'unicorns graze').status).toBe(1)
})

test('it lints, helps, and says what it does not know', () => {
  expect(type('lint')).toEqual({ status: 0, stdout: '1 page read: nothing to fix.\n', stderr: '' })
  expect(type('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('match') })
  expect(type('dance')).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no command "dance".') })
})

test('who reads only the first lines gets no error', async () => {
  const pages = Array.from({ length: 3_000 }, (_, at) => [`p${at}.md`, `# Page ${at}\n\n[x](gone.md)\n`] as const)
  mkdirSync(join(folder, 'many'))
  for (const [name, text] of pages) writeFileSync(join(folder, 'many', name), text)
  const child = spawn(process.execPath, ['dist/cli.js', 'lint', 'many'], { cwd: folder })
  let said = ''
  child.stderr.on('data', (text) => {
    said += String(text)
  })
  child.stdout.once('data', () => child.stdout.destroy())
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect([code, said]).toEqual([1, ''])
})
