import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { defineLabel as define } from '../../../src/domain/labels.ts'
import type { GitHubEffect } from '../../../src/github/apply/applied.ts'
import { applyEffects } from '../../../src/github/apply.ts'
import type { GitHubClient } from '../../../src/github/client.ts'
import { observeRecord } from '../../../src/github/observe-record.ts'
import { observeRoles } from '../../../src/github/observe-roles.ts'
import { observeSurroundings } from '../../../src/github/observe-surroundings.ts'
import { observeSweep } from '../../../src/github/observe-sweep.ts'
import { printMarker } from '../../../src/text/marker.ts'
import type { Shop } from './simulated.ts'
import { expectNoViolations, names, place, recordOf, snapshotOf, startShop, where } from './simulated.ts'

// The first start reads GitHub's API description and schema, which takes seconds on a busy machine.
jest.setTimeout(30_000)

let shop: Shop

afterEach(async () => {
  expectNoViolations(shop)
  await shop.close()
})

async function openIssue(client: GitHubClient, body = 'It fails.'): Promise<number> {
  const { data } = await client.rest.issues.create({ ...place, title: 'Checkout is down', body })
  return data.number
}

const board = (text: string): string => `${text}\n\n${printMarker(['board', 'call:alice:opened'])}`
const defineLabel = (name: string) => define(name, names)
const opening = { action: 'opened', hint: { comments: 0, labels: [], updatedAt: '', change: undefined } }

/** What a sweep looks after, in a repository where Muster has been for a month. */
async function sweep(client: GitHubClient, { installed = '2026-10-20T00:00:00.000Z' } = {}) {
  const asks = (body: string) => body.startsWith('### What is happening?')
  const { issues, late } = await observeSweep(client, where, { now: client.now(), names, installed, asks })
  return { issues, late, numbers: issues.map(({ issue }) => issue.number) }
}

async function apply(client: GitHubClient, number: number, effects: readonly GitHubEffect[]) {
  const snapshot = snapshotOf(await recordOf(client, { number }))
  return await applyEffects(client, where, { effects, snapshot })
}

