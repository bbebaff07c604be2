import { describe, expect, test } from '@jest/globals'
import { chooseChanges, wantSurroundings } from '../../../src/domain/changes.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Change } from '../../../src/domain/snapshot.ts'
import { buildOwn } from '../../support/build-incident.ts'
import { buildSnapshot, minutes } from '../../support/build-snapshot.ts'

const settings = `
services:
  checkout:
    call: [alice]
    paths: ["services/checkout/**", "/lib/pay*.ts", "docs/pay.md", "**/x", "lib/p?", "services/checkout/*", "//web//", "{a,b}/c", "!no", "t[12]/z"]
  search: {}
`
const service = (name: string) => ({ issue: { body: `Service: ${name}\nSince: 03:00` } })

describe('what stands around an incident', () => {
  const want = (parts: Parameters<typeof buildSnapshot>[0], codeowners?: string) => {
    const snapshot = buildSnapshot({ settings, ...parts })
    return wantSurroundings(readFacts(snapshot), snapshot, codeowners)
  }

  test('is looked for on its service, in the day before it began, below what the globs begin with', () => {
    expect(want(service('checkout'))).toEqual({
      number: 7,
      serviceLabels: ['service:checkout'],
      window: { from: '2026-11-19T03:00:00.000Z', to: '2026-11-20T03:00:00.000Z' },
      paths: ['services/checkout', 'lib', 'docs/pay.md', 'web'],
    })
  })

  test('is, where nothing is known, what changed in the day before it was reported', () => {
    expect(want({ issue: { title: 'Down', body: 'It is down' } }, '* @root')).toEqual({
      number: 7,
      serviceLabels: [],
      window: { from: '2026-11-19T03:12:00.000Z', to: '2026-11-20T03:12:00.000Z' },
      paths: [],
    })
  })

  test('is no other incident where nobody is left to be called', () => {
    const comments = [buildOwn(['board', 'call:alice:opened'])]
    expect(want({ ...service('checkout'), comments }).serviceLabels).toEqual([])
    expect(want(service('search')).serviceLabels).toEqual([])
    expect(want(service('search'), '* @root').serviceLabels).toEqual(['service:search'])
  })

  test('is looked for under the usual label of the service, too, where the settings rename it', () => {
    const renamed = { ...service('checkout'), settings: `${settings}\nlabels: { service: "team/" }` }
    expect(want(renamed).serviceLabels).toEqual(['team/checkout', 'service:checkout'])
  })
})

describe('the changes on a board', () => {
  const change = (at: number, touchesService?: boolean): Change => ({
    kind: 'commit',
    title: `at ${at}`,
    url: 'https://github.test',
    at: minutes(at),
    number: undefined,
    touchesService,
  })

  test('are five, those of the service first, the newest first', () => {
    const changes = [change(1), change(2, true), change(5, false), change(3), change(4, true), change(6)]
    expect(chooseChanges(changes).map(({ title }) => title)).toEqual(['at 4', 'at 2', 'at 6', 'at 5', 'at 3'])
  })

  test('stand as they came where they were made at once', () => {
    const [one, other] = [change(1), { ...change(1), title: 'other' }]
    expect(chooseChanges([one, other])).toEqual([one, other])
    expect(chooseChanges([other, one])).toEqual([other, one])
  })
})
