import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { callerForPerson } from '../http/authenticate.ts'
import { hasMergeConflict } from '../pulls/merge-conflict.ts'
import type { Issue } from '../state/issue.ts'
import { createIssue } from '../state/issues/create-issue.ts'
import { type Answer, commitTo, namesOf, type Shop, startShop } from './git-shop.ts'

let shop: Shop
let issue: Issue

beforeEach(async () => {
  shop = await startShop()
  const { github, repository } = shop
  const alice = github.world.user('alice')
  if (!alice) throw new Error('There is no alice')
  const caller = callerForPerson(github.world, alice)
  issue = createIssue({ world: github.world, repository, caller }, { title: 'Checkout down', body: null })
  repository.settings.actionsMayCreatePullRequests = true
})

afterEach(async () => {
  await shop.close()
  expect(shop.github.world.violations).toEqual([])
})

function open(more: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const body = { title: 'Postmortem: checkout down (#1)', head: 'muster/1', base: 'main', body: 'Fixes #1', ...more }
  return shop.ask('POST', '/pulls', { body })
}

async function opened(files: Record<string, string | null> = { 'runbooks/pm.md': '# PM\n' }): Promise<Answer['body']> {
  commitTo(shop, 'muster/1', files)
  return (await open()).body
}

describe('opening', () => {
  test('takes the next number, shows as an issue and leaves a reference on the issue it names', async () => {
    const pull = await opened()
    expect(pull).toMatchObject({
      number: 2,
      state: 'open',
      merged: false,
      mergeable: true,
      commits: 1,
      changed_files: 1,
      additions: 1,
      deletions: 0,
      user: { login: 'github-actions[bot]' },
      head: { ref: 'muster/1', label: 'acme:muster/1' },
    })
    const seen = await shop.ask('GET', '/issues/2')
    expect(seen.body).toMatchObject({ number: 2, pull_request: { merged_at: null } })
    const timeline = await shop.ask('GET', '/issues/1/timeline')
    expect(timeline.body).toMatchObject([{ event: 'cross-referenced', source: { issue: { number: 2 } } }])
    expect(namesOf(shop.events).slice(-1)).toEqual(['pull_request.opened'])
  })

  test('is refused to a workflow where the setting is off', async () => {
    shop.repository.settings.actionsMayCreatePullRequests = false
    commitTo(shop, 'muster/1', { a: 'a' })
    expect(await open()).toMatchObject({
      status: 403,
      body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
    })
    expect(shop.repository.lastNumber).toBe(1)
  })

  test('is refused without branch, news or a first pull request of its own', async () => {
    expect((await open()).body.errors).toEqual([{ resource: 'PullRequest', field: 'head', code: 'invalid' }])
    await opened()
    expect((await open()).body.errors[0].message).toBe('A pull request already exists for acme:muster/1.')
    expect((await open({ head: 'main' })).body.errors[0].message).toBe('No commits between main and main')
    expect((await open({ title: ' ' })).body.errors[0]).toMatchObject({ field: 'title', code: 'missing_field' })
    expect((await open({ base: 'nope' })).body.errors[0]).toMatchObject({ field: 'base', code: 'invalid' })
  })
})

describe('looking', () => {
  test('lists by head, base and state', async () => {
    await opened()
    const count = async (query: string) => (await shop.ask('GET', `/pulls?${query}`)).body.length
    expect(await count('head=acme:muster/1')).toBe(1)
    expect(await count('head=acme:other')).toBe(0)
    expect(await count('head=muster/1')).toBe(1)
    expect(await count('base=other')).toBe(0)
    expect(await count('state=closed')).toBe(0)
    expect(await count('state=all&sort=updated')).toBe(1)
  })

  test('files and commits; a conflict shows', async () => {
    await opened({ 'numbers.txt': 'uno\n2\n3\n4\n5\n6\n7\n8\n' })
    expect((await shop.ask('GET', '/pulls/2/files')).body).toMatchObject([{ filename: 'numbers.txt', changes: 2 }])
    expect((await shop.ask('GET', '/pulls/2/commits')).body).toHaveLength(1)
    commitTo(shop, 'main', { 'numbers.txt': 'one\n2\n3\n4\n5\n6\n7\n8\n' })
    expect(hasMergeConflict(shop.repository, 2)).toBe(true)
    expect((await shop.ask('GET', '/pulls/2')).body).toMatchObject({ mergeable: false, mergeable_state: 'dirty' })
    const merge = await shop.ask('PUT', '/pulls/2/merge', { as: 'alice', body: {} })
    expect(merge).toMatchObject({ status: 405, body: { message: 'Pull Request is not mergeable' } })
  })
})

