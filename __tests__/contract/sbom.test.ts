import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { embeddedPackages } from '../../supply/embedded-packages.ts'
import { listPackages } from '../../supply/list-packages.ts'
import { printSbom } from '../../supply/print-sbom.ts'
import { readBundle } from '../../supply/read-bundle.ts'
import { findBundle, projectFolder } from '../support/bundle.ts'

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version?: string
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
  readonly licenses?: readonly { readonly license: { readonly id: string } }[]
}

interface Sbom {
  readonly bomFormat: string
  readonly specVersion: string
  readonly metadata: { readonly component: Component & { readonly components: readonly Component[] } }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

const built = dirname(findBundle())
const text = readFileSync(join(built, 'sbom.cdx.json'), 'utf8')
const sbom: Sbom = JSON.parse(text)

test('dist/sbom.cdx.json is what the bundles give, and has no moment or chance in it', () => {
  expect(printSbom({ root: projectFolder, built })).toBe(text)
  expect(text).not.toMatch(/serialNumber|timestamp|\d{4}-\d\d-\d\dT/)
})

test('it names the very bundles beside it', () => {
  const hashes = sbom.metadata.component.components.map(({ name, hashes: [hash] = [] }) => [name, hash?.content])
  const sha256 = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(built, name)))
      .digest('hex')
  expect(hashes).toEqual([
    ['dist/index.js', sha256('index.js')],
    ['dist/cli.js', sha256('cli.js')],
  ])
})

test('it names every package that a module of a bundle belongs to, what came inside another, and nothing else', () => {
  const modules = ['index.js', 'cli.js'].flatMap((name) => readBundle(readFileSync(join(built, name), 'utf8')).modules)
  const expected = [...listPackages(modules, projectFolder), ...embeddedPackages]
  const names = (list: readonly { readonly name: string; readonly version?: string }[]) =>
    list.map(({ name, version = '' }) => `${name} ${version}`).sort()
  expect(names(sbom.components)).toEqual(names(expected))
  for (const { licenses } of sbom.components) expect(licenses?.[0]?.license.id).toMatch(/^[A-Z][\w.-]+$/)
})

test('every package but the root is needed by one, or is known to need nobody', () => {
  const refs = new Set(sbom.components.map((component) => component['bom-ref']))
  const needed = new Set(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn))
  expect(refs.size).toBe(sbom.components.length)
  expect([...needed].filter((ref) => !refs.has(ref))).toEqual([])
  const alone = [...refs].filter((ref) => !needed.has(ref)).map((ref) => ref.replace(/^pkg:npm\/|@[\d.]+$/g, ''))
  expect(alone.sort()).toEqual(['inside:webpack', 'supports-color'])
})
