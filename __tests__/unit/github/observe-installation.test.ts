import { describe, expect, test } from '@jest/globals'
import { countUnconfirmed } from '../../../src/github/count-unconfirmed.ts'
import { observeInstallation, readInstalled } from '../../../src/github/observe-installation.ts'
import { fakeClient, refusal } from './fake-client.ts'
import { place, where } from './simulated.ts'

const name = 'incident:unconfirmed'
const description = 'Waits for /confirm · Muster since 2026-11-20T03:00Z'
const createdAt = '2026-11-20T03:00:12Z'

describe('since when Muster is installed', () => {
  const observe = async (routes: Parameters<typeof fakeClient>[0]) => {
    const { client, asked } = fakeClient(routes)
    return { label: await observeInstallation(client, where, name), asked }
  }

  test('is told by the description of the label, and by when it was made, in one request', async () => {
    const { label, asked } = await observe({ query: () => ({ installed: { label: { description, createdAt } } }) })
    expect(label).toEqual({ description, createdAt })
    expect(asked.map(({ parameters }) => parameters)).toMatchObject([{ owner: 'acme', name: 'shop', label: name }])
  })

  test('is not told where the label is not there', async () => {
    const { label, asked } = await observe({ query: () => ({ installed: { label: null } }) })
    expect([label, asked.length]).toEqual(['absent', 1])
  })

  test.each([
    ['there is no GraphQL', () => refusal('not-found')],
    ['GraphQL does not answer', () => refusal('unavailable')],
    ['GraphQL does not show the repository', () => ({ installed: null })],
    ['the answer holds something else', () => ({ installed: {} })],
  ])('is asked by REST where %s', async (_, query) => {
    const { label, asked } = await observe({ query, 'issues.getLabel': () => ({ description }) })
    expect(label).toEqual({ description, createdAt: undefined })
    expect(asked[1]).toEqual({ name: 'issues.getLabel', parameters: { ...place, name } })
    const bare = await observe({ query, 'issues.getLabel': () => ({ description: null }) })
    expect(bare.label).toEqual({ description: '', createdAt: undefined })
  })

  test.each([
    ['not-found', 'absent'],
    ['forbidden', 'unknown'],
    ['unavailable', 'unknown'],
    ['rate-limited', 'unknown'],
  ] as const)('where REST answers %s, it is %s', async (code, label) => {
    const routes = { query: () => refusal('graphql'), 'issues.getLabel': () => refusal(code) }
    expect((await observe(routes)).label).toBe(label)
  })

  test('is read from any answer that holds the field', () => {
    expect(readInstalled({ installed: { label: { description: null, createdAt } } })).toEqual({
      description: '',
      createdAt,
    })
    for (const answer of [undefined, null, {}, { installed: null }, { installed: 'x' }])
      expect(readInstalled(answer)).toBe('unknown')
  })
})

describe('how many reports of the last hour wait', () => {
  const now = '2026-11-20T03:12:00.000Z'
  const issue = (number: number, created_at: string, more: object = {}) => ({ number, created_at, ...more })

  test('are counted by when they were made, and pull requests are none', async () => {
    const listed = [
      issue(1, '2026-11-20T02:11:59Z'),
      issue(2, '2026-11-20T02:12:00.000Z'),
      issue(3, '2026-11-20T03:11:00Z'),
      issue(4, '2026-11-20T03:11:00Z', { pull_request: {} }),
    ]
    const { client, asked } = fakeClient({ 'issues.listForRepo': () => listed })
    expect(await countUnconfirmed(client, where, { label: 'outage:unconfirmed', now })).toBe(2)
    expect(asked.map(({ parameters }) => parameters)).toMatchObject([
      { labels: 'outage:unconfirmed', state: 'all', since: '2026-11-20T02:12:00.000Z' },
    ])
  })

  test('are none where GitHub does not tell: one comment too many harms less', async () => {
    const { client } = fakeClient({ 'issues.listForRepo': () => refusal('forbidden') })
    expect(await countUnconfirmed(client, where, { label: name, now })).toBe(0)
  })
})