describe('changing', () => {
  test('title, text and state, each told once', async () => {
    await opened()
    const patched = await shop.ask('PATCH', '/pulls/2', { body: { title: 'New', body: 'Text' } })
    expect(patched.body).toMatchObject({ title: 'New', body: 'Text' })
    expect((await shop.ask('PATCH', '/pulls/2', { body: { state: 'closed' } })).body.state).toBe('closed')
    expect((await shop.ask('PATCH', '/pulls/2', { body: { state: 'open' } })).body.state).toBe('open')
    expect(namesOf(shop.events).slice(-4)).toEqual([
      'pull_request.opened',
      'pull_request.edited',
      'pull_request.closed',
      'pull_request.reopened',
    ])
    expect((await shop.ask('PATCH', '/pulls/2', { as: 'stranger', body: { title: 'Mine' } })).status).toBe(404)
  })

  test('follows its branch: new commits, and deletion', async () => {
    await opened()
    const blob = { message: 'More', content: 'eA==', branch: 'muster/1' }
    await shop.ask('PUT', '/contents/more.md', { body: blob })
    expect((await shop.ask('GET', '/pulls/2')).body).toMatchObject({ commits: 2, changed_files: 2 })
    expect(namesOf(shop.events).slice(-2)).toEqual(['push', 'pull_request.synchronize'])
    await shop.ask('DELETE', '/git/refs/heads/muster/1')
    expect((await shop.ask('GET', '/pulls/2')).body).toMatchObject({ state: 'closed', merged: false })
    const reopened = await shop.ask('PATCH', '/pulls/2', { body: { state: 'open' } })
    expect(reopened.body.errors[0].message).toBe('state cannot be changed. The muster/1 branch has been deleted.')
  })
})

