import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { defaultInput } from '../../../src/settings/default-input.ts'
import { defaultSettings } from '../../../src/settings/defaults.ts'
import { printJsonSchema } from '../../../src/settings/json-schema.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { printSettingsTable, replaceSettingsTable, tableEnd, tableStart } from '../../../src/settings/settings-table.ts'

const root = new URL('../../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')

interface Described {
  readonly description?: string
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, Described>>
  readonly required?: readonly string[]
}

const schema: Described = JSON.parse(read('settings.schema.json'))

describe('what is generated from the schema of the settings', () => {
  test('is up to date: run `node scripts/settings-schema.mjs`', () => {
    expect(read('settings.schema.json')).toBe(printJsonSchema())
    expect(read('docs/settings.md')).toBe(replaceSettingsTable(read('docs/settings.md')))
  })

  test('describes every key, and every optional one with its default', () => {
    const undescribed: string[] = []
    const walk = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return
      const { properties = {}, required = [] } = node as Described
      for (const [key, value] of Object.entries(properties)) {
        const free = required.includes(key) || key === 'mention'
        if (!value.description || (!free && value.default === undefined)) undescribed.push(`${path}.${key}`)
      }
      for (const [key, value] of Object.entries(node)) if (key !== 'default') walk(value, `${path}.${key}`)
    }
    walk(schema, '')
    expect(undescribed).toEqual([])
  })

  test('takes the place of a table that is old, where the document has one', () => {
    const table = `${tableStart}\n${printSettingsTable()}\n${tableEnd}`
    expect(replaceSettingsTable(`# A\n${tableStart}\nold\n${tableEnd}\nend`)).toBe(`# A\n${table}\nend`)
    for (const document of ['# A', `${tableEnd}\n${tableStart}`, tableStart, tableEnd]) {
      expect(replaceSettingsTable(document)).toBe(document)
    }
  })

  test('is documented key by key', () => {
    const table = read('docs/settings.md')
    for (const key of Object.keys(schema.properties ?? {})) expect(table).toMatch(new RegExp(`\\| \`${key}(?:\`|\\.)`))
  })

  test('accepts the defaults, the example of the documentation and this repository’s own settings', () => {
    const validate = new Ajv({ strict: false }).compile(JSON.parse(printJsonSchema()))
    const example = /```yaml\n([\s\S]*?)```/.exec(read('docs/settings.md'))?.[1] ?? ''
    for (const text of [JSON.stringify(defaultInput), example, read('.github/muster.yml')]) {
      expect([validate(parse(text)), validate.errors]).toEqual([true, null])
      expect(parseSettings(text, 'muster.yml').problems).toEqual([])
    }
    expect(parseSettings(JSON.stringify(defaultInput), 'muster.yml').settings).toEqual(defaultSettings)
  })

  test('refuses what the action refuses', () => {
    const validate = new Ajv({ strict: false }).compile(JSON.parse(printJsonSchema()))
    for (const value of [
      { nudges: 7 },
      { peeple: {} },
      { 'stale-after': '10 minuts' },
      { labels: { drill: 5 } },
      { labels: { incident: 'x' } },
      { people: { a: {} } },
      { services: { 'a,b': {} } },
    ]) {
      expect(validate(value)).toBe(false)
      expect(parseSettings(JSON.stringify(value), 'muster.yml').problems).not.toEqual([])
    }
  })
})
