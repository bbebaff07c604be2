import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fillDashboard, findDashboardFault } from '../../../src/settings/dashboard-url.ts'
import { readDuration } from '../../../src/settings/duration.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { findService, isLogin, resolveNames } from '../../../src/settings/resolve.ts'

const { settings } = parseSettings(
  `
people:
  Dana: {github: dana-lee}
  carol: {github: Carol-M}
teams:
  platform: {members: [alice, dana, ALICE], mention: acme/platform}
  web team: {members: []}
services:
  checkout: {aliases: [payments, Card form]}
  card-form-api: {aliases: [checkout2]}
  Ünïcode: {aliases: ["支付"]}
`,
  'muster.yml',
)

describe('a service', () => {
  test.each([
    ['checkout', 'checkout'],
    [' Check-Out ', 'checkout'],
    ['PAYMENTS', 'checkout'],
    ['card form', 'checkout'],
    ['Card Form API', 'card-form-api'],
    ['ünïCODE', 'Ünïcode'],
    ['支付', 'Ünïcode'],
  ])('is found by "%s"', (text, key) => expect(findService(settings, text)?.key).toBe(key))

  test.each(['', '  ', '!!!', 'unknown', 'check', 'constructor', '__proto__', 'toString'])('is none: "%s"', (text) => {
    expect(findService(settings, text)).toBeUndefined()
  })
})

describe('a login', () => {
  test.each(['a', 'A1', 'dana-lee', 'a-1-b', 'octo_acme', 'x'.repeat(39)])('may be %s', (name) => {
    expect(isLogin(name, {})).toBe(true)
  })
  test.each(['', '-a', 'a-', 'a--b', 'a-_b', 'a b', 'a.b', '@a', 'x'.repeat(40)])('is not "%s"', (name) => {
    expect(isLogin(name, {})).toBe(false)
  })
})

describe('a list of names', () => {
  test('becomes logins, each once, with its teams', () => {
    expect(resolveNames(settings, ['dana', 'platform', 'CAROL', 'Web-Team', '@erin', 'platfrom', 'on call'])).toEqual({
      logins: ['dana-lee', 'alice', 'Carol-M', 'erin'],
      teams: [
        { key: 'platform', mention: 'acme/platform', members: ['alice', 'dana-lee', 'ALICE'] },
        { key: 'web team', members: [] },
      ],
      unlistedTeams: ['web team'],
      unknown: ['platfrom', 'on call'],
    })
  })

  test('as CODEOWNERS has them: a team by its mention, or one that nobody listed', () => {
    expect(resolveNames(settings, ['@acme/platform', '@acme/web'])).toMatchObject({
      logins: ['alice', 'dana-lee'],
      unlistedTeams: ['acme/web'],
      unknown: [],
    })
  })

  test('calls nobody who is neither configured nor named by login', () => {
    const configured = ['dana-lee', 'alice', 'carol-m']
    const name = fc.oneof(fc.constantFrom('dana', 'platform', 'carol', 'web team', 'acme/all', 'carl'), fc.string())
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const { logins } = resolveNames(settings, names)
        const named = new Set([...configured, ...names.map((one) => one.replace(/^@/, '').toLowerCase())])
        expect(logins.filter((login) => !named.has(login.toLowerCase()))).toEqual([])
        expect(logins).not.toContain('carl')
        expect(new Set(logins).size).toBe(logins.length)
      }),
    )
  })
})

describe('a dashboard', () => {
  const window = { from: '2026-11-22T03:05:00.000Z', to: '2026-11-22T04:05:00.000Z', service: 'card form' }

  test('is linked with the time window', () => {
    expect(fillDashboard('https://g.example.com/d?from={{from}}&to={{ to }}&var-s={{service}}', window)).toBe(
      'https://g.example.com/d?from=1795316700000&to=1795320300000&var-s=card%20form',
    )
    expect(fillDashboard('https://p.example.com/graph?end={{to-iso}}&s={{from-seconds}}', window)).toBe(
      'https://p.example.com/graph?end=2026-11-22T04%3A05%3A00.000Z&s=1795316700',
    )
    expect(fillDashboard('https://p.example.com/{{from-iso}}/{{to-seconds}}', window)).toBe(
      'https://p.example.com/2026-11-22T03%3A05%3A00.000Z/1795320300',
    )
  })

  test.each([
    ['https://g.example.com/{{from}}', undefined],
    ['http://g.example.com', 'https'],
    ['https://{{service}}.evil', undefined],
    ['https://g/{{now}}', 'no other placeholders'],
    ['https://g/{{constructor}}', 'no other placeholders'],
    ['javascript:{{from}}', 'https'],
  ])('%s', (url, fault) => {
    if (fault === undefined) expect(findDashboardFault(url)).toBeUndefined()
    else expect(findDashboardFault(url)).toContain(fault)
  })

  test('takes no service out of its slot', () => {
    fc.assert(
      fc.property(fc.string(), (service) => {
        const url = fillDashboard('https://g.example.com/a?s={{service}}&b=1', {
          ...window,
          service,
        })
        expect(url === undefined || new URL(url).searchParams.get('b') === '1').toBe(true)
        expect(url === undefined || new URL(url).host === 'g.example.com').toBe(true)
      }),
    )
  })
})

describe('a duration', () => {
  test.each([
    ['10m', 600_000],
    ['90 min', 5_400_000],
    ['1h 30m', 5_400_000],
    ['2 hours', 7_200_000],
    ['365 days', 31_536_000_000],
    ['1 D', 86_400_000],
  ])('%s', (text, ms) => expect(readDuration(text)).toBe(ms))

  test.each(['', '10', 'm', '10 minuts', '10s', '-5m', '1.5h', 'none', '99999m'])('is none: %s', (text) => {
    expect(readDuration(text)).toBeUndefined()
  })
})
