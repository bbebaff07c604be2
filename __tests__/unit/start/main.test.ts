import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { main } from '../../../src/main.ts'
import { printedBy } from '../action/printed.ts'
import type { ScriptedAnswer } from '../github/loopback.ts'
import { startLoopback } from '../github/loopback.ts'

const files = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'] as const
/** One for all tests: the toolkit remembers where the summary goes. */
const folder = mkdtempSync(join(tmpdir(), 'main-'))

beforeEach(() => {
  for (const name of files) {
    process.env[name] = join(folder, name)
    writeFileSync(join(folder, name), '')
  }
})
afterEach(() => {
  for (const name of [...files, 'INPUT_TOKEN', 'INPUT_PART', 'INPUT_CHAT-URL', 'GITHUB_API_URL'])
    delete process.env[name]
  process.exitCode = undefined
})
afterAll(() => rmSync(folder, { recursive: true }))

/** One run: what it printed, its outputs, whether it failed. */
async function play(
  event: string,
  payload: object,
  inputs: Readonly<Record<string, string>> = { TOKEN: 't' },
  env: Readonly<Record<string, string>> = {},
) {
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name}`] = value
  const path = join(folder, 'event.json')
  writeFileSync(path, JSON.stringify(payload))
  const log = await printedBy(() =>
    main({ ...env, GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: 'acme/shop' }),
  )
  const written = readFileSync(join(folder, 'GITHUB_OUTPUT'), 'utf8')
  const outputs = Object.fromEntries(
    [...written.matchAll(/^(.+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)].map(([, name, , value]) => [name, value]),
  )
  const failed = process.exitCode === 1
  process.exitCode = undefined
  return { log, outputs, failed, summary: readFileSync(join(folder, 'GITHUB_STEP_SUMMARY'), 'utf8') }
}

const nothing = {
  document: 'false',
  incident: '',
  severity: '',
  status: '',
  'board-url': '',
  'pull-request-url': '',
  writes: '0',
}

/** Somebody edited an issue that has comments. */
const edited = {
  action: 'edited',
  issue: { number: 7, title: 'x', body: 'x', user: { login: 'rita' }, comments: 3, created_at: '2026-11-20T03:12:00Z' },
  repository: { full_name: 'acme/shop', private: true, default_branch: 'main' },
  sender: { login: 'rita' },
}

async function against(answer: ScriptedAnswer, work: () => Promise<void>): Promise<void> {
  const server = await startLoopback(() => answer)
  process.env.GITHUB_API_URL = server.url
  try {
    await work()
  } finally {
    await server.close()
  }
}

describe('a run', () => {
  test('with nothing to do says why, and is green', async () => {
    const { log, outputs, failed } = await play('push', {})
    expect(log).toContain('Nothing to do: the event push.\n')
    expect([outputs, failed]).toEqual([{ outcome: 'unsupported-event', ...nothing }, false])
  })

  test('that cannot start says what is wrong with its inputs', async () => {
    const { log, outputs, failed } = await play('push', {}, { TOKEN: 't', PART: 'both' })
    expect(log).toContain('::error::`part` is `both`; expected run, document, all. Fix the inputs of the step')
    expect([outputs, failed]).toEqual([{ outcome: 'failed', ...nothing }, true])
  })

  test('warns of an input that it leaves out', async () => {
    const { log, failed } = await play('push', {}, { TOKEN: 't', 'CHAT-URL': 'ftp://chat.test/hook' })
    expect(log).toMatch(/::warning::.*chat-url/)
    expect(failed).toBe(false)
  })

  test('says first what woke it, then what GitHub refused, and the mend', async () => {
    await against({ status: 401, body: { message: 'Bad credentials' } }, async () => {
      const { log, outputs, failed } = await play('schedule', {})
      expect(log.indexOf('Looking into it: sweep by schedule')).toBe(0)
      expect(log).toContain('Bad credentials')
      expect(log).toContain('GitHub does not know the token.')
      expect([outputs.outcome, failed]).toEqual(['failed', true])
    })
  })

  test('tells what is wrong in the settings where it is, and every try again', async () => {
    const sha = 'a'.repeat(40)
    const files = { '.git/HEAD': `${sha}\n`, '.github/muster.yml': 'timezone: Mars\n', 'runbooks/a.md': '# A\n' }
    for (const [path, text] of Object.entries({ ...files, '.github/ISSUE_TEMPLATE/outage.yml': 'name: [' })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    await against({ status: 502, body: {} }, async () => {
      const env = { GITHUB_WORKSPACE: folder, GITHUB_SHA: sha }
      const { log, failed } = await play('issues', edited, undefined, env)
      expect(log).toContain('No good answer to GET /repos/{owner}/{repo}/issues/{issue_number}')
      expect(log).toContain('GitHub did not answer as it should.')
      expect(failed).toBe(true)
    })
    await against({ status: 410, body: { message: 'This issue was deleted' } }, async () => {
      const env = { GITHUB_WORKSPACE: folder, GITHUB_SHA: sha }
      const { log } = await play('issues', edited, undefined, env)
      expect(log).toMatch(/::warning file=\.github\/muster\.yml,line=1,col=11::/)
    })
  })

  test('that stands at a limit is a warning: the next one goes on', async () => {
    const headers = { 'retry-after': '3600' }
    await against({ status: 429, body: { message: 'slow down' }, headers }, async () => {
      const { log, outputs, failed } = await play('schedule', {})
      expect(log).toMatch(/::warning::.*slow down.*GitHub’s limit is used up/)
      expect(log).not.toContain('::error::')
      expect([outputs.outcome, failed]).toEqual(['stopped-by-rate-limit', false])
    })
  })

  test('that went through tells the log, the summary and the next steps', async () => {
    await against({ status: 410, body: { message: 'This issue was deleted' } }, async () => {
      const { log, outputs, failed, summary } = await play('issues', edited)
      expect(log).toContain('issues edited by rita on #7: issue-gone (requests: ')
      expect(summary).toContain('## Nothing to do: the issue is gone')
      expect([outputs, failed]).toEqual([{ outcome: 'issue-gone', ...nothing }, false])
    })
  })
})