describe('a new incident', () => {
  test('needs one request to be read, and what is folded equals what is read again', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    await shop.alice.rest.issues.createLabel({ ...place, name: 'incident', color: 'b60205' })
    const client = shop.us()
    const record = await recordOf(client, { number, ...opening })
    expect(client.usage().requests).toBe(1)
    const effects: readonly GitHubEffect[] = [
      { kind: 'claim', on: { kind: 'issue' } },
      { kind: 'create-comment', key: 'board', body: board('**SEV1** @alice') },
      { kind: 'add-labels', labels: [defineLabel('incident')] },
      { kind: 'assign', logins: ['alice'] },
    ]
    const applied = await applyEffects(client, where, { effects, snapshot: snapshotOf(record) })
    expect(applied).toMatchObject({ result: 'done', writes: 4 })
    expect(client.usage()).toEqual({ requests: 5, writes: 4, roundTrips: 4 })
    const again = await recordOf(shop.us(), { number })
    const { events: _, edits: __, ...folded } = applied.snapshot.record
    expect(again).toMatchObject(JSON.parse(JSON.stringify(folded)))
    expect(again.comments[0]?.bodyHtml).toContain('user-mention')
    expect(again.ourLogin).toBe('github-actions[bot]')
  })

  test('a finished opening costs four requests to read', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    await apply(shop.us(), number, [
      { kind: 'claim', on: { kind: 'issue' } },
      { kind: 'create-comment', key: 'board', body: board('x') },
    ])
    const client = shop.us()
    await recordOf(client, { number })
    expect(client.usage()).toMatchObject({ requests: 4, roundTrips: 1 })
  })

  test('makes missing labels and dresses them', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    await apply(shop.us(), number, [
      { kind: 'add-labels', labels: [defineLabel('incident'), defineLabel('severity:SEV1')] },
    ])
    const { data } = await shop.alice.rest.issues.listLabelsForRepo(place)
    expect(data).toEqual(expect.arrayContaining([expect.objectContaining(defineLabel('severity:SEV1'))]))
  })

  test('is claimed by one of two runs', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    const snapshot = snapshotOf(await recordOf(shop.us(), { number, ...opening }))
    const effects: readonly GitHubEffect[] = [
      { kind: 'claim', on: { kind: 'issue' } },
      { kind: 'create-comment', key: 'board', body: board('x') },
    ]
    const runs = await Promise.all([1, 2].map(() => applyEffects(shop.us(), where, { effects, snapshot })))
    expect(runs.map((run) => run.result).sort()).toEqual(['claim-lost', 'done'])
    expect((await recordOf(shop.us(), { number })).comments).toHaveLength(1)
  })

  test('a claim is taken over, by one run, once it is 60 s old', async () => {
    shop = await startShop()
    shop.world.clock.set('2026-11-22T03:07:00Z')
    const number = await openIssue(shop.alice)
    const claim: GitHubEffect = { kind: 'claim', on: { kind: 'issue' } }
    expect((await apply(shop.us(), number, [claim])).result).toBe('done')
    shop.world.clock.advance(30_000)
    expect((await apply(shop.us(), number, [claim])).result).toBe('claim-lost')
    shop.world.clock.advance(31_000)
    const record = await recordOf(shop.us(), { number })
    const effects = [claim]
    const runs = await Promise.all(
      [1, 2].map(() => applyEffects(shop.us(), where, { effects, snapshot: snapshotOf(record) })),
    )
    expect(runs.filter((run) => run.result === 'done')).toHaveLength(1)
  })

  test('an old claim is not taken over where its board was posted while we looked', async () => {
    shop = await startShop()
    shop.world.clock.set('2026-11-22T03:07:00Z')
    const number = await openIssue(shop.alice)
    const effects: readonly GitHubEffect[] = [
      { kind: 'claim', on: { kind: 'issue' } },
      { kind: 'create-comment', key: 'board', body: board('x') },
    ]
    const snapshot = snapshotOf(await recordOf(shop.us(), { number }))
    await apply(shop.us(), number, effects)
    shop.world.clock.advance(61_000)
    const late = await applyEffects(shop.us(), where, { effects, snapshot })
    expect([late.result, late.writes]).toEqual(['claim-lost', 1])
    expect(late.snapshot.record.comments.map(({ body }) => body)).toEqual([board('x')])
    expect((await recordOf(shop.us(), { number })).comments).toHaveLength(1)
  })

  test('nothing is claimed where reactions do not exist', async () => {
    shop = await startShop({ reactions: false })
    const number = await openIssue(shop.alice)
    expect((await apply(shop.us(), number, [{ kind: 'claim', on: { kind: 'issue' } }])).result).toBe('done')
  })
})

describe('a later call', () => {
  const call = {
    kind: 'create-claimed-comment',
    key: 'call:severity:SEV1',
    silent: `Now SEV1.\n\n${printMarker(['call:severity:SEV1'])}`,
    body: `Now SEV1. @bob\n\n${printMarker(['call:severity:SEV1', 'call:bob:severity:SEV1'])}`,
  } as const

  test('of two runs side by side mentions once', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    const snapshot = snapshotOf(await recordOf(shop.us(), { number }))
    await Promise.all([1, 2].map(() => applyEffects(shop.us(), where, { effects: [call], snapshot })))
    const { comments } = await recordOf(shop.us(), { number })
    expect(comments.filter((comment) => comment.body.includes('@bob')).length).toBe(1)
    expect(shop.world.notifications.filter((one) => one.login === 'bob' && one.reason === 'mention')).toHaveLength(1)
  })

  test('that a killed run left without mentions is finished where it stands', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    await apply(shop.us(), number, [{ kind: 'create-comment', key: call.key, body: call.silent }])
    const applied = await apply(shop.us(), number, [call])
    expect(applied).toMatchObject({ result: 'done', writes: 2 })
    expect(applied.snapshot.record.comments).toMatchObject([{ body: call.body }])
  })
})

