// Writes settings.schema.json and the table in docs/settings.md from the schema in src/settings/schema.ts.
// With --check it writes nothing and fails when one of them is out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { printJsonSchema } from '../src/settings/json-schema.ts'
import { replaceSettingsTable } from '../src/settings/settings-table.ts'

const pathOf = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const read = (name) => {
  try {
    return readFileSync(pathOf(name), 'utf8')
  } catch {
    return ''
  }
}

const wanted = {
  'settings.schema.json': printJsonSchema(),
  'docs/settings.md': replaceSettingsTable(read('docs/settings.md')),
}
const stale = Object.entries(wanted).filter(([name, text]) => read(name) !== text)

if (process.argv.includes('--check')) {
  for (const [name] of stale) console.error(`${name} is out of date: run node scripts/settings-schema.mjs`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [name, text] of stale) writeFileSync(pathOf(name), text)
  console.log(stale.length > 0 ? `written: ${stale.map(([name]) => name).join(', ')}` : 'nothing to write')
}
