import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { readWorkspace } from '../../src/workspace/read-workspace.ts'
import { cpuTime } from '../support/cpu-time.ts'
import { expandText, type HostileCase, type Text } from './support/hostile-case.ts'
import { walkGroup } from './support/walk-group.ts'

interface LinkCase extends HostileCase {
  readonly tree: readonly {
    readonly path: string
    readonly link?: string
    readonly pipe?: boolean
    readonly text?: Text
    /** In hexadecimal. */
    readonly bytes?: string
  }[]
  /** What is said of the file that was not read. */
  readonly notice?: string
}

const sha = 'a'.repeat(40)
/** Stands in every file outside the workspace, and in every place of git's own. */
const canary = 'nobody may read this'
let root: string

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hostile-links-'))
  for (const path of ['secret.md', 'muster.yml', 'CODEOWNERS', 'ISSUE_TEMPLATE/outage.yml', 'head'])
    put(`outside/${path}`, path === 'head' ? `${sha}\n` : `# ${canary}\n`)
  put('workspace/.git/HEAD', `${sha}\n`)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

walkGroup<LinkCase>('links', ({ tree, notice }) => {
  for (const { path, link, pipe, text, bytes } of tree) {
    const place = join(root, 'workspace', path)
    mkdirSync(dirname(place), { recursive: true })
    if (link !== undefined) symlinkSync(link, place)
    else if (pipe) execFileSync('mkfifo', [place])
    else put(join('workspace', path), bytes === undefined ? expandText(text ?? '') : Buffer.from(bytes, 'hex'))
  }
  const env = { GITHUB_WORKSPACE: join(root, 'workspace'), GITHUB_SHA: sha, GITHUB_EVENT_NAME: 'issues' }
  const before = cpuTime()
  const read = readWorkspace(env, { settingsPath: '.github/muster.yml', runbooksFolder: 'runbooks' })
  expect(cpuTime() - before).toBeLessThan(2_000)
  const texts = JSON.stringify(read ?? {})
  expect(texts).not.toMatch(new RegExp(`${canary}|root:|PATH=|secret page|too deep`))
  expect(read?.files.runbooks ?? []).toEqual([])
  const notices = (read?.files.notices ?? []).map(({ message }) => message)
  expect(notices.every((message) => message.includes(notice ?? '\0'))).toBe(true)
  expect(notices.length > 0).toBe(notice !== undefined)
})