describe('assigning', () => {
  test('names whom GitHub silently left out', async () => {
    shop = await startShop()
    shop.world.addUser({ login: 'carol' })
    const number = await openIssue(shop.alice)
    const applied = await apply(shop.us(), number, [{ kind: 'assign', logins: ['alice', 'carol'] }])
    expect(applied.snapshot.record.issue.assignees).toEqual(['alice'])
    expect(applied.snapshot.failures).toEqual([{ code: 'assign-refused', detail: 'carol' }])
  })
})

describe('failures', () => {
  test('a comment whose answer was lost is found and not posted again', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    shop.world.faults.add({ mode: 'status-after:502', method: 'POST', path: '/repos/*/*/issues/*/comments' })
    const applied = await apply(shop.us(), number, [{ kind: 'create-comment', key: 'board', body: board('x') }])
    expect(applied.result).toBe('done')
    expect(applied.snapshot.record.comments).toHaveLength(1)
    expect((await recordOf(shop.us(), { number })).comments).toHaveLength(1)
  })

  test('a comment that never arrived is posted again', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    shop.world.faults.add({ mode: 'drop-before', method: 'POST', path: '/repos/*/*/issues/*/comments' })
    await apply(shop.us(), number, [{ kind: 'create-comment', key: 'board', body: board('x') }])
    expect((await recordOf(shop.us(), { number })).comments).toHaveLength(1)
  })

  test('a list that misses a fresh comment is read again, and one that is not found yet', async () => {
    shop = await startShop({ replicas: true })
    const number = await openIssue(shop.alice)
    await apply(shop.us(), number, [{ kind: 'create-comment', key: 'board', body: board('x') }])
    for (const mode of ['stale-list', 'missing-after-create'] as const) {
      const fault = shop.world.faults.add({ mode, method: 'GET', path: '/repos/*/*/issues/*/comments' })
      expect((await recordOf(shop.us(), { number })).comments).toHaveLength(1)
      expect(fault.fired).toBe(1)
    }
  })

  test.each([
    ['issue', '/repos/*/*/issues/*'],
    ['events', '/repos/*/*/issues/*/events'],
  ])('a closing that the %s does not show yet is looked for again', async (_, path) => {
    shop = await startShop({ replicas: true })
    shop.world.clock.set('2026-11-25T10:00:00Z')
    const number = await openIssue(shop.alice)
    shop.world.clock.advance(60_000)
    const { data } = await shop.alice.rest.issues.update({ ...place, issue_number: number, state: 'closed' })
    const hint = { comments: 0, labels: [], updatedAt: data.updated_at, change: { kind: 'closed' } } as const
    shop.world.faults.add({ mode: 'stale-list', method: 'GET', path })
    const record = await recordOf(shop.us(), { number, action: 'closed', hint })
    expect([record.issue.state, record.events.map(({ kind }) => kind)]).toEqual(['closed', ['closed']])
  })

  test('an edit that the history does not show yet is looked for again', async () => {
    shop = await startShop({ replicas: true })
    shop.world.clock.set('2026-11-25T10:00:00Z')
    const number = await openIssue(shop.alice)
    shop.world.clock.advance(60_000)
    const { data } = await shop.alice.rest.issues.update({ ...place, issue_number: number, body: 'It works.' })
    const hint = { comments: 0, labels: [], updatedAt: data.updated_at, change: { kind: 'body-edited' } } as const
    shop.world.faults.add({ mode: 'stale-list', path: '/graphql' })
    const record = await recordOf(shop.us(), { number, action: 'edited', hint })
    expect(record.edits?.at(-1)?.body).toBe('It works.')
  })

  test('without GraphQL the record has no edits and we still know ourselves', async () => {
    shop = await startShop({ graphql: false })
    const number = await openIssue(shop.alice)
    await apply(shop.us(), number, [{ kind: 'create-comment', key: 'board', body: board('x') }])
    const record = await recordOf(shop.us(), { number })
    expect(record).toMatchObject({ edits: undefined, ourLogin: 'github-actions[bot]' })
  })

  test('a pass ends where GitHub gives no answer, with what was done', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    shop.world.faults.add({ mode: 'status-before:502', method: 'PATCH', path: '/repos/*/*/issues/*', count: 3 })
    const applied = await apply(shop.us(), number, [
      { kind: 'create-comment', key: 'board', body: board('x') },
      { kind: 'reopen' },
      { kind: 'add-labels', labels: [defineLabel('incident')] },
    ])
    expect(applied).toMatchObject({ result: 'stopped', writes: 1, error: { code: 'unavailable' } })
    expect(applied.snapshot.record.comments).toHaveLength(1)
  })

  test('a label that ends an incident has its colour before it is on', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    const ends = defineLabel('postmortem:published')
    shop.world.faults.add({ mode: 'status-before:502', method: 'POST', path: '/repos/*/*/issues/*/labels', count: 9 })
    expect(await apply(shop.us(), number, [{ kind: 'add-labels', labels: [ends] }])).toMatchObject({
      result: 'stopped',
    })
    const { data } = await shop.alice.rest.issues.getLabel({ ...place, name: ends.name })
    expect(data).toMatchObject({ color: ends.color, description: ends.description })
    const { data: issue } = await shop.alice.rest.issues.get({ ...place, issue_number: number })
    expect(issue.labels).toEqual([])
  })

  test('what GitHub refuses is a failure, and the rest goes on', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    const labels = Array.from({ length: 101 }, (_, index) => defineLabel(`service:s${index}`))
    const applied = await apply(shop.us(), number, [
      { kind: 'add-labels', labels },
      { kind: 'assign', logins: ['alice'] },
    ])
    expect(applied.result).toBe('done')
    expect(applied.snapshot.failures.map((failure) => failure.code)).toEqual(['labels-refused'])
    expect(applied.snapshot.record.issue.assignees).toEqual(['alice'])
  })
})