describe('merging', () => {
  test.each(['merge', 'squash', 'rebase'])('%s brings the files and closes the issue it fixes', async (method) => {
    await opened()
    const { git } = shop.repository
    const base = git.resolve('main')?.oid
    const merged = await shop.ask('PUT', '/pulls/2/merge', { as: 'alice', body: { merge_method: method } })
    expect(merged).toMatchObject({ status: 200, body: { merged: true, message: 'Pull Request successfully merged' } })
    const head = git.resolve('main')
    expect(head?.oid).toBe(merged.body.sha)
    expect(head?.parents[0]).toBe(base)
    expect(git.readFile('main', 'runbooks/pm.md')?.toString()).toBe('# PM\n')
    expect(issue).toMatchObject({ state: 'closed', stateReason: 'completed', closedBy: { login: 'alice' } })
    expect((await shop.ask('GET', '/pulls/2')).body).toMatchObject({ merged: true, merged_by: { login: 'alice' } })
    expect((await shop.ask('GET', '/pulls/2/merge')).status).toBe(204)
    expect((await shop.ask('GET', `/commits/${merged.body.sha}/pulls`)).body).toMatchObject([{ number: 2 }])
    expect(namesOf(shop.events).slice(-3)).toEqual(['push', 'issues.closed', 'pull_request.closed'])
    expect(shop.events.at(-1)?.payload.pull_request).toMatchObject({ merged: true })
  })

  test('refuses another head, and a second time', async () => {
    await opened()
    const stale = await shop.ask('PUT', '/pulls/2/merge', { as: 'alice', body: { sha: 'a'.repeat(40) } })
    expect(stale).toMatchObject({
      status: 409,
      body: { message: 'Head branch was modified. Review and try the merge again.' },
    })
    await shop.ask('PUT', '/pulls/2/merge', { as: 'alice', body: {} })
    expect((await shop.ask('PUT', '/pulls/2/merge', { as: 'alice', body: {} })).status).toBe(405)
  })

  test('deletes the branch where the repository is set so', async () => {
    shop.repository.settings.deleteBranchOnMerge = true
    await opened()
    await shop.ask('PUT', '/pulls/2/merge', { as: 'alice', body: {} })
    expect((await shop.ask('GET', '/git/ref/heads/muster/1')).status).toBe(404)
    expect((await shop.ask('GET', '/pulls/2')).body.merged).toBe(true)
  })

  test('commits that reach the base in another way count as a merge', async () => {
    const pull = await opened()
    await shop.ask('PATCH', '/git/refs/heads/main', { as: 'alice', body: { sha: pull.head.sha } })
    expect((await shop.ask('GET', '/pulls/2')).body).toMatchObject({ merged: true, merge_commit_sha: pull.head.sha })
  })

  test('a keyword in a commit on the default branch closes an issue, one in code does not', async () => {
    const put = (path: string, message: string) =>
      shop.ask('PUT', `/contents/${path}`, { body: { message, content: 'eA==' } })
    await put('a', 'Say `fixes #1`')
    expect(issue.state).toBe('open')
    await put('b', 'Fixes #1')
    expect(issue).toMatchObject({ state: 'closed', closedBy: { login: 'github-actions[bot]' } })
  })
})

describe('reviews', () => {
  test('people with access are asked; the author, outsiders and teams are not', async () => {
    shop.github.world.addTeam({ organization: 'acme', slug: 'platform', members: ['bob'] })
    await opened()
    const request = (body: unknown, as: 'workflow' | 'alice' = 'workflow') =>
      shop.ask('POST', '/pulls/2/requested_reviewers', { as, body })
    expect((await request({ reviewers: ['alice'] })).body.requested_reviewers).toMatchObject([{ login: 'alice' }])
    expect((await request({ reviewers: ['bob', 'zoe'] })).body.message).toMatch(
      /^Reviews may only be requested from coll/,
    )
    expect((await request({ reviewers: ['github-actions[bot]'] })).body.message).toBe(
      'Review cannot be requested from pull request author.',
    )
    expect((await request({ team_reviewers: ['platform'] })).body.message).toMatch(
      /^Could not resolve to a node with the global id of 'T_/,
    )
    expect((await request({ team_reviewers: ['platform'] }, 'alice')).status).toBe(201)
    expect((await shop.ask('GET', '/pulls/2/requested_reviewers')).body).toMatchObject({
      users: [{ login: 'alice' }],
      teams: [{ slug: 'platform' }],
    })
    const told = shop.github.world.notifications.filter(({ reason }) => reason === 'review_requested')
    expect(told.map(({ login }) => login)).toEqual(['alice'])
  })

  test('a review answers the request; nobody approves their own', async () => {
    await opened()
    await shop.ask('POST', '/pulls/2/requested_reviewers', { body: { reviewers: ['alice'] } })
    const review = { event: 'APPROVE', body: 'Well told' }
    expect((await shop.ask('POST', '/pulls/2/reviews', { as: 'alice', body: review })).body.state).toBe('APPROVED')
    expect((await shop.ask('GET', '/pulls/2/requested_reviewers')).body.users).toEqual([])
    expect((await shop.ask('GET', '/pulls/2/reviews')).body).toHaveLength(1)
    const own = await shop.ask('POST', '/pulls/2/reviews', { body: review })
    expect(own.body.errors).toEqual(['Can not approve your own pull request'])
  })
})
