import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { DocumentState } from '../../../src/domain/snapshot.ts'
import type { GitHubEffect } from '../../../src/github/apply/applied.ts'
import { applyEffects } from '../../../src/github/apply.ts'
import { observeCheck } from '../../../src/github/observe-check.ts'
import { observeDocument } from '../../../src/github/observe-document.ts'
import { observeFiles } from '../../../src/github/observe-files.ts'
import { observePowers } from '../../../src/github/observe-powers.ts'
import { printMarker } from '../../../src/text/marker.ts'
import type { Shop } from './simulated.ts'
import { expectNoViolations, place, recordOf, snapshotOf, startShop, where } from './simulated.ts'

// The first start reads GitHub's API description and schema, which takes seconds on a busy machine.
jest.setTimeout(30_000)

let shop: Shop

afterEach(async () => {
  expectNoViolations(shop)
  await shop.close()
})

const path = 'runbooks/postmortems/2026-11-22-1-checkout.md'
const request = {
  number: 1,
  defaultBranch: 'main',
  runbooksFolder: 'runbooks',
  paths: ['runbooks/README.md'],
  actionLabel: 'action-item',
}
const runbooks = { 'runbooks/README.md': '# Runbooks\n', 'runbooks/db.md': '# Database\n' }

function commitOf(state: DocumentState, text: string): GitHubEffect {
  const { branch, branchHead: expectedHead, baseHead: base } = state
  return {
    kind: 'commit',
    branch,
    expectedHead,
    base,
    joins: state.branchIsBehind,
    message: 'Postmortem',
    files: [{ path, text }],
  }
}

const pull: GitHubEffect = {
  kind: 'open-pull-request',
  branch: 'muster/1',
  base: 'main',
  title: 'Postmortem',
  body: 'x',
}

async function deliver(effects: (state: DocumentState) => readonly GitHubEffect[]) {
  const client = shop.us()
  const document = await observeDocument(client, where, request)
  const snapshot = snapshotOf(await recordOf(client, { number: 1 }), { document })
  return await applyEffects(client, where, { effects: effects(document), snapshot })
}

async function startIncident(settings: { readonly mayOpen?: boolean } = {}): Promise<void> {
  shop = await startShop({}, runbooks)
  shop.repository.settings.actionsMayCreatePullRequests = settings.mayOpen ?? true
  await shop.alice.rest.issues.create({ ...place, title: 'Checkout is down', body: 'x' })
}

