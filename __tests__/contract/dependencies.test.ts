import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { allowedLicences } from '../../supply/allowed-licences.ts'
import { embeddedPackages } from '../../supply/embedded-packages.ts'
import { listPackages } from '../../supply/list-packages.ts'
import { printLicences } from '../../supply/print-licences.ts'
import { readBundle } from '../../supply/read-bundle.ts'
import { strayPackages } from '../../supply/stray-packages.ts'
import { findBundle, projectFolder } from '../support/bundle.ts'
import { readTable } from '../support/read-table.ts'

interface Locked {
  readonly version: string
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
  readonly resolved?: string
  readonly integrity?: string
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')
const manifest: Manifest = JSON.parse(read('package.json'))
const locked: Readonly<Record<string, Locked>> = JSON.parse(read('package-lock.json')).packages

const built = dirname(findBundle())
const modules = ['index.js', 'cli.js'].flatMap((name) => readBundle(readFileSync(join(built, name), 'utf8')).modules)
const packages = listPackages(modules, projectFolder)

const exact = /^\d+\.\d+\.\d+$/
const unquoted = (cell: string | undefined): string => (cell ?? '').replaceAll('`', '')

describe('direct dependencies', () => {
  test('are pinned to one version, tools too', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !exact.test(version),
    )
    expect(loose).toEqual([])
  })

  test('are all in a bundle: what is only typed or only used by tools is no dependency of what runs', () => {
    const bundled = new Set(packages.map(({ name }) => name))
    expect(Object.keys(manifest.dependencies).filter((name) => !bundled.has(name))).toEqual([])
  })

  test('stand in docs/supply-chain.md with version, licence and the reason', () => {
    const rows = readTable(read('docs/supply-chain.md'), 'package', 'version', 'licence', 'what for')
    const documented = rows.map(([name, version, licence]) => [unquoted(name), version, licence])
    const expected = Object.entries(manifest.dependencies).map(([name, version]) => [
      name,
      version,
      packages.find((one) => one.path === `node_modules/${name}`)?.licence,
    ])
    expect(documented).toEqual(expected)
    for (const [, , , why] of rows) expect(why).toMatch(/\w+ \w+/)
  })
})

describe('packages in a bundle', () => {
  test('are there: the bundle is read at all', () => {
    expect(packages.length).toBeGreaterThan(30)
  })

  test('are the versions that the lock file names, from the registry, with a checksum', () => {
    const wrong = packages.filter(({ path, version }) => {
      const entry = locked[path]
      return !entry || entry.version !== version || !entry.integrity?.startsWith('sha512-')
    })
    expect(wrong).toEqual([])
    const elsewhere = Object.entries(locked).filter(
      ([path, { resolved = 'https://registry.npmjs.org/' }]) =>
        path && !resolved.startsWith('https://registry.npmjs.org/'),
    )
    expect(elsewhere).toEqual([])
  })

  test('run nothing when they are installed', () => {
    expect(packages.filter(({ path }) => locked[path]?.hasInstallScript)).toEqual([])
  })

  test('are runtime dependencies, but for those that are known to come with the tools', () => {
    const fromTools = packages.filter(({ path }) => locked[path]?.dev).map(({ name }) => name)
    expect(fromTools).toEqual(strayPackages.map(({ name }) => name))
  })
})

describe('licences', () => {
  test('are among those allowed', () => {
    const all = [...packages, ...embeddedPackages].map(({ name, licence }) => ({ name, licence }))
    expect(all.filter(({ licence }) => !allowedLicences.some((one) => one === licence))).toEqual([])
    expect(allowedLicences.filter((one) => !all.some(({ licence }) => licence === one))).toEqual([])
  })

  test('every package comes with the text of its own', () => {
    expect(packages.filter(({ texts }) => texts.length === 0 || texts.some((text) => text === ''))).toEqual([])
  })

  test('dist/licenses.txt holds every text of every package, and nothing else', () => {
    const shipped = readFileSync(join(built, 'licenses.txt'), 'utf8')
    for (const { name, version, texts } of packages) {
      expect(shipped).toContain(`${name} ${version}\n`)
      for (const text of texts) expect(shipped).toContain(text)
    }
    for (const { name, version, text } of embeddedPackages) {
      expect(shipped).toContain(`${`${name} ${version}`.trim()}, inside `)
      expect(shipped).toContain(text)
    }
    expect(shipped).toBe(printLicences(packages, embeddedPackages))
  })
})

describe('what bundled packages have bundled themselves', () => {
  /** As the source maps of bundled modules name them: `…/.pnpm/lodash.uniq@4.5.0/node_modules/…`. */
  const named = modules.flatMap((path) => {
    const map = tryRead(`${path}.map`)
    const sources: readonly string[] = map === undefined ? [] : JSON.parse(map).sources
    return sources.flatMap((source) => /\/\.pnpm\/([^/]+)\/node_modules\//.exec(source)?.[1]?.replace('+', '/') ?? [])
  })

  test('is what their source maps name', () => {
    const listed = embeddedPackages
      .filter(({ version }) => version !== '')
      .map(({ name, version }) => `${name}@${version}`)
    expect([...new Set(named)].sort()).toEqual(listed.sort())
  })

  test('llhttp is there as WebAssembly, and the bundler’s own lines are', () => {
    expect(modules).toContain('node_modules/undici/lib/llhttp/llhttp-wasm.js')
    expect(readFileSync(findBundle(), 'utf8')).toContain('function __nccwpck_require__(')
  })
})

function tryRead(path: string): string | undefined {
  try {
    return read(path)
  } catch {
    return undefined
  }
}