describe('observing', () => {
  test('an issue that was deleted or never was is gone', async () => {
    shop = await startShop()
    expect(await observeRecord(shop.us(), where, { number: 99, names })).toEqual({ kind: 'gone', reason: 'not-found' })
    const number = await openIssue(shop.alice)
    shop.repository.issues.delete(number)
    shop.repository.gone.set(number, { kind: 'deleted' })
    expect(await observeRecord(shop.us(), where, { number, names })).toEqual({ kind: 'gone', reason: 'deleted' })
  })

  test('edits, labels and closing are read with who did them', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice)
    const issue = { ...place, issue_number: number }
    await shop.alice.rest.issues.update({ ...issue, body: 'It fails for all.' })
    await shop.alice.rest.issues.addLabels({ ...issue, labels: ['incident'] })
    await shop.alice.rest.issues.update({ ...issue, state: 'closed', state_reason: 'not_planned' })
    const record = await recordOf(shop.us(), { number })
    expect(record.edits?.at(-1)).toMatchObject({ editor: 'alice', body: 'It fails for all.' })
    expect(record.events).toEqual([
      expect.objectContaining({ kind: 'labeled', label: 'incident', actor: 'alice' }),
      expect.objectContaining({ kind: 'closed', reason: 'not_planned', actor: 'alice' }),
    ])
  })

  test('250 comments are read in order, in two round trips', async () => {
    shop = await startShop({ secondaryLimits: false, primaryLimit: null })
    const number = await openIssue(shop.alice)
    const comment = { ...place, issue_number: number }
    for (let index = 0; index < 250; index += 1)
      await shop.alice.rest.issues.createComment({ ...comment, body: `n${index}` })
    const client = shop.us()
    const { comments } = await recordOf(client, { number })
    expect(comments.map((one) => one.body)).toEqual(Array.from({ length: 250 }, (_, index) => `n${index}`))
    expect(client.usage().roundTrips).toBe(2)
  })

  test('roles are asked once each; only an answer denies', async () => {
    shop = await startShop()
    shop.world.addUser({ login: 'carol' })
    shop.world.faults.add({ mode: 'status-before:502', path: '/repos/*/*/collaborators/alice/permission', count: 3 })
    const client = shop.us()
    const logins = ['alice', 'bob', 'BOB', 'carol', 'nobody-at-all', 'dependabot[bot]', 'ghost']
    expect(await observeRoles(client, where, logins)).toEqual({
      alice: 'unknown',
      bob: 'triage',
      carol: 'none',
      'nobody-at-all': 'none',
      'dependabot[bot]': 'none',
      ghost: 'none',
    })
  })

  /** Two incidents on one service, and a change of each kind in the window. */
  async function disturb(): Promise<{ readonly first: number; readonly number: number }> {
    const first = await openIssue(shop.alice)
    await apply(shop.us(), first, [
      { kind: 'add-labels', labels: [defineLabel('incident'), defineLabel('service:checkout')] },
      { kind: 'create-comment', key: 'board', body: board('x') },
    ])
    const number = await openIssue(shop.alice)
    await shop.alice.rest.issues.addLabels({ ...place, issue_number: number, labels: ['incident'] })
    const content = Buffer.from('x').toString('base64')
    const file = { ...place, path: 'services/checkout/a.txt', message: 'Raise pool size (#812)', content }
    const { data } = await shop.alice.rest.repos.createOrUpdateFileContents(file)
    await shop.alice.rest.repos.createRelease({ ...place, tag_name: 'v1', name: 'One' })
    await shop.alice.rest.repos.createRelease({ ...place, tag_name: 'v2', draft: true })
    for (const ref of ['main', 'v1', data.commit.sha ?? '']) {
      await shop.alice.rest.repos.createDeployment({ ...place, ref, required_contexts: [] })
    }
    return { first, number }
  }

  const request = {
    serviceLabels: ['service:checkout'],
    incidentLabel: names.incident,
    unconfirmedLabel: names.unconfirmed,
    repositoryUrl: 'https://x/acme/shop',
    defaultBranch: 'main',
    window: { from: '2020-01-01T00:00:00.000Z', to: '2040-01-01T00:00:00.000Z' },
    paths: ['services/checkout'],
    undated: { ref: 'main', paths: [] },
  }

  test('the surroundings name related incidents, whom they called, and changes of the window', async () => {
    shop = await startShop()
    const { first, number } = await disturb()
    const client = shop.us()
    const found = await observeSurroundings(client, where, { number, ...request })
    expect(found.failures).toEqual([])
    expect(found.openIncidents).toMatchObject([
      { number: first, called: [{ login: 'alice', informed: false, at: expect.any(String) }] },
    ])
    const merge = found.changes.find((change) => change.kind === 'merge')
    expect(merge).toMatchObject({
      number: 812,
      title: 'Raise pool size',
      touchesService: true,
      url: 'https://x/acme/shop/pull/812',
    })
    expect(found.changes.some((change) => change.touchesService === false)).toBe(true)
    expect(found.changes.filter(({ kind }) => kind === 'release').map(({ title }) => title)).toEqual(['One'])
    expect(found.changes.some(({ kind }) => kind === 'deployment')).toBe(false)
  })

  test('the surroundings cost one request by GraphQL, whose answer is that of REST', async () => {
    shop = await startShop()
    const { number } = await disturb()
    const permissions = { contents: 'read', issues: 'write', deployments: 'read' } as const
    const token = shop.world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions })
    const read = async (serviceLabels: readonly string[], graphql: boolean) => {
      shop.world.options.graphql = graphql
      const client = shop.us(token)
      const found = await observeSurroundings(client, where, { number, ...request, serviceLabels })
      return { found, requests: client.usage().requests }
    }
    const [queried, rest] = [await read([], true), await read([], false)]
    expect([queried.requests, rest.requests]).toEqual([1, 6])
    const short = (title: string) => title.replace(/[0-9a-f]{40}/, (sha) => sha.slice(0, 7))
    const changes = rest.found.changes.map((change) => ({ ...change, title: short(change.title) }))
    // Without GraphQL a request of its own tells since when Muster is installed.
    expect([queried.found.installation, rest.found.installation]).toEqual(['absent', 'unknown'])
    expect(queried.found).toEqual({ ...rest.found, changes, installation: 'absent' })
    expect(changes.map(({ kind }) => kind).sort()).toEqual([
      'commit',
      'deployment',
      'deployment',
      'deployment',
      'merge',
      'release',
    ])
    const [called, calledByRest] = [await read(request.serviceLabels, true), await read(request.serviceLabels, false)]
    expect(called.found.openIncidents).toEqual(calledByRest.found.openIncidents)
    expect(called.requests).toBe(2)
  })

  test('more open incidents than a query tells are listed page by page', async () => {
    shop = await startShop({ secondaryLimits: false, primaryLimit: null })
    for (let index = 0; index < 102; index += 1) {
      await shop.alice.rest.issues.create({ ...place, title: `Down ${index}`, labels: ['incident'] })
    }
    const client = shop.us()
    const { openIncidents } = await observeSurroundings(client, where, { number: 102, ...request })
    expect(openIncidents.map((one) => one.number)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1))
    expect(client.usage().requests).toBe(3)
  })

  test('a later call among many comments looks for another one on the newest pages alone', async () => {
    shop = await startShop({ secondaryLimits: false, primaryLimit: null })
    const number = await openIssue(shop.alice)
    shop.world.clock.set('2026-11-20T03:00:00Z')
    for (let index = 0; index < 210; index += 1)
      await shop.alice.rest.issues.createComment({ ...place, issue_number: number, body: `n${index}` })
    shop.world.clock.set('2026-11-20T04:00:00Z')
    const body = `@bob\n\n${printMarker(['call:severity', 'call:bob:severity'])}`
    const silent = `bob\n\n${printMarker(['call:severity'])}`
    const effect = { kind: 'create-claimed-comment', key: 'call:severity', silent, body } as const
    const client = shop.us()
    const snapshot = snapshotOf(await recordOf(client, { number }))
    // Another run, which has seen the same, posts first.
    await shop.us().rest.issues.createComment({ ...place, issue_number: number, body: silent })
    const before = shop.world.requests.length
    expect((await applyEffects(client, where, { effects: [effect], snapshot })).result).toBe('done')
    const after = shop.world.requests.slice(before)
    expect(after.filter(({ method, path }) => method === 'GET' && path.includes('/comments'))).toHaveLength(1)
    const calls = (await recordOf(shop.us(), { number })).comments.filter((one) => one.body.includes('call:'))
    expect(calls.map((one) => one.body)).toEqual([body])
  })

  test('a sweep finds open and unfinished incidents, and each then costs two requests', async () => {
    shop = await startShop()
    const open = await openIssue(shop.alice)
    const published = await openIssue(shop.alice)
    const missed = await openIssue(shop.alice)
    const label = async (number: number, ...labels: string[]) =>
      await shop.alice.rest.issues.addLabels({ ...place, issue_number: number, labels })
    await label(open, 'incident')
    await label(published, 'incident', 'postmortem:published')
    await label(missed, 'incident')
    for (const number of [published, missed]) {
      await shop.alice.rest.issues.update({ ...place, issue_number: number, state: 'closed' })
    }
    const client = shop.us()
    const { issues, numbers } = await sweep(client)
    expect(numbers).toEqual([open, missed])
    const before = client.usage().requests
    await recordOf(client, { number: open, ...(issues[0] && { known: issues[0] }) })
    expect(client.usage().requests - before).toBe(2)
  })

  test('finds a report that carries no label, by what was filled in', async () => {
    shop = await startShop()
    const number = await openIssue(shop.alice, '### What is happening?\n\nNo payments')
    await openIssue(shop.alice, 'A question')
    expect((await sweep(shop.us())).numbers).toEqual([number])
  })

  test('misses nothing that is closed between its lists', async () => {
    shop = await startShop({ replicas: true })
    const number = await openIssue(shop.alice)
    await shop.alice.rest.issues.addLabels({ ...place, issue_number: number, labels: ['incident'] })
    await shop.alice.rest.issues.update({ ...place, issue_number: number, state: 'closed' })
    for (let nth = 1; nth <= 8; nth += 1) {
      shop.world.faults.add({ mode: 'stale-list', nth })
      expect((await sweep(shop.us())).numbers).toEqual([number])
      shop.world.faults.clear()
    }
  })
})
