import { describe, expect, test } from '@jest/globals'
import { allPeople, listServices } from '../../../src/domain/check.ts'
import { parseSettings } from '../../../src/settings/parse.ts'

const { settings } = parseSettings(
  `
people: { Al: { github: alice }, Unused: { github: ursula } }
teams:
  platform: { members: [Al, bob], mention: acme/platform }
  empty: { mention: acme/empty }
  silent: { members: [] }
services:
  checkout: { call: [platform], inform: [carol], escalate: [dave] }
  search: { call: [empty, silent] }
`,
  'x',
)

describe('what a check looks at', () => {
  test('is everybody whom the settings name, once', () => {
    expect(allPeople(settings)).toEqual({
      logins: ['alice', 'ursula', 'bob', 'dave', 'carol'],
      teams: ['acme/platform', 'acme/empty'],
    })
  })

  test('is whom a SEV1 would call on each service, and on none of them', () => {
    const unlisted = (name: string) => ({ name, reason: 'team-without-members' })
    expect(listServices(settings, '* @root')).toEqual([
      { service: 'checkout', call: ['alice', 'bob', 'dave'], inform: ['carol'], notReached: [] },
      { service: 'search', call: [], inform: [], notReached: [unlisted('empty'), unlisted('silent')] },
      { service: 'any other service', call: ['root'], inform: [], notReached: [] },
    ])
  })
})
