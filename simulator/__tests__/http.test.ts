import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { countRoundTrips } from '../http/request-log.ts'
import { openShop, type Shop } from './shop.ts'

jest.setTimeout(30_000)

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

afterEach(async () => {
  await shop.github.close()
})

async function openIssues(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await shop.ask(shop.tokens.writer, 'POST /issues', { title: `Issue ${n}` })
}

describe('who gets in', () => {
  test('an unknown token is 401, none at all reads what is public', async () => {
    expect((await shop.ask('ghs_nothing', 'GET /issues')).body.message).toBe('Bad credentials')
    expect((await shop.ask(null, 'GET /issues')).status).toBe(200)
    expect((await shop.ask(null, 'POST /issues', { title: 'x' })).status).toBe(401)
  })

  test('a private repository is 404 for those who may not see it, 403 for a token without the permission', async () => {
    const hidden = await openShop({ isPrivate: true })
    const { world } = hidden.github
    const weak = world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions: { contents: 'read' } })
    await world.addRepository({ owner: 'acme', name: 'other', private: true })
    expect((await hidden.ask(hidden.tokens.stranger, 'GET /issues')).status).toBe(404)
    expect((await hidden.ask(null, 'GET /issues')).status).toBe(404)
    expect((await hidden.ask(hidden.tokens.reader, 'GET /issues')).status).toBe(200)
    expect((await hidden.ask(hidden.tokens.workflow, 'GET //repos/acme/other')).status).toBe(404)
    const denied = await hidden.ask(weak, 'GET /issues')
    expect([denied.status, denied.body.message]).toEqual([403, 'Resource not accessible by integration'])
    await hidden.github.close()
  })

  test('each write asks for its own permission', async () => {
    const { world } = shop.github
    const reads = world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions: { issues: 'read' } })
    const pulls = world.addToken({
      kind: 'workflow',
      repository: 'acme/shop',
      permissions: { 'pull-requests': 'write' },
    })
    await openIssues(1)
    expect((await shop.ask(reads, 'POST /issues/1/comments', { body: 'x' })).status).toBe(403)
    expect((await shop.ask(pulls, 'POST /issues/1/comments', { body: 'x' })).status).toBe(403)
    expect((await shop.ask(shop.tokens.workflow, 'POST /issues/1/comments', { body: 'x' })).status).toBe(201)
    expect((await shop.ask(shop.tokens.workflow, 'GET //user')).status).toBe(403)
    expect((await shop.ask(shop.tokens.workflow, 'GET //orgs/acme/teams/platform/members')).status).toBe(404)
  })

  test('an archived repository is read-only', async () => {
    shop.repository.archived = true
    const answer = await shop.ask(shop.tokens.admin, 'POST /issues', { title: 'x' })
    expect([answer.status, answer.body.message]).toEqual([403, 'Repository was archived so is read-only.'])
  })
})

describe('what is refused as malformed', () => {
  test('JSON that is none, unlisted fields, wrong types and unknown routes are violations', async () => {
    const { ask, github, tokens } = shop
    expect((await ask(tokens.workflow, 'POST /issues', '{')).status).toBe(400)
    expect((await ask(tokens.workflow, 'POST /issues', { title: 'x', titel: 'y' })).status).toBe(422)
    expect((await ask(tokens.workflow, 'POST /issues', { title: ['x'] })).status).toBe(422)
    expect((await ask(tokens.workflow, 'GET /issues?stat=open')).status).toBe(422)
    expect((await ask(tokens.workflow, 'GET /nothing')).status).toBe(404)
    expect(github.world.violations.map(({ kind }) => kind)).toEqual(['request', 'request', 'request', 'unknown-route'])
  })

  test('a version that does not exist is 400; 2026-03-10 knows no assignee', async () => {
    await openIssues(1)
    const get = (version: string) =>
      shop.ask(shop.tokens.writer, 'GET /issues/1', undefined, { 'x-github-api-version': version })
    expect((await get('2020-01-01')).status).toBe(400)
    expect((await get('2022-11-28')).body).toHaveProperty('assignee', null)
    expect((await get('2026-03-10')).body).not.toHaveProperty('assignee')
  })
})