describe('the postmortem', () => {
  test('is delivered once, and folded as it is read again', async () => {
    await startIncident()
    const first = await deliver((state) => [
      commitOf(state, 'one'),
      pull,
      { kind: 'request-reviewer', number: 2, login: 'bob' },
    ])
    expect(first).toMatchObject({ result: 'done', snapshot: { failures: [] } })
    const read = await observeDocument(shop.us(), where, request)
    expect(read.branchFiles).toEqual({ [path]: 'one', 'runbooks/README.md': '# Runbooks\n' })
    expect(read.files).toEqual({ 'runbooks/README.md': '# Runbooks\n' })
    const { branchFiles: _, ...rest } = read
    expect(first.snapshot.document).toMatchObject(rest)
    expect(read).toMatchObject({ branchIsOurs: true, pull: { number: 2, state: 'open', reviewers: ['bob'] } })
  })

  test('follows on the branch, and is merged', async () => {
    await startIncident()
    await deliver((state) => [commitOf(state, 'one'), pull])
    const second = await deliver((state) => [commitOf(state, 'two'), pull])
    expect(second.snapshot.document?.pull?.number).toBe(2)
    await shop.alice.rest.pulls.merge({ ...place, pull_number: 2 })
    const read = await observeDocument(shop.us(), where, request)
    expect(read).toMatchObject({ pull: { state: 'merged' }, postmortems: [path], files: { [path]: 'two' } })
  })

  test('is not written over what a person pushed meanwhile', async () => {
    await startIncident()
    await deliver((state) => [commitOf(state, 'one')])
    const stale = await observeDocument(shop.us(), where, request)
    const content = Buffer.from('mine').toString('base64')
    const edit = { ...place, branch: 'muster/1', path: 'note.md', message: 'note', content }
    await shop.alice.rest.repos.createOrUpdateFileContents(edit)
    const snapshot = snapshotOf(await recordOf(shop.us(), { number: 1 }), { document: stale })
    const run = await applyEffects(shop.us(), where, { effects: [commitOf(stale, 'two')], snapshot })
    expect(run.result).toBe('stopped')
    const read = await observeDocument(shop.us(), where, request)
    expect(read).toMatchObject({ branchIsOurs: false, branchFiles: { [path]: 'one' } })
  })

  test('leaves a branch where Actions may open no pull request', async () => {
    await startIncident({ mayOpen: false })
    const run = await deliver((state) => [commitOf(state, 'one'), pull])
    expect(run.snapshot.failures.map((failure) => failure.code)).toEqual(['pull-request-forbidden'])
    expect(run.snapshot.document?.branchHead).toBeDefined()
  })

  test('says that a ruleset forbids the branch', async () => {
    await startIncident()
    shop.repository.branchRules = [{ pattern: 'muster/*', block: ['create'], bypass: [] }]
    const run = await deliver((state) => [commitOf(state, 'one')])
    expect(run.snapshot.failures.map((failure) => failure.code)).toEqual(['branch-forbidden'])
  })

  test('survives a branch whose creation was answered by nobody', async () => {
    await startIncident()
    shop.world.faults.add({ mode: 'drop-after', method: 'POST', path: '/repos/*/*/git/refs' })
    const run = await deliver((state) => [commitOf(state, 'one'), pull])
    expect(run).toMatchObject({ result: 'done', snapshot: { failures: [] } })
  })

  test('becomes action items, each one issue', async () => {
    await startIncident()
    const label = { name: 'action-item', color: '0052cc', description: 'x' }
    const body = `Do it.\n\n${printMarker(['action:1'])}`
    const item: GitHubEffect = {
      kind: 'create-issue',
      claim: undefined,
      key: 'action:1',
      title: 'Do it',
      body,
      labels: [label],
      assignees: ['alice'],
    }
    shop.world.faults.add({ mode: 'status-after:502', method: 'POST', path: '/repos/*/*/issues' })
    const run = await deliver(() => [item])
    const read = await observeDocument(shop.us(), where, request)
    expect(Object.keys(read.actionIssues)).toEqual(['action:1'])
    expect(run.snapshot.document?.actionIssues).toEqual(read.actionIssues)
    expect([...shop.repository.issues.values()].filter((issue) => issue.title === 'Do it')).toHaveLength(1)
  })
})

describe('files from the API', () => {
  const files = {
    ...runbooks,
    '.github/muster.yml': 'timezone: UTC\n',
    '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug\nlabels: [bug]\nbody:\n  - {type: input, attributes: {label: What}}\n',
    '.github/ISSUE_TEMPLATE/fire.yml':
      'name: Fire\nlabels: [outage-report]\nbody:\n  - {type: input, attributes: {label: What}}\n',
    'docs/CODEOWNERS': '* @alice\n',
    '.github/muster/templates/board.md.hbs': 'hello',
    'runbooks/big.md': 'x'.repeat(600_000),
    'src/index.md': 'no runbook',
  }
  const wanted = { settingsPath: '.github/muster.yml', runbooksFolder: 'runbooks', defaultBranch: 'main' }

  for (const graphql of [true, false]) {
    test(`are all found ${graphql ? 'in three requests' : 'without GraphQL'}`, async () => {
      shop = await startShop({ graphql }, files)
      const client = shop.us()
      const found = await observeFiles(client, where, wanted)
      expect(found).toMatchObject({
        settings: 'timezone: UTC\n',
        form: { path: '.github/ISSUE_TEMPLATE/fire.yml' },
        codeowners: '* @alice\n',
        templates: { board: 'hello' },
        notices: [{ path: 'runbooks/big.md' }],
      })
      expect(found.runbooks.map((file) => file.path).sort()).toEqual(['runbooks/README.md', 'runbooks/db.md'])
      expect(found.sha).toMatch(/^[0-9a-f]{40}$/)
      if (graphql) expect(client.usage()).toMatchObject({ requests: 3 })
    })
  }

  test('only what a sparse checkout lacks is read, at its commit', async () => {
    shop = await startShop({}, files)
    const all = await observeFiles(shop.us(), where, wanted)
    const client = shop.us()
    const found = await observeFiles(client, where, { ...wanted, commit: all.sha, roles: ['codeowners'] })
    expect(found).toMatchObject({ sha: all.sha, codeowners: '* @alice\n', settings: undefined, runbooks: [] })
    expect(client.usage().requests).toBe(2)
  })
})

