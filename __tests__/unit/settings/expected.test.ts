import { describe, expect, test } from '@jest/globals'
import { parseSettings } from '../../../src/settings/parse.ts'

const problemsOf = (text: string) => parseSettings(text, 'muster.yml').problems
const told = (text: string) =>
  problemsOf(text).map(({ line, column, message, help }) => `${line}:${column} ${message}. ${help}`)
const leftOut = 'It was left out.'
const byDefault = 'The default counts.'
const keys =
  '`timezone`, `declare`, `override`, `contacts`, `fallback`, `labels`, `people`, `teams`, `services`, `severities`, `nudges`, `postmortem`, `stale-after`, `templates`'

test.each([
  ['timezone: [UTC]', 'a time zone such as `UTC` or `Europe/Berlin`', byDefault],
  ['timezone: Europe/Berln', 'a time zone such as `UTC` or `Europe/Berlin`', byDefault],
  ['declare: 5', '`auto`, `anyone`, `triage` or `write`', byDefault],
  ['override: read', '`triage`, `write`, `maintain` or `admin`', byDefault],
  ['contacts: [a]', 'an address that begins with `https://`', byDefault],
  ['contacts: http://x.example', 'an address that begins with `https://`', byDefault],
  ['fallback: nobody', '`codeowners`, `none` or a list of names', byDefault],
  ['people: 5', 'people by name: `dana: {github: dana-lee}`', byDefault],
  ['people: {a: 5}', 'a person: `{github: LOGIN}`', leftOut],
  ['people: {a: {}}', 'a login on GitHub, without `@`', leftOut],
  ['people: {a: {github: 5}}', 'a login on GitHub, without `@`', leftOut],
  ['people: {a: {github: "a--b"}}', 'a login on GitHub, without `@`', leftOut],
  [
    'people: {a: {github: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}}',
    'a login on GitHub, without `@`',
    leftOut,
  ],
  [
    'people: {"a,b": {github: a}}',
    'a name: letters and digits, inside also spaces, `.`, `_` and `-`, at most 40',
    leftOut,
  ],
  ['teams: 5', 'teams by name: `platform: {members: [alice, bob]}`', byDefault],
  ['teams: {a: 5}', 'a team: `{members: [alice, bob]}`', leftOut],
  ['teams: {a: {members: x}}', 'a list of names: `[dana, platform]`', leftOut],
  ['teams: {a: {mention: "@acme/x"}}', '`ORG/TEAM`, without `@`', leftOut],
  ['services: 5', 'services by name: `checkout: {call: [platform]}`', byDefault],
  ['services: {a: 5}', 'a service: `{call: [platform], paths: [services/checkout/**]}`', leftOut],
  ['services: {a: {aliases: x}}', 'a list of other names: `[payments]`', leftOut],
  ['services: {a: {aliases: [5]}}', 'a list of other names: `[payments]`', leftOut],
  ['services: {a: {aliases: [""]}}', 'a list of other names: `[payments]`', leftOut],
  ['services: {a: {call: x}}', 'a list of names: `[dana, platform]`', leftOut],
  [
    'services: {a: {inform: [5]}}',
    'a name: letters and digits, inside also spaces, `.`, `_` and `-`, at most 40',
    leftOut,
  ],
  ['services: {a: {paths: x}}', 'a list of paths: `[services/checkout/**]`', leftOut],
  ['services: {a: {dashboards: x}}', 'a list of dashboards: `[{name: Grafana, url: "https://…"}]`', leftOut],
  ['services: {a: {dashboards: [x]}}', 'a dashboard: `{name: Grafana, url: "https://…"}`', leftOut],
  ['services: {a: {dashboards: [{url: "https://x"}]}}', 'a name to show', leftOut],
  ['services: {a: {dashboards: [{name: "", url: "https://x"}]}}', 'a name to show', leftOut],
  ['services: {a: {dashboards: [{name: x, url: 5}]}}', 'an address that begins with `https://`', leftOut],
  ['services: {a: {dashboards: [{name: x, url: "http://x"}]}}', 'an address that begins with `https://`', leftOut],
  [
    'services: {a: {dashboards: [{name: x, url: "https://x?{{now}}"}]}}',
    'no other placeholders than `{{from}}`, `{{to}}`, `{{from-seconds}}`, `{{to-seconds}}`, `{{from-iso}}`, `{{to-iso}}`, `{{service}}`',
    leftOut,
  ],
  ['severities: 5', 'severities by name: `SEV1: {acknowledge: 5m}`', byDefault],
  ['severities: {SEV1: 5}', 'what it asks for: `{acknowledge: 5m}`', byDefault],
  ['severities: {SEV1: {call: x}}', 'a list of names: `[dana, platform]`', byDefault],
  ['severities: {SEV1: {inform: x}}', '`true` or `false`', byDefault],
  ['severities: {SEV1: {acknowledge: x}}', 'a time such as `10m` or `2h`, or `none`', byDefault],
  ['severities: {SEV1: {update: 5}}', 'a time such as `10m` or `2h`, or `none`', byDefault],
  ['severities: {SEV1: {gate: x}}', '`full`, `short` or `none`', byDefault],
  ['severities: {SEV1: {postmortem: x}}', '`3 days`, `5 working days`, `on request` or `none`', byDefault],
  ['nudges: x', 'a whole number from 0 to 2', byDefault],
  ['nudges: 1.5', 'a whole number from 0 to 2', byDefault],
  ['nudges: -1', 'a whole number from 0 to 2', byDefault],
  ['nudges: 3', 'a whole number from 0 to 2', byDefault],
  ['postmortem: 5', '`deliver` and `names`: `{deliver: branch}`', byDefault],
  ['postmortem: {deliver: x}', '`pull-request`, `branch` or `comment`', byDefault],
  ['postmortem: {names: x}', '`roles` or `logins`', byDefault],
  ['stale-after: x', 'a time such as `10m`, `2h` or `365 days`', byDefault],
  ['templates: x', '`on` or `off`', byDefault],
  ["declare: ''", '`auto`, `anyone`, `triage` or `write`', byDefault],
])('%s: what was expected there, and what counts instead', (text, words, consequence) => {
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({ file: 'muster.yml', help: `Expected ${words}. ${consequence}` }),
  ])
})

