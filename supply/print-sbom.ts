import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EmbeddedPackage, embeddedPackages } from './embedded-packages.ts'
import { type BundledPackage, listPackages } from './list-packages.ts'
import { readBundle } from './read-bundle.ts'

/** What an SBOM is about: the project's folder, and the folder with its bundles. */
export interface SbomSource {
  readonly root: string
  readonly built: string
}

const bundles = ['index.js', 'cli.js'] as const

/**
 * The software bill of materials of what ships, as CycloneDX 1.6: every package of which code stands in a bundle, those too
 * that came inside another. Read from the bundles themselves, and without a time or a serial number: the same bundles
 * give the same bytes.
 */
export function printSbom({ root, built }: SbomSource): string {
  const code = bundles.map((name) => readFileSync(join(built, name), 'utf8'))
  const packages = listPackages(
    code.flatMap((text) => readBundle(text).modules),
    root,
  )
  const manifest = readJson(join(root, 'package.json'))
  const locked = readJson(join(root, 'package-lock.json')).packages
  const sbom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { ...describe(manifest), components: code.map((text, index) => file(bundles[index], text)) },
    },
    components: [...packages.map((one) => library(one, locked[one.path]?.integrity)), ...embeddedPackages.map(carried)],
    dependencies: dependencies(manifest, packages, root),
  }
  return `${JSON.stringify(sbom, null, 2)}\n`
}

function describe({ name, version, description, license }: Manifest) {
  return { type: 'application', 'bom-ref': name, name, version, description, licenses: licences(license) }
}

function file(name: string | undefined, text: string) {
  const content = createHash('sha256').update(text).digest('hex')
  return { type: 'file', name: `dist/${name}`, hashes: [{ alg: 'SHA-256', content }] }
}

function library({ name, version, licence, path }: BundledPackage, integrity: string | undefined) {
  const content = Buffer.from(integrity?.replace(/^sha512-/, '') ?? '', 'base64').toString('hex')
  if (content.length !== 128) throw new Error(`The lock file has no checksum of ${path}`)
  const purl = purlOf(name, version)
  const hashes = [{ alg: 'SHA-512', content }]
  return { type: 'library', 'bom-ref': purl, name, version, purl, licenses: licences(licence), hashes }
}

/** No checksum: what another package has bundled is not the published file any more. */
function carried({ name, version, licence, inside }: EmbeddedPackage) {
  const published = version === '' ? {} : { version, purl: purlOf(name, version) }
  const properties = [{ name: 'muster:inside', value: inside }]
  return {
    type: 'library',
    'bom-ref': refOf(name, version),
    name,
    ...published,
    licenses: licences(licence),
    properties,
  }
}

/** Who needs whom among what is in the bundles. */
function dependencies(manifest: Manifest, packages: readonly BundledPackage[], root: string) {
  const byPath = new Map(packages.map((one) => [one.path, one]))
  const refs = (names: readonly string[], from: string) =>
    names.flatMap((name) => resolve(name, from, byPath) ?? []).map((one) => purlOf(one.name, one.version))
  const ours = { ref: manifest.name, dependsOn: refs(Object.keys(manifest.dependencies ?? {}), '').sort() }
  const theirs = packages.map(({ name, version, path }) => {
    const needed = Object.keys(readJson(join(root, path, 'package.json')).dependencies ?? {})
    const inside = embeddedPackages.filter((one) => one.inside === name).map((one) => refOf(one.name, one.version))
    return { ref: purlOf(name, version), dependsOn: [...refs(needed, path), ...inside].sort() }
  })
  return [ours, ...theirs]
}

/** As Node looks for a package: in the nearest folder that has it. */
function resolve(name: string, from: string, byPath: ReadonlyMap<string, BundledPackage>): BundledPackage | undefined {
  const found = byPath.get(`${from === '' ? '' : `${from}/`}node_modules/${name}`)
  if (found || from === '') return found
  return resolve(name, from.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, ''), byPath)
}

const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
const refOf = (name: string, version: string): string => (version === '' ? `inside:${name}` : purlOf(name, version))
const licences = (id: string) => [{ license: { id } }]

interface Manifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly dependencies?: Readonly<Record<string, string>>
}

interface Json extends Manifest {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>
}

function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, 'utf8'))
}