describe('check', () => {
  const asked = {
    defaultBranch: 'main',
    wanted: { settingsPath: '.github/muster.yml', runbooksFolder: 'runbooks', defaultBranch: 'main' },
    labels: ['incident', 'Bug'],
    logins: ['alice', 'nobody-here'],
    teams: ['acme/ops'],
  }
  const bug = 'name: Bug\ndescription: x\nlabels: [bug]\nbody:\n  - {type: input, attributes: {label: What}}\n'
  const files = { ...runbooks, '.github/ISSUE_TEMPLATE/bug.yml': bug }

  test('tells what the repository holds, and changes nothing', async () => {
    shop = await startShop({}, files)
    await shop.alice.rest.issues.createLabel({ ...place, name: 'bug', color: 'd73a4a' })
    const found = await observeCheck(shop.us(), where, asked)
    expect(found).toMatchObject({
      missingLabels: ['incident'],
      people: [
        { login: 'alice', exists: 'yes', assignable: 'yes', role: 'write' },
        { login: 'nobody-here', exists: 'no', assignable: 'no', role: 'none' },
      ],
      teams: [{ mention: 'acme/ops', membersReadable: 'no' }],
      editHistory: 'yes',
      forms: [{ path: '.github/ISSUE_TEMPLATE/bug.yml', text: bug }],
      sweep: { kind: 'missing' },
    })
    expect([...shop.repository.labels.values()].map(({ name }) => name)).toEqual(['bug'])
  })

  test('tells what the token may do, and changes nothing', async () => {
    shop = await startShop({}, runbooks)
    const found = await observePowers(shop.us(), where, { part: 'all', defaultBranch: 'main' })
    expect(found).toMatchObject({
      powers: [
        { name: 'contents: write', answer: 'yes' },
        { name: 'issues: write', answer: 'yes' },
        { name: 'pull-requests: write', answer: 'yes' },
        { name: 'deployments: read', answer: 'no', needed: false },
      ],
      mayOpenPullRequests: 'no',
    })
    expect([shop.repository.issues.size, shop.repository.pulls.size]).toEqual([0, 0])
    expect(shop.repository.git.refs.list('refs/heads/').map(({ name }) => name)).toEqual(['refs/heads/main'])
  })

  test('sees that a token may only read, and what GitHub would have accepted', async () => {
    shop = await startShop({}, runbooks)
    const permissions = { contents: 'read', issues: 'read' } as const
    const token = shop.world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions })
    const { powers } = await observePowers(shop.us(token), where, { part: 'all', defaultBranch: 'main' })
    expect(powers).toMatchObject([
      { name: 'contents: write', answer: 'no', accepted: expect.stringContaining('contents=write') },
      { name: 'issues: read', answer: 'yes' },
      { name: 'issues: write', answer: 'no', accepted: expect.stringContaining('issues=write') },
      { name: 'pull-requests: write', answer: 'no', accepted: expect.stringContaining('pull_requests=write') },
      { name: 'deployments: read', answer: 'no', accepted: expect.stringContaining('deployments=read') },
    ])
  })
})
