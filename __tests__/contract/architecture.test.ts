import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { projectFolder } from '../support/bundle.ts'

/** Which parts of `src/` each part may import, beside itself. Files at the top are parts of their own. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'index.ts': ['main.ts'],
  'main.ts': ['run', 'errors.ts', 'action', 'github', 'render'],
  'errors.ts': ['action', 'github'],
  'cli.ts': ['cli'],
  cli: ['runbooks', 'text'],
  run: [
    'errors.ts',
    'action',
    'github',
    'workspace',
    'chat',
    'redaction',
    'render',
    'files',
    'domain',
    'runbooks',
    'settings',
    'text',
  ],
  action: ['domain', 'text'],
  github: ['files', 'domain', 'text'],
  workspace: ['files', 'text'],
  chat: [],
  redaction: ['domain', 'text'],
  render: ['domain', 'runbooks', 'settings', 'text'],
  files: ['domain', 'runbooks', 'text'],
  domain: ['runbooks', 'settings', 'text'],
  runbooks: ['text'],
  settings: ['domain', 'text'],
  text: [],
}

/** Packages that one part alone may import. */
const owned: readonly (readonly [name: RegExp, part: string])[] = [
  [/^@actions\/core$/, 'action'],
  [/^@actions\/github$|^@octokit\//, 'github'],
  [/^handlebars$/, 'render'],
  [/^@secretlint\//, 'redaction'],
]

/** Parts without a clock, without randomness and without the machine. */
const pure = ['domain', 'runbooks', 'settings', 'text']

interface Module {
  /** Below the project's folder. */
  readonly path: string
  readonly source: string
  readonly imports: readonly string[]
}

function readModules(folder: string): readonly Module[] {
  const names = readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
  const paths = names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
  return paths.map((path) => {
    const source = readFileSync(join(projectFolder, path), 'utf8')
    const imports = [...source.matchAll(/(?:\bfrom|\bimport|\bimport\((?:\s*\/\*.*?\*\/)?)\s*'([^']+)'/g)].map(
      ([, name = '']) => name,
    )
    return { path, source, imports }
  })
}

/** The part of `src/` that a path lies in: its folder, or the file itself at the top. */
function partOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function targetOf({ path }: Module, name: string): string | undefined {
  return name.startsWith('.') ? posix.join(dirname(path), name) : undefined
}

const modules = readModules('src')

describe('imports go one way', () => {
  test('between the parts of src/', () => {
    const wrong = modules.flatMap((module) =>
      module.imports.flatMap((name) => {
        const target = targetOf(module, name)
        if (target === undefined) return []
        const [from, to] = [partOf(module.path), partOf(target)]
        return from === to || allowed[from]?.includes(to) ? [] : [`${module.path} imports ${target}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test('what domain and settings share are vocabularies: settings imports nothing else of domain', () => {
    const wrong = modules
      .filter(({ path }) => /^src\/(settings|files)\//.test(path))
      .flatMap(({ path, imports }) =>
        imports.filter((name) => /\/domain\/(?!vocabulary|label)/.test(name)).map((name) => `${path}: ${name}`),
      )
    expect(wrong).toEqual([])
  })

  test('each package with an edge is imported by that edge alone', () => {
    const wrong = modules.flatMap(({ path, imports }) =>
      imports.flatMap((name) => {
        const [, owner] = owned.find(([pattern]) => pattern.test(name)) ?? []
        return owner === undefined || owner === partOf(path) ? [] : [`${path} imports ${name}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test('the embedded GitHub and the Action know nothing of each other', () => {
    const both = [...modules, ...readModules('simulator')]
    const wrong = both.flatMap((module) =>
      module.imports.flatMap((name) => {
        const target = targetOf(module, name)
        const crosses = target !== undefined && target.split('/')[0] !== module.path.split('/')[0]
        return crosses && /^(src|simulator)\//.test(target) ? [`${module.path} imports ${target}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })
})

describe('the pure parts', () => {
  const inside = modules.filter(({ path }) => pure.includes(partOf(path)))

  test('import nothing of Node', () => {
    const wrong = inside.flatMap(({ path, imports }) =>
      imports.filter((name) => name.startsWith('node:')).map((name) => `${path}: ${name}`),
    )
    expect(wrong).toEqual([])
  })

  test('have no clock, no randomness and no environment', () => {
    const forbidden =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\.|\bsetTimeout\(|\bfetch\(/
    const wrong = inside.filter(({ source }) => forbidden.test(withoutComments(source))).map(({ path }) => path)
    expect(wrong).toEqual([])
  })
})

test('nothing in src/ asks whether it is being tested', () => {
  const wrong = modules
    .filter(({ source }) => /NODE_ENV|JEST_|simulat(?!ion\b)/i.test(withoutComments(source)))
    .map(({ path }) => path)
  expect(wrong).toEqual([])
})

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}
