import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { inputNames } from '../../src/action/inputs.ts'
import { outputNames } from '../../src/action/outputs.ts'
import { outcomes } from '../../src/domain/outcome.ts'
import { actOf } from '../../src/domain/permissions.ts'
import { commandNames } from '../../src/text/command-line.ts'
import { projectFolder } from '../support/bundle.ts'
import { readTable } from '../support/read-table.ts'

const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

const unquoted = (cell: string | undefined): string => (cell ?? '').replaceAll('`', '')

describe('inputs and outputs', () => {
  const manifest: Manifest = parse(read('action.yml'))

  test('action.yml and the registries name the same', () => {
    expect(Object.keys(manifest.inputs)).toEqual([...inputNames])
    expect(Object.keys(manifest.outputs)).toEqual([...outputNames])
  })

  test('the tables of the README name the same, with the same defaults', () => {
    const inputs = readTable(read('README.md'), 'input', 'default')
    expect(inputs.map(([name]) => unquoted(name))).toEqual([...inputNames])
    const defaults = inputs.map(([name, value]) => [unquoted(name), value === 'empty' ? '' : unquoted(value)])
    expect(Object.fromEntries(defaults)).toEqual(
      Object.fromEntries(Object.entries(manifest.inputs).map(([name, input]) => [name, input.default])),
    )
    const outputs = readTable(read('README.md'), 'output', 'meaning')
    expect(outputs.map(([name]) => unquoted(name))).toEqual([...outputNames])
  })

  test('reason codes that texts name exist', () => {
    const named = [manifest.outputs.outcome?.description ?? '', read('README.md')].flatMap((text) =>
      [...text.matchAll(/reason code[^.]*\./g)].flatMap(([sentence]) =>
        [...sentence.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code),
      ),
    )
    expect(named.length).toBeGreaterThan(0)
    for (const code of named) expect(outcomes).toContain(code)
  })
})

test('who may do what stands in docs/security.md as in the code', () => {
  const rows = readTable(read('docs/security.md'), 'act', 'who')
  const acts = ['work', 'answer', 'direct', 'override'] as const
  const documented = rows
    .slice(1, 5)
    .flatMap(([commands = ''], index) =>
      [...commands.matchAll(/`\/([a-z]+)`/g)].map(([, name = '']) => [name, acts[index]]),
    )
  expect(Object.fromEntries(documented)).toEqual(actOf)
  expect(Object.keys(actOf).sort()).toEqual([...commandNames].sort())
})

test('docs/commands.md and the board name every command', () => {
  for (const name of commandNames) {
    expect(read('docs/commands.md')).toContain(`/${name}`)
    if (name !== 'help') expect(read('templates/commands.md.hbs')).toContain(`/${name}`)
  }
})

describe('templates', () => {
  test('each is used, and each that is used is there', () => {
    const sources = readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => read(join('src', path)))
      .join('\n')
    const used = [...sources.matchAll(/\.render\(\s*'([a-z-]+)'/g)].map(([, name = '']) => name)
    const there = readdirSync(join(projectFolder, 'templates')).map((name) => name.replace('.md.hbs', ''))
    expect([...new Set(used)].sort()).toEqual(there.sort())
  })
})

describe('effects', () => {
  test('every kind has exactly one place that performs it', () => {
    const effects = read('src/domain/effect.ts')
    const union = effects.slice(effects.indexOf('export type Effect ='), effects.indexOf('export type ClaimTarget'))
    const kinds = [...union.matchAll(/^ {2}\| \{(?:\s*readonly)? ?(?:readonly )?kind: '([a-z-]+)'/gm)].map(
      ([, kind = '']) => kind,
    )
    const performed = [...read('src/github/apply.ts').matchAll(/^ {4}case '([a-z-]+)':/gm)].map(([, kind = '']) => kind)
    expect(kinds.length).toBeGreaterThan(10)
    expect([...performed, 'send-chat'].sort()).toEqual([...kinds].sort())
    expect(read('src/run/run-incident.ts').match(/\bsendChat\(/g)).toHaveLength(1)
  })
})
