import { afterEach, describe, expect, test } from '@jest/globals'
import type { ClientOptions, GitHubClient } from '../../../src/github/client.ts'
import { connect } from '../../../src/github/client.ts'
import { makePatience } from '../../../src/github/patience.ts'
import type { Loopback, ScriptedAnswer, SeenRequest } from './loopback.ts'
import { startLoopback } from './loopback.ts'

const place = { owner: 'o', repo: 'r' }
const issue = { ...place, issue_number: 1 }
let server: Loopback | undefined

async function connectTo(
  script: (request: SeenRequest, before: number) => ScriptedAnswer,
  options: Partial<ClientOptions> = {},
): Promise<{ readonly client: GitHubClient; readonly seen: readonly SeenRequest[] }> {
  server = await startLoopback(script)
  process.env.GITHUB_API_URL = server.url
  delete process.env.GITHUB_GRAPHQL_URL
  return { client: connect({ token: 't', ...options }), seen: server.seen }
}

afterEach(async () => {
  await server?.close()
  delete process.env.GITHUB_API_URL
})

const badGateway = { status: 502, text: '<html>Bad gateway</html>' } as const
const fine = { status: 200, body: { number: 1 } } as const

describe('what is sent', () => {
  test('carries the version, the name and the token', async () => {
    const { client, seen } = await connectTo(() => fine)
    await client.rest.issues.get(issue)
    expect(seen[0]?.headers['x-github-api-version']).toBe('2022-11-28')
    expect(seen[0]?.headers['user-agent']).toContain('muster-action')
    expect(seen[0]?.headers.authorization).toBe('token t')
  })

  test('GraphQL goes beside /api/v3 on an Enterprise Server', async () => {
    server = await startLoopback(() => ({ status: 200, body: { data: { viewer: { login: 'x' } } } }))
    process.env.GITHUB_API_URL = `${server.url}/api/v3`
    const data = await connect({ token: 't' }).query('query { viewer { login } }', {})
    expect(data).toEqual({ viewer: { login: 'x' } })
    expect(server.seen[0]?.path).toBe('/api/graphql')
  })
})