describe('lists', () => {
  test('pages are linked', async () => {
    await openIssues(5)
    const { headers, body } = await shop.ask(shop.tokens.writer, 'GET /issues?per_page=2&page=2')
    expect(body.map(({ number }: { number: number }) => number)).toEqual([3, 2])
    const link = headers.get('link') ?? ''
    expect([...link.matchAll(/page=(\d)>; rel="(\w+)"/g)].map(([, page, rel]) => `${rel} ${page}`)).toEqual([
      'prev 1',
      'next 3',
      'last 3',
      'first 1',
    ])
    expect((await shop.ask(shop.tokens.writer, 'GET /issues')).headers.get('link')).toBeNull()
  })

  test('an unchanged answer is 304 and costs nothing', async () => {
    await openIssues(1)
    const first = await shop.ask(shop.tokens.workflow, 'GET /issues/1')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"/)
    const again = await shop.ask(shop.tokens.workflow, 'GET /issues/1', undefined, { 'if-none-match': etag })
    expect([again.status, again.body]).toEqual([304, ''])
    expect(again.headers.get('x-ratelimit-used')).toBe(first.headers.get('x-ratelimit-used'))
    await shop.ask(shop.tokens.workflow, 'POST /issues/1/comments', { body: 'x' })
    const changed = await shop.ask(shop.tokens.workflow, 'GET /issues/1', undefined, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
  })
})

describe('limits', () => {
  test('the hour ends at the primary limit, and a new one begins', async () => {
    const { world } = shop.github
    world.options.primaryLimit = 2
    const get = () => shop.ask(shop.tokens.workflow, 'GET //repos/acme/shop')
    expect([(await get()).status, (await get()).status]).toEqual([200, 200])
    const over = await get()
    expect([over.status, over.headers.get('x-ratelimit-remaining')]).toEqual([403, '0'])
    world.clock.advance(3_600_000)
    expect((await get()).status).toBe(200)
  })

  test('every answer says where its caller stands; asking for that costs nothing', async () => {
    const used = async (token: string | null, path: string) =>
      (await shop.ask(token, `GET ${path}`)).headers.get('x-ratelimit-used')
    expect(await used(shop.tokens.workflow, '/labels')).toBe('1')
    expect(await used(shop.tokens.workflow, '/labels/none')).toBe('2')
    expect(await used(shop.tokens.workflow, '//rate_limit')).toBe('2')
    expect(await used('ghs_nothing', '/labels')).toBe('0')
    const { resources } = (await shop.ask(shop.tokens.workflow, 'GET //rate_limit')).body
    expect(resources.core).toMatchObject({ limit: 1000, used: 2, remaining: 998 })
  })

  test('the 81st write of a minute is stopped with Retry-After', async () => {
    const { world } = shop.github
    world.clock.set('2026-11-01T10:00:00Z')
    await openIssues(80)
    const over = await shop.ask(shop.tokens.writer, 'POST /issues', { title: 'one more' })
    expect([over.status, over.headers.get('retry-after')]).toEqual([403, '60'])
    world.clock.advance(61_000)
    expect((await shop.ask(shop.tokens.writer, 'POST /issues', { title: 'one more' })).status).toBe(201)
  })
})

describe('faults', () => {
  const comment = () => shop.ask(shop.tokens.workflow, 'POST /issues/1/comments', { body: 'x' })
  const count = () => shop.repository.comments.size

  test('strike before or after the request took effect, once, and say so', async () => {
    await openIssues(1)
    const { faults } = shop.github.world
    const before = faults.add({ mode: 'status-before:502', method: 'POST', path: '/repos/**/comments' })
    expect([(await comment()).status, count()]).toEqual([502, 0])
    faults.add({ mode: 'status-after:502', method: 'POST' })
    expect([(await comment()).status, count()]).toEqual([502, 1])
    faults.add({ mode: 'drop-after', method: 'POST' })
    await expect(comment()).rejects.toThrow()
    expect(count()).toBe(2)
    faults.add({ mode: 'drop-mid-body', method: 'POST' })
    await expect(comment()).rejects.toThrow()
    faults.add({ mode: 'malformed-body', method: 'POST' })
    expect((await comment()).body).toContain('<html>')
    expect((await comment()).status).toBe(201)
    expect(before.fired).toBe(1)
    expect(shop.github.world.violations).toEqual([])
  })

  test('limits answer with Retry-After and do nothing', async () => {
    await openIssues(1)
    const { faults } = shop.github.world
    faults.add({ mode: 'rate-limited', method: 'POST', retryAfter: 7 })
    const limited = await comment()
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
    faults.add({ mode: 'secondary-limit', method: 'POST' })
    expect((await comment()).status).toBe(403)
    expect(count()).toBe(0)
  })

  test('the nth matching request is struck, and the client is killed by whoever runs it', async () => {
    await openIssues(1)
    const { world } = shop.github
    const killed: number[] = []
    world.killHook = () => void killed.push(count())
    world.faults.add({ mode: 'kill-after', nth: 2, method: 'POST' })
    expect((await comment()).status).toBe(201)
    await expect(comment()).rejects.toThrow()
    expect(killed).toEqual([2])
  })

  test('a list can be one write old, and something new can be missing once', async () => {
    await openIssues(1)
    const { faults } = shop.github.world
    faults.add({ mode: 'stale-list', path: '/repos/*/*/issues/1/comments' })
    await comment()
    await comment()
    const list = () => shop.ask(shop.tokens.workflow, 'GET /issues/1/comments')
    expect([(await list()).body.length, (await list()).body.length]).toEqual([1, 2])
    faults.add({ mode: 'missing-after-create' })
    const { id } = (await comment()).body
    const get = () => shop.ask(shop.tokens.workflow, `GET /issues/comments/${id}`)
    expect([(await get()).status, (await get()).status]).toEqual([404, 200])
    faults.add({ mode: 'missing-after-create' })
    const listed = async () => (await shop.ask(shop.tokens.workflow, 'GET /issues/1/comments')).status
    expect([await listed(), await listed()]).toEqual([404, 200])
  })

  test('with replicas, an old answer misses what was written before, also on GraphQL, and the log tells when nothing was', async () => {
    const { world } = shop.github
    world.options.replicas = true
    await openIssues(1)
    await comment()
    await comment()
    const count = async () => (await shop.ask(shop.tokens.workflow, 'GET /issues/1/comments')).body.length
    for (const [lag, left] of [
      [1, 1],
      [2, 0],
    ] as const) {
      world.faults.add({ mode: 'stale-list', lag })
      expect([await count(), await count()]).toEqual([left, 2])
    }
    world.faults.add({ mode: 'stale-list', lag: 3 })
    const query = '{ repository(owner: "acme", name: "shop") { issue(number: 1) { title } } }'
    const titleOf = async () => (await shop.graphql(shop.tokens.workflow, query)).body.data.repository.issue?.title
    expect([await titleOf(), await titleOf()]).toEqual([undefined, expect.any(String)])
    world.faults.add({ mode: 'stale-list' })
    await shop.ask(shop.tokens.workflow, 'GET /labels')
    expect(world.requests.filter(({ fault }) => fault !== null).map(({ idle }) => idle)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })

  test('a world can be put back to how it stood, refs included', async () => {
    await openIssues(1)
    const putBack = shop.github.keep()
    const before = (await shop.control('GET /state')).body
    await comment()
    const { sha } = (await shop.ask(shop.tokens.admin, 'GET /commits/main')).body
    await shop.ask(shop.tokens.admin, 'POST /git/refs', { ref: 'refs/heads/other', sha })
    expect((await shop.control('GET /state')).body).not.toEqual(before)
    putBack()
    expect((await shop.control('GET /state')).body).toEqual(before)
    expect((await comment()).status).toBe(201)
  })
})

test('the log tells requests and sequential round trips', async () => {
  shop.github.world.requests.length = 0
  const get = () => shop.ask(shop.tokens.workflow, 'GET /labels')
  shop.github.world.options.latency = 30
  await get()
  await Promise.all([get(), get(), get()])
  const { requests } = shop.github.world
  expect(requests.map(({ n, template, status, caller }) => [n, template, status, caller])).toEqual(
    [1, 2, 3, 4].map((n) => [n, '/repos/{owner}/{repo}/labels', 200, 'github-actions[bot]']),
  )
  expect(countRoundTrips(requests)).toBe(2)
})
