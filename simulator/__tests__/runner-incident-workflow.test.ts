import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Runner } from '../runner/runner.ts'
import type { PullRequest } from '../state/pull.ts'
import type { Repository } from '../state/repository.ts'
import { World } from '../state/world.ts'

const echo = join(import.meta.dirname, 'runner-fixtures', 'echo')
const text = readFileSync(join(import.meta.dirname, '../../.github/workflows/incident.yml'), 'utf8')
const labelled = (...names: readonly string[]) => names.map((name) => ({ name }))

let directory: string
let world: World
let repository: Repository
let runner: Runner

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'incident-'))
  const web = 'http://127.0.0.1:1'
  world = new World({ web, api: `${web}/api/v3`, graphql: `${web}/api/graphql` }, { directory })
  const files = { '.github/workflows/incident.yml': text }
  repository = await world.addRepository({ owner: 'acme', name: 'shop', files })
  const branch = { sha: repository.git.resolve('main')?.oid ?? '' }
  const ours: PullRequest = {
    ...world.nextIdentity('PullRequest'),
    number: 3,
    head: { ref: 'muster/1', ...branch },
    base: { ref: 'main', ...branch },
    draft: false,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
    requestedReviewers: [],
    requestedTeams: [],
    reviews: [],
    maintainerCanModify: false,
  }
  repository.pulls.set(3, ours)
  repository.pulls.set(4, { ...ours, number: 4, head: { ref: 'topic', ...branch } })
  runner = new Runner(world, { directory, actions: { './': echo } })
})

afterAll(async () => {
  await runner.close()
  rmSync(directory, { recursive: true, force: true })
})

const pull = (number: number, ref: string, repo: string) => ({
  number,
  pull_request: { number, head: { ref, repo: { full_name: repo } } },
})

test.each([
  ['a new issue without labels', 'issues', 'opened', { issue: { number: 1, labels: [] } }, true],
  ['an edit of any issue', 'issues', 'edited', { issue: { number: 1, labels: labelled('bug') } }, false],
  ['an edit of an incident', 'issues', 'edited', { issue: { number: 1, labels: labelled('bug', 'incident') } }, true],
  [
    'a label taken from an incident',
    'issues',
    'unlabeled',
    { issue: { number: 1, labels: [] }, label: { name: 'incident' } },
    true,
  ],
  [
    'another label taken from an issue',
    'issues',
    'unlabeled',
    { issue: { number: 1, labels: [] }, label: { name: 'bug' } },
    false,
  ],
  ['a comment on a report', 'issue_comment', 'created', { issue: { number: 1, labels: labelled('triage') } }, true],
  ['a comment on an issue', 'issue_comment', 'created', { issue: { number: 1, labels: [] } }, false],
  [
    'a comment on a pull request',
    'issue_comment',
    'created',
    { issue: { number: 3, labels: labelled('incident'), pull_request: {} } },
    false,
  ],
  ['a merge of ours', 'pull_request', 'closed', pull(3, 'muster/1', 'acme/shop'), true],
  ['a merge of another branch', 'pull_request', 'closed', pull(4, 'topic', 'acme/shop'), false],
  ["a fork's branch of our name", 'pull_request', 'closed', pull(3, 'muster/1', 'mallory/shop'), false],
  ['a dispatch', 'repository_dispatch', 'muster', { client_payload: {} }, true],
  ['a dispatch of another kind', 'repository_dispatch', 'deploy', { client_payload: {} }, null],
  ['a check', 'workflow_dispatch', null, { workflow: 'incident.yml', inputs: { do: 'check' } }, true],
] as const)('%s', async (_what, name, action, payload, starts) => {
  const before = runner.runs.length
  const sender = repository.owner
  const byToken = { user: sender, kind: 'person', app: null, allows: () => true } as const
  world.emit({ name, action, repository, sender, payload, byToken })
  await runner.idle()
  const run = runner.runs[before]
  expect(run?.problems ?? []).toEqual([])
  expect(run ? run.jobs[0]?.conclusion === 'success' : null).toBe(starts)
  if (starts) expect(run?.jobs[0]?.permissions).toEqual({ contents: 'read', issues: 'write' })
  expect(run?.jobs[1]?.conclusion ?? 'skipped').toBe('skipped')
})

test('one concurrency group for each issue', () => {
  const groups = runner.runs.map(({ event, concurrencyGroup }) => `${event} ${concurrencyGroup}`)
  expect(new Set(groups)).toEqual(
    new Set([
      'issues muster-1',
      'issue_comment muster-1',
      'issue_comment muster-3',
      'pull_request muster-muster/1',
      'pull_request muster-topic',
      'repository_dispatch muster-repository_dispatch',
      'workflow_dispatch muster-workflow_dispatch',
    ]),
  )
})
