import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { summary } from '@actions/core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { describeEvent } from '../../../src/action/describe-event.ts'
import { writeOutputs } from '../../../src/action/outputs.ts'
import { readPayload } from '../../../src/action/payload.ts'
import { fitSummary, writeSummary } from '../../../src/action/summary.ts'
import type { Trigger } from '../../../src/domain/trigger.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  delete process.env.GITHUB_OUTPUT
  delete process.env.GITHUB_STEP_SUMMARY
})

function file(name: string, text = ''): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('the log’s first line says what started the run', () => {
  test.each<[Trigger, string]>([
    [{ kind: 'issue', number: 7, event: 'issues', action: 'opened', sender: 'alice' }, 'issues opened by alice on #7'],
    [{ kind: 'issue', number: 7, event: 'issues', action: 'opened', sender: '' }, 'issues opened on #7'],
    [{ kind: 'pull-request', incident: 7, pull: 9 }, 'pull request #9 of incident #7 closed'],
    [{ kind: 'sweep', cause: 'schedule' }, 'sweep by schedule'],
    [{ kind: 'check' }, 'check'],
    [{ kind: 'drill', run: '77' }, 'drill'],
    [{ kind: 'nothing', reason: 'unsupported-event', detail: 'the event push' }, 'the event push'],
  ])('%j', (trigger, line) => {
    expect(describeEvent({ trigger, eventName: 'issues' })).toBe(line)
  })
})

describe('the payload', () => {
  test('is what the runner left in its file', () => {
    expect(readPayload({ GITHUB_EVENT_PATH: file('event.json', '{"action":"ö"}') })).toEqual({ action: 'ö' })
  })

  test.each([
    ['no file is named', {}],
    ['the file is missing', { GITHUB_EVENT_PATH: '/nowhere/event.json' }],
  ])('is none where %s', (_, env) => {
    expect(readPayload(env)).toBeUndefined()
  })

  test('is none where it is no JSON', () => {
    expect(readPayload({ GITHUB_EVENT_PATH: file('broken.json', '{"action":') })).toBeUndefined()
  })
})

describe('the outputs', () => {
  /** The runner's file format: a name, a delimiter of its own, the value up to it. */
  function written(work: () => void): Record<string, string> {
    const path = file('outputs')
    process.env.GITHUB_OUTPUT = path
    work()
    const found = readFileSync(path, 'utf8').matchAll(/^(.+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)
    return Object.fromEntries(Array.from(found, ([, name, , value]) => [name, value]))
  }

  test('are all written, what is not known as nothing', () => {
    const unknown = { incident: undefined, severity: undefined, status: undefined, boardUrl: undefined }
    const outputs = { outcome: 'failed', document: false, writes: 0, pullRequestUrl: undefined, ...unknown } as const
    const empty = { incident: '', severity: '', status: '', 'board-url': '', 'pull-request-url': '' }
    expect(written(() => writeOutputs(outputs))).toEqual({
      outcome: 'failed',
      document: 'false',
      writes: '0',
      ...empty,
    })
  })

  test('carry what is known', () => {
    const outputs = {
      outcome: 'incident-opened',
      document: true,
      incident: 7,
      severity: 'SEV2',
      status: 'investigating',
      boardUrl: 'https://x/7',
      pullRequestUrl: 'https://x/9',
      writes: 3,
    } as const
    expect(written(() => writeOutputs(outputs))).toEqual({
      outcome: 'incident-opened',
      document: 'true',
      incident: '7',
      severity: 'SEV2',
      status: 'investigating',
      'board-url': 'https://x/7',
      'pull-request-url': 'https://x/9',
      writes: '3',
    })
  })
})

describe('the summary', () => {
  test('is missed by nobody where the runner has no place for one', async () => {
    await expect(writeSummary('# Incident')).resolves.toBe(false)
    // The toolkit keeps what it could not write.
    summary.emptyBuffer()
  })

  test('takes the place of what stood there, and ends its last line', async () => {
    const path = file('summary', 'before')
    process.env.GITHUB_STEP_SUMMARY = path
    await expect(writeSummary('# Incident')).resolves.toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('# Incident\n')
  })

  test('is cut only from one mebibyte on, its line end counted', () => {
    expect(fitSummary('x'.repeat(1_048_575))).toHaveLength(1_048_575)
    expect(fitSummary('x'.repeat(1_048_576))).toMatch(/The summary was cut/)
  })

  test('loses the character that the cut goes through, however many bytes of it are left', () => {
    const cut = fitSummary(`x${'🚑'.repeat(300_000)}`)
    expect(cut).toMatch(/🚑\n\n_The summary was cut/)
    expect(cut).not.toMatch(/\ufffd/)
    const own = `\ufffd${'🚑'.repeat(300_000)}`
    expect(fitSummary(own).startsWith('\ufffd🚑')).toBe(true)
  })
})