describe('an answer that never came', () => {
  const failures: readonly (readonly [string, ScriptedAnswer])[] = [
    ['502', badGateway],
    ['a cut connection', 'hang-up'],
    ['an HTML page with status 200', { status: 200, text: '<html>Unicorn</html>' }],
  ]
  for (const [name, failure] of failures) {
    test(`${name}: reading is tried three times`, async () => {
      const { client, seen } = await connectTo((_, before) => (before < 2 ? failure : fine))
      await expect(client.rest.issues.get(issue)).resolves.toMatchObject({ status: 200 })
      expect(seen).toHaveLength(3)
    })

    test(`${name}: a comment is never posted blindly again`, async () => {
      const { client, seen } = await connectTo(() => failure)
      await expect(client.rest.issues.createComment({ ...issue, body: 'x' })).rejects.toMatchObject({
        code: 'ambiguous',
      })
      expect(seen).toHaveLength(1)
    })

    test(`${name}: labels may be posted again`, async () => {
      const { client, seen } = await connectTo((_, before) => (before < 1 ? failure : { status: 200, body: [] }))
      await client.rest.issues.addLabels({ ...issue, labels: ['incident'] })
      expect(seen).toHaveLength(2)
    })

    test(`${name}: a branch and a label are made again; GitHub says where they exist`, async () => {
      const { client, seen } = await connectTo((_, before) => (before % 2 === 0 ? failure : { status: 201, body: {} }))
      await client.rest.git.createRef({ ...place, ref: 'refs/heads/muster/1', sha: 'a'.repeat(40) })
      await client.rest.issues.createLabel({ ...place, name: 'incident' })
      expect(seen).toHaveLength(4)
    })
  }

  test('three failures in a row end in one error', async () => {
    const { client, seen } = await connectTo(() => badGateway)
    await expect(client.rest.issues.get(issue)).rejects.toMatchObject({ code: 'unavailable', status: 502 })
    expect(seen).toHaveLength(3)
  })

  test('a comment is sent again where the connection was never made', async () => {
    const { client } = await connectTo(() => fine)
    await server?.close()
    await expect(client.rest.issues.createComment({ ...issue, body: 'x' })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(client.usage().requests).toBe(3)
  })

  test('a request has its time limit', async () => {
    const { client } = await connectTo(() => 'silence', { timeout: 50 })
    await expect(client.rest.issues.get(issue)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('limits', () => {
  const limited = {
    status: 403,
    body: { message: 'You have exceeded a secondary rate limit' },
    headers: { 'retry-after': '1' },
  }

  test('a refused comment is posted again after the wait', async () => {
    const { client, seen } = await connectTo((_, before) => (before === 0 ? limited : { status: 201, body: { id: 1 } }))
    const began = performance.now()
    await client.rest.issues.createComment({ ...issue, body: 'x' })
    expect(seen).toHaveLength(2)
    expect(performance.now() - began).toBeGreaterThan(950)
  })

  test('side by side they wait once, within one budget', async () => {
    const { client } = await connectTo((_, before) => (before < 4 ? limited : fine), { patience: 1_500 })
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.rest.issues.get(issue)))
    expect(answers).toHaveLength(4)
  })

  test('a wait of exactly the budget fits, whatever fraction of a millisecond the clock shows', async () => {
    for (let began = 0.001; began < 100; began += 0.377) {
      const patience = makePatience(60_000, new AbortController().signal, {
        now: () => began,
        sleep: () => Promise.resolve(),
      })
      expect([patience.close(60_000), patience.close(60_001)]).toEqual([true, false])
    }
  })

  test('beyond the budget the error says when it opens', async () => {
    const reset = Math.floor(Date.now() / 1000) + 1800
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) }
    const { client, seen } = await connectTo(() => ({
      status: 403,
      body: { message: 'API rate limit exceeded' },
      headers,
    }))
    const error: unknown = await client.rest.issues.get(issue).catch((one: unknown) => one)
    expect(error).toMatchObject({ code: 'rate-limited', status: 403 })
    expect(Math.abs(Date.parse((error as { retryAt: string }).retryAt) - reset * 1000)).toBeLessThan(2000)
    expect(seen).toHaveLength(1)
  })

  test('a 403 without a limit is a refusal', async () => {
    const { client, seen } = await connectTo(() => ({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    }))
    await expect(client.rest.issues.get(issue)).rejects.toMatchObject({ code: 'forbidden' })
    expect(seen).toHaveLength(1)
  })
})

describe('answers that mislead', () => {
  test('GraphQL errors with status 200 are an error', async () => {
    const { client } = await connectTo(() => ({
      status: 200,
      body: { data: null, errors: [{ message: 'Something went wrong' }] },
    }))
    await expect(client.query('query { viewer { login } }', {})).rejects.toMatchObject({ code: 'graphql' })
  })

  test('half a GraphQL answer is used', async () => {
    const { client } = await connectTo(() => ({
      status: 200,
      body: { data: { a: 1, b: null }, errors: [{ message: 'b' }] },
    }))
    await expect(client.query('query { a b }', {})).resolves.toEqual({ a: 1, b: null })
  })

  test('a write is not followed to where its target moved', async () => {
    const { client, seen } = await connectTo(() => ({
      status: 301,
      body: { message: 'Moved' },
      headers: { location: '/elsewhere' },
    }))
    await expect(client.rest.issues.createComment({ ...issue, body: 'x' })).rejects.toMatchObject({ code: 'moved' })
    expect(seen).toHaveLength(1)
  })
})

describe('a cancelled run', () => {
  test('sends no further write, and reads on', async () => {
    const { client, seen } = await connectTo(() => fine)
    client.stopWriting()
    await expect(client.rest.issues.createComment({ ...issue, body: 'x' })).rejects.toMatchObject({ code: 'stopped' })
    await client.rest.issues.get(issue)
    expect(seen.map((request) => request.method)).toEqual(['GET'])
  })

  test('ends its waits at once', async () => {
    const { client } = await connectTo(() => ({
      status: 429,
      body: { message: 'slow down' },
      headers: { 'retry-after': '30' },
    }))
    const posted = client.rest.issues.createComment({ ...issue, body: 'x' })
    setTimeout(client.stopWriting, 100)
    await expect(posted).rejects.toMatchObject({ code: 'stopped' })
  })
})

test('usage counts requests, writes and the longest chain', async () => {
  const { client } = await connectTo((request) => (request.method === 'POST' ? { status: 201, body: { id: 1 } } : fine))
  await Promise.all([client.rest.issues.get(issue), client.rest.issues.get(issue), client.rest.issues.get(issue)])
  await client.rest.issues.createComment({ ...issue, body: 'x' })
  expect(client.usage()).toEqual({ requests: 4, writes: 1, roundTrips: 2 })
})

test('the clock is the server’s', async () => {
  const { client } = await connectTo(() => ({ ...fine, headers: { date: 'Sun, 22 Nov 2026 03:07:00 GMT' } }))
  await client.rest.issues.get(issue)
  expect(client.now()).toBe('2026-11-22T03:07:00.000Z')
})
