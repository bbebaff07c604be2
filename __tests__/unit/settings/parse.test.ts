import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { defaultWord, nameLabels } from '../../../src/domain/label-names.ts'
import { defaultSettings } from '../../../src/settings/defaults.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { caseCount } from '../../support/case-count.ts'
import { cpuTime } from '../../support/cpu-time.ts'

const file = '.github/muster.yml'
const parse = (text: string) => parseSettings(text, file)
const lines = (text: string) => parse(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`)

describe('settings', () => {
  test('without a file are the defaults, and no problem', () => {
    for (const text of [undefined, '', '\n', '# nothing here\n', '{}']) {
      expect(parseSettings(text, file)).toEqual({ settings: defaultSettings, problems: [] })
    }
    expect(defaultSettings).toMatchObject({
      timezone: 'UTC',
      declare: 'auto',
      override: 'write',
      fallback: 'codeowners',
      nudges: 2,
      staleAfterMs: 365 * 86_400_000,
      templates: true,
      configured: false,
      labels: nameLabels(defaultWord, {}),
      postmortem: { deliver: 'pull-request', names: 'roles' },
    })
    expect(defaultSettings.severities.SEV1).toEqual({
      call: ['service', 'escalate'],
      inform: true,
      gate: 'full',
      postmortem: { kind: 'due', days: 3, working: false },
    })
    expect(defaultSettings.severities.SEV2.postmortem).toEqual({ kind: 'due', days: 5, working: true })
    expect(defaultSettings.severities.SEV3.postmortem).toEqual({ kind: 'on-request' })
    expect(defaultSettings.severities.SEV4.postmortem).toEqual({ kind: 'none' })
  })

  test('of a whole file are read into units', () => {
    const { settings, problems } = parse(`
timezone: Europe/Berlin
declare: anyone
override: maintain
contacts: https://wiki.example.com/on-call
fallback: [platform]
people:
  dana: {github: dana-lee}
teams:
  platform: {members: [alice, dana], mention: acme/platform}
services:
  checkout:
    aliases: [payments]
    call: [platform]
    escalate: [Dana]
    paths: [services/checkout/**]
    dashboards: [{name: Grafana, url: "https://g.example.com/d?from={{from}}&to={{to}}"}]
  web:
severities:
  SEV1: {acknowledge: 5m, postmortem: on request}
  SEV4: {call: [service], gate: short, update: 1h 30m}
nudges: 0
labels: {severity: 'prio:', drill: exercise}
postmortem: {deliver: branch}
stale-after: 90 days
templates: off
`)
    expect(problems).toEqual([])
    expect(settings).toMatchObject({
      timezone: 'Europe/Berlin',
      fallback: ['platform'],
      nudges: 0,
      labels: nameLabels(defaultWord, { severity: 'prio:', drill: 'exercise' }),
      postmortem: { deliver: 'branch', names: 'roles' },
      staleAfterMs: 90 * 86_400_000,
      templates: false,
      configured: true,
    })
    expect(settings.services.checkout).toEqual({
      key: 'checkout',
      aliases: ['payments'],
      call: ['platform'],
      inform: [],
      escalate: ['Dana'],
      paths: ['services/checkout/**'],
      dashboards: [{ name: 'Grafana', url: 'https://g.example.com/d?from={{from}}&to={{to}}' }],
    })
    expect(settings.services.web?.key).toBe('web')
    expect(settings.severities.SEV1).toMatchObject({
      acknowledgeMs: 300_000,
      updateMs: 1_800_000,
      call: ['service', 'escalate'],
    })
    expect(settings.severities.SEV4).toMatchObject({ gate: 'short', updateMs: 5_400_000 })
    expect('acknowledgeMs' in settings.severities.SEV3).toBe(false)
  })

  test('owe no acknowledgement and no update where nobody is named', () => {
    const { settings } = parse('people: {dana: {github: dana}}\nseverities: {SEV1: {acknowledge: 5m}}')
    expect(settings.configured).toBe(false)
    expect(parseSettings('services: {a: {inform: [x]}}', 'f').settings).toMatchObject({
      configured: false,
      services: { a: { aliases: [] } },
    })
    expect(settings.severities.SEV1).not.toHaveProperty('acknowledgeMs')
  })
})

describe('mistakes', () => {
  test('say what was expected, also where the kind of value is wrong', () => {
    const help = (text: string) =>
      parse(text)
        .problems.map((problem) => problem.help)
        .join()
    expect(help('timezone: 5')).toBe(help('timezone: Mars'))
    expect(help('timezone: 5')).toMatch(/^Expected .*Europe/)
    expect(help('services: { checkout: { call: ["a!b"] } }')).toContain('a name: letters and digits')
    expect(help('services: { checkout: { call: [[x]] } }')).toContain('a name: letters and digits')
  })

  test('are all told at once, each where it is, and the rest counts', () => {
    const { settings, problems } = parse(`timezone: Europe/Berln
declare: everyone
contacts: http://wiki.example.com
peeple: {}
people:
  dana: {github: dana-lee}
  eve: {}
services:
  checkout: {call: [dna], inform: [5, dana, on call], dashboards: [{name: G, url: "https://g?x={{foo}}"}, {name: H, url: "https://h"}]}
severities:
  SEV1: {acknowledge: 10 minuts, update: 15m}
  SEV9: {call: []}
nudges: 7
`)
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '1:11 `timezone`: `Europe/Berln` does not fit',
      '2:10 `declare`: `everyone` does not fit',
      '3:11 `contacts`: `http://wiki.example.com` does not fit',
      '4:1 unknown key `peeple`',
      '7:8 `people.eve`: `github` is missing',
      '9:21 `dna` is in no `people` and no `teams`',
      '9:36 `services.checkout.inform.0`: `5` does not fit',
      '9:45 `on call` is in no `people` and no `teams`, and is no login',
      '9:83 `services.checkout.dashboards.0.url`: `https://g?x={{foo}}` does not fit',
      '11:23 `severities.SEV1.acknowledge`: `10 minuts` does not fit',
      '12:3 unknown severity `SEV9`',
      '13:9 `nudges`: `7` does not fit',
    ])
    expect(problems.every((problem) => problem.file === file && problem.help.endsWith('.'))).toBe(true)
    expect(problems[3]?.help).toBe('Did you mean `people`? It was left out.')
    expect(problems[5]?.help).toContain('Did you mean `dana`?')
    expect(problems[10]?.help).toContain('SEV1, SEV2, SEV3 or SEV4')
    expect(settings).toMatchObject({ timezone: 'UTC', declare: 'auto', nudges: 2 })
    expect(settings.severities.SEV1).toMatchObject({ acknowledgeMs: 600_000, updateMs: 900_000 })
    expect(settings.services.checkout).toMatchObject({
      call: ['dna'],
      inform: ['dana', 'on call'],
      dashboards: [{ name: 'H' }],
    })
    expect(Object.keys(settings.people)).toEqual(['dana'])
  })

  test('in the YAML cost the keys they touch', () => {
    const tab = parse('timezone: Europe/Berlin\nteams:\n\tplatform: {members: [a]}\nnudges: 1\n')
    expect(tab.problems.map(({ line, message }) => `${line} ${message}`)).toEqual(['3 a tab at the start of a line'])
    expect(tab.settings).toMatchObject({ timezone: 'Europe/Berlin' })

    const open = parse('timezone: Europe/Berlin\npeople: {a: [\nnudges: 1')
    expect(open.problems.length).toBeGreaterThan(0)
    expect(open.settings).toMatchObject({ timezone: 'Europe/Berlin', nudges: 2, people: {} })
  })

  test.each([
    ['nudges: 1\nnudges: 0', '2:1 `nudges` is there twice'],
    ['nudges: 1\n---\nnudges: 0', '2:1 a second document begins here'],
    ['[1, 2]', '1:1 `[1,2]` does not fit'],
    ['hello', '1:1 `hello` does not fit'],
    ['late-call: 30m', '1:1 unknown key `late-call`'],
    ['stale-after: none', '1:14 `stale-after`: `none` does not fit'],
    ['stale-after: 30', '1:14 `stale-after`: `30` does not fit'],
    ['labels: {drill: 5}', '1:17 `labels.drill`: `5` does not fit'],
    ['labels: {drll: x}', '1:10 `labels`: unknown key `drll`'],
    ['severities: {sev1: {}}', '1:14 unknown severity `sev1`'],
    ['people: {service: {github: a}}', '1:10 `service` stands for a list of the service and cannot be a name'],
    ['people: {a b: {github: a}, A-B: {github: b}}', '1:28 `A-B` and `a b` are the same name'],
    ['services: {a: {aliases: [b]}, b: {}}', '1:26 `b` already names the service `b`'],
    ['services: {"a,b": {}}', '1:12 `a,b` cannot be a name here'],
    ['people: {a: {github: "@a"}}', '1:22 `people.a.github`: `@a` does not fit'],
    ['x: *nope', '1:1 an alias (`*name`) repeats too much, holds itself or names nothing'],
    ['timezone: &a [*a]', '1:1 an alias (`*name`) repeats too much, holds itself or names nothing'],
    ['nudges: 1\n? [a]\n: b', '2:3 a key is no plain word'],
    ['constructor: 1', '1:1 `constructor` cannot be a name'],
  ])('%j', (text, problem) => expect(lines(text)).toContain(problem))

  test('are counted in characters behind a byte order mark and with \\r\\n', () => {
    expect(lines('\uFEFFtimezone: UTC\r\nnudges: 9\r\n')).toEqual(['2:9 `nudges`: `9` does not fit'])
  })

  test('of which the last key counts when a key is there twice', () => {
    expect(parse('nudges: 1\nnudges: 0').settings.nudges).toBe(0)
  })

  test('quote what stands in the file as code, on one line', () => {
    const { problems } = parse('"@all\\n# <b> `x`": 1\ndeclare: "**a**\\n\\n- b"')
    for (const { message, help } of problems) {
      expect(message + help).not.toContain('\n')
      expect((message + help).replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '')).not.toMatch(/[@#<*]/)
    }
    expect(problems).toHaveLength(2)
  })
})

describe('a hostile file', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${`*${'abcdefg'[index]},`.repeat(8)}]`),
  ].join('\n')

  test.each([
    ['a bomb of aliases', bomb],
    ['brackets', '['.repeat(99_000)],
    ['brackets with words', '[a,'.repeat(33_000)],
    ['lists', '- '.repeat(49_000)],
    ['deep keys', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['size', `# ${'x'.repeat(100_000)}`],
    ['an endless alias', 'people: &a\n  x: *a'],
    ['quotes', '"'.repeat(50_000)],
    ['zeros', '\0'.repeat(1_000)],
    ['keys', '[a]: b\n'.repeat(14_000)],
    ['anchors', '&a '.repeat(33_000)],
  ])('made of %s is refused in bounded time and leaves the defaults', (_, text) => {
    const start = cpuTime()
    const { settings, problems } = parse(text)
    expect(cpuTime() - start).toBeLessThan(6_000)
    expect(settings).toEqual(defaultSettings)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.length).toBeLessThanOrEqual(50)
  })

  test('cannot reach the prototype of anything', () => {
    const { settings } = parse(
      'people: {__proto__: {github: evil}}\n__proto__: {polluted: 1}\nservices: {toString: {call: [x]}}',
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(Object.keys(settings.people)).toEqual([])
    expect(settings.people.github).toBeUndefined()
    expect(settings.services.constructor).toBeUndefined()
    expect(settings.services.toString?.call).toEqual(['x'])
  })

  test('never throws and always leaves whole settings', () => {
    const word = fc.constantFrom(
      ...Object.keys({
        timezone: 0,
        people: 0,
        teams: 0,
        services: 0,
        severities: 0,
        SEV1: 0,
        call: 0,
        github: 0,
        a: 0,
        __proto__: 0,
      }),
    )
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 5, 'x', '10m', 'none', ''),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(word, tie('any'), { maxKeys: 4 }),
      ),
    })).any
    fc.assert(
      fc.property(fc.dictionary(word, value), fc.string(), (record, junk) => {
        for (const text of [JSON.stringify(record), `${JSON.stringify(record)}${junk}`, junk]) {
          const { settings, problems } = parse(text)
          expect(Object.keys(settings.severities)).toEqual(['SEV1', 'SEV2', 'SEV3', 'SEV4'])
          expect(settings.timezone).not.toBe('')
          expect(problems.every(({ line, column }) => line >= 1 && column >= 1)).toBe(true)
        }
      }),
      { numRuns: caseCount(300) },
    )
  })
})
