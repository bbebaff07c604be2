import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FilesAt } from '../../../src/github/last-changes.ts'
import { querySurroundings } from '../../../src/github/query-surroundings.ts'
import { type Shop, startShop, where } from './simulated.ts'

describe('when files were last changed', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await startShop({}, { 'runbooks/a.md': '# A\n', 'runbooks/ä "b".md': '# B\n' })
  })
  afterAll(() => shop.close())

  const ask = async (undated: FilesAt) => {
    const client = shop.us()
    const window = { from: '2020-01-01T00:00:00.000Z', to: '2040-01-01T00:00:00.000Z' }
    const labels = { incidentLabel: 'incident', unconfirmedLabel: 'incident:unconfirmed' }
    const request = {
      ...labels,
      repositoryUrl: 'https://x/acme/shop',
      defaultBranch: 'main',
      window,
      paths: [],
      undated,
    }
    const queried = await querySurroundings(client, where, request)
    expect(client.usage().requests).toBe(1)
    expect(queried?.incidents).toEqual([])
    return queried?.lastChanges
  }

  test('the one query tells it of three paths at most; what is not there is left out', async () => {
    const paths = ['runbooks/a.md', 'runbooks/no.md', 'runbooks/ä "b".md', 'README.md']
    const dates = (await ask({ ref: 'main', paths })) ?? {}
    expect(Object.keys(dates)).toEqual(['runbooks/a.md', 'runbooks/ä "b".md'])
    for (const date of Object.values(dates)) expect(date).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  test.each([
    ['no paths', { ref: 'main', paths: [] }],
    ['a commit that is not there', { ref: 'f'.repeat(40), paths: ['README.md'] }],
    ['a name with invisible signs', { ref: 'main', paths: ['READ\u200BME.md'] }],
  ])('%s: nothing is told, and the rest of the answer stands', async (_, undated) => {
    expect(await ask(undated)).toEqual({})
  })
})
