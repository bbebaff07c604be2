import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { observeLastChanges } from '../../../src/github/observe-last-changes.ts'
import { type Shop, startShop, where } from './simulated.ts'

describe('when files were last changed', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await startShop({}, { 'runbooks/a.md': '# A\n', 'runbooks/ä "b".md': '# B\n' })
  })
  afterAll(() => shop.close())

  test('one request tells it of three paths at most; what is not there is left out', async () => {
    const client = shop.us()
    const paths = ['runbooks/a.md', 'runbooks/no.md', 'runbooks/ä "b".md', 'README.md']
    const dates = await observeLastChanges(client, where, { ref: 'main', paths })
    expect(Object.keys(dates)).toEqual(['runbooks/a.md', 'runbooks/ä "b".md'])
    for (const date of Object.values(dates)) expect(date).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(client.usage().requests).toBe(1)
  })

  test('without paths, or with a commit that is not there, nothing is told and nothing rejects', async () => {
    const client = shop.us()
    expect(await observeLastChanges(client, where, { ref: 'main', paths: [] })).toEqual({})
    expect(client.usage().requests).toBe(0)
    expect(await observeLastChanges(shop.us(), where, { ref: 'f'.repeat(40), paths: ['README.md'] })).toEqual({})
  })
})
