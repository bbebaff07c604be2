import { afterEach, expect, jest, test } from '@jest/globals'
import { createDrill } from '../../../src/github/create-drill.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { fakeClient, refusal } from './fake-client.ts'
import type { Shop } from './simulated.ts'
import { expectNoViolations, startShop, where } from './simulated.ts'

jest.setTimeout(30_000)

let shop: Shop | undefined

afterEach(async () => {
  if (!shop) return
  expectNoViolations(shop)
  await shop.close()
  shop = undefined
})

const drill = {
  key: 'drill:4711',
  title: 'Drill',
  body: `A drill.\n\n${printMarker(['drill:4711'])}`,
  labels: [],
  drillLabel: 'drill',
}

test.each(['drop-before', 'drop-after', 'drop-mid-body'] as const)(
  'a drill whose answer never came (%s) is made once',
  async (mode) => {
    shop = await startShop()
    const labels = [{ name: 'drill', color: 'c2e0c6', description: 'A drill' }]
    const fault = shop.world.faults.add({ mode, method: 'POST', path: '/repos/*/*/issues' })
    const number = await createDrill(shop.us(), where, { ...drill, labels })
    expect(fault.fired).toBe(1)
    expect([...shop.repository.issues.keys()]).toEqual([number])
    expect(await createDrill(shop.us(), where, { ...drill, labels })).toBe(number)
  },
)

test('a drill that a list does not show yet is made once', async () => {
  shop = await startShop({ replicas: true })
  const number = await createDrill(shop.us(), where, {
    ...drill,
    labels: [{ name: 'drill', color: '', description: '' }],
  })
  const fault = shop.world.faults.add({ mode: 'stale-list', lag: 5 })
  expect(await createDrill(shop.us(), where, drill)).toBe(number)
  expect(fault.fired).toBe(1)
})

test('a drill that GitHub refuses is no drill', async () => {
  const { client, asked, pauses } = fakeClient({
    'issues.listForRepo': () => [{ number: 3, body: null }],
    'issues.create': () => refusal('forbidden'),
  })
  await expect(createDrill(client, where, { ...drill, drillLabel: 'rehearsal' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(asked.filter(({ name }) => name === 'issues.create')).toHaveLength(1)
  expect(asked.find(({ name }) => name === 'issues.listForRepo')?.parameters).toMatchObject({
    labels: 'rehearsal',
    state: 'all',
  })
  expect(pauses).toEqual([400, 1_600])
})