describe('what is no settings', () => {
  test.each([
    ['5', '`5`'],
    ['""', 'an empty text'],
    ['[a]', '`["a"]`'],
  ])('%s leaves all at the defaults', (text, quoted) => {
    const words = 'keys and values, one a line: `timezone: Europe/Berlin`. All settings are at their defaults.'
    expect(told(text)).toEqual([`1:1 ${quoted} does not fit. Expected ${words}`])
  })
})

describe('a key', () => {
  test.each([
    ['nothing: 5', `1:1 unknown key \`nothing\`. Expected ${keys}. It was left out.`],
    ['timezne: UTC', '1:1 unknown key `timezne`. Did you mean `timezone`? It was left out.'],
    [
      'severities: {SEV1: {cal: [x]}}',
      '1:21 `severities.SEV1`: unknown key `cal`. Did you mean `call`? It was left out.',
    ],
    [
      'services: {a: {dashboards: [{title: x, name: x, url: "https://x"}]}}',
      '1:30 `services.a.dashboards.0`: unknown key `title`. Expected `name`, `url`. It was left out.',
    ],
    ['severities: {SEV5: {}}', '1:14 unknown severity `SEV5`. Expected SEV1, SEV2, SEV3 or SEV4. It was left out.'],
    [
      'people: {"a,b": {github: a}}',
      '1:10 `a,b` cannot be a name here. Expected a name: letters and digits, inside also spaces, `.`, `_` and `-`, at most 40. It was left out.',
    ],
    [
      'people: {a: {}}',
      '1:13 `people.a`: `github` is missing. Expected a login on GitHub, without `@`. It was left out.',
    ],
    ['fallback: [{__proto__: 1}]', '1:13 `__proto__` cannot be a name. Choose another. It was left out.'],
  ])('%s: %s', (text, problem) => expect(told(text)).toContain(problem))

  test('that could reach a prototype is told of as deep as settings go', () => {
    const nested = (depth: number) => `${'{a: '.repeat(depth)}{constructor: 1}${'}'.repeat(depth)}`
    const message = expect.objectContaining({ message: '`constructor` cannot be a name' })
    expect(problemsOf(nested(8))).toContainEqual(message)
    expect(problemsOf(nested(9))).not.toContainEqual(message)
  })

  test('without a value is left out, but for a service, which needs none', () => {
    const { settings, problems } = parseSettings(
      'nudges:\nservices: {web: , api: {call: }}\nteams:\n  ops:',
      'muster.yml',
    )
    expect(problems).toEqual([])
    expect(settings.nudges).toBe(2)
    expect(Object.keys(settings.services)).toEqual(['web', 'api'])
    expect(Object.keys(settings.teams)).toEqual([])
  })
})

describe('a name', () => {
  test.each([
    [
      'fallback: [alice, "x y"]',
      '1:19 `x y` is in no `people` and no `teams`, and is no login. Write a login, or add `x y: {github: LOGIN}` under `people`. Nobody is called by this name yet.',
    ],
    [
      'severities: {SEV1: {call: [service, escalate, "x y"]}}',
      '1:47 `x y` is in no `people` and no `teams`, and is no login. Write a login, or add `x y: {github: LOGIN}` under `people`. Nobody is called by this name yet.',
    ],
    [
      'people: {dana: {github: d}}\nfallback: [dna]',
      '2:12 `dna` is in no `people` and no `teams`. Did you mean `dana`? Nobody is called by this name.',
    ],
    [
      'people: {escalate: {github: a}}',
      '1:10 `escalate` stands for a list of the service and cannot be a name. Choose another name.',
    ],
    [
      'people: {a: {github: x}}\nteams: {A: {members: []}}',
      '2:9 `A` and `a` are the same name. Rename one of them. `a` counts.',
    ],
    [
      'services: {a: {aliases: [a, b]}, c: {aliases: [B]}}',
      '1:48 `B` already names the service `a`. Rename one of them. `a` counts.',
    ],
  ])('%j: %s', (text, problem) => expect(told(text)).toEqual([problem]))

  test.each([
    'people: {dana: {github: d}}\nteams: {ops: {members: [dana]}}\nfallback: [Dana, OPS]',
    'services: {a: {call: [someone], escalate: [some-one_corp]}}',
    'services: {a: {aliases: [a, A]}}',
    'severities: {SEV1: , SEV2: {call: [service]}}',
  ])('%j leads to somebody or to one thing', (text) => expect(told(text)).toEqual([]))
})

test('several entries of one list that do not fit are all taken out, and no others', () => {
  const list = Array.from({ length: 12 }, (_, index) => (index % 2 ? index : `n${index}`))
  const { settings, problems } = parseSettings(
    JSON.stringify({ fallback: 'none', services: { a: { call: list } } }),
    'f',
  )
  expect(problems).toHaveLength(6)
  expect(settings.services.a?.call).toEqual(['n0', 'n2', 'n4', 'n6', 'n8', 'n10'])
})

test('problems come in the order of the file', () => {
  const problems = problemsOf('nudges: 9\nwrong: 1\ntimezone: x\nfallback: ["x y"]\ndeclare: y')
  expect(problems.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5])
})
