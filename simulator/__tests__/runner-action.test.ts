import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { logOf } from '../runner/run.ts'
import { runAction } from '../runner/run-action.ts'
import { Runner } from '../runner/runner.ts'
import { type GitHub, startGitHub } from '../server.ts'
import type { Repository } from '../state/repository.ts'
import { buildCommentPayload, buildIssuePayload } from '../webhooks/payloads/issues.ts'
import { watchPayloads } from '../webhooks/watch-payloads.ts'

// The first use of GitHub's descriptions reads some ten megabytes.
jest.setTimeout(30_000)

const folder = join(import.meta.dirname, 'runner-fixtures', 'commenter')
const workflow = (permissions: string) => `
on: issues
jobs:
  run:
    runs-on: ubuntu-latest
    permissions: ${permissions}
    steps: [{uses: acme/commenter@v1}]
`

let github: GitHub
let repository: Repository
let directory: string

beforeEach(async () => {
  github = await startGitHub()
  directory = mkdtempSync(join(tmpdir(), 'runner-action-'))
})

afterEach(async () => {
  await github.close()
  rmSync(directory, { recursive: true, force: true })
})

async function prepare(files: Record<string, string> = {}): Promise<void> {
  repository = await github.world.addRepository({ owner: 'acme', name: 'shop', files: { 'README.md': 'x', ...files } })
}

/** Opens an issue over HTTP as the owner and gives its number. */
async function openIssue(): Promise<number> {
  const token = github.world.addToken({ kind: 'person', login: 'acme' })
  const answer = await fetch(`${github.apiUrl}/repos/acme/shop/issues`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Down' }),
  })
  const { number }: { number: number } = JSON.parse(await answer.text())
  return number
}

const bodies = () => [...repository.comments.values()].map(({ body, author }) => `${author.login}: ${body}`)

describe('runAction', () => {
  test('runs a bundle for one event with a payload built from state', async () => {
    await prepare()
    watchPayloads(github.world)
    const payload = buildIssuePayload(
      { world: github.world, repository, sender: repository.owner },
      { action: 'opened', number: await openIssue() },
    )
    const token = github.world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions: { issues: 'write' } })
    const bundle = join(folder, 'index.js')
    const result = await runAction({ world: github.world, repository, bundle, event: 'issues', payload, token })
    expect(result).toMatchObject({ exitCode: 0, log: ['first: 201', 'second: 201'], problems: [] })
    expect(result.requests.map(({ method, kind }) => [method, kind])).toEqual([
      ['POST', 'workflow'],
      ['POST', 'workflow'],
    ])
    expect(bodies()).toEqual(['github-actions[bot]: first', 'github-actions[bot]: second'])
    const [comment] = repository.comments.values()
    const place = { world: github.world, repository, sender: repository.owner }
    const told = buildCommentPayload(place, { action: 'created', commentId: comment?.id ?? 0 })
    expect(told).toMatchObject({
      action: 'created',
      comment: { body: 'first' },
      repository: { full_name: 'acme/shop' },
    })
    expect(github.world.violations).toEqual([])
  })

  test.each([
    ['kill-before', 0],
    ['kill-after', 1],
  ] as const)('%s ends the process in the middle of a request', async (mode, comments) => {
    await prepare()
    const place = { world: github.world, repository, sender: repository.owner }
    const payload = buildIssuePayload(place, { action: 'opened', number: await openIssue() })
    const token = github.world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions: { issues: 'write' } })
    github.world.faults.add({ mode, method: 'POST' })
    const bundle = join(folder, 'index.js')
    const result = await runAction({ world: github.world, repository, bundle, event: 'issues', payload, token })
    expect(result).toMatchObject({ signal: 'SIGKILL', log: [] })
    expect(bodies()).toHaveLength(comments)
  })
})

describe('a workflow on the server', () => {
  test("works with its job's permissions, and its own comments start no further run", async () => {
    await prepare({
      '.github/workflows/a.yml': workflow('{issues: write}').replace('on: issues', 'on: [issues, issue_comment]'),
    })
    const runner = new Runner(github.world, { directory, actions: { 'acme/commenter': folder } })
    await openIssue()
    await runner.idle()
    expect(bodies()).toHaveLength(2)
    expect(runner.runs).toHaveLength(1)
    expect(runner.runs[0]?.jobs[0]?.requests).toHaveLength(2)
    await runner.close()
  })

  test('is refused what its job was not granted', async () => {
    await prepare({ '.github/workflows/a.yml': workflow('{contents: read}') })
    const runner = new Runner(github.world, { directory, actions: { 'acme/commenter': folder } })
    await openIssue()
    await runner.idle()
    expect(runner.runs.flatMap(logOf)).toEqual(['first: 403', 'second: 403'])
    await runner.close()
  })
})
