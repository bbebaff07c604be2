import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package of which code stands in a bundle. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** Where it is installed, as the lock file names it: `node_modules/yaml`. */
  readonly path: string
  /** As SPDX writes it. */
  readonly licence: string
  /** Every text that it comes with under a licence's name, none left out. */
  readonly texts: readonly string[]
}

/** The packages that modules of a bundle belong to, by name and version. */
export function listPackages(modules: readonly string[], root: string): readonly BundledPackage[] {
  const paths = new Set(modules.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  return [...paths].map((path) => readPackage(path, root)).sort(compare)
}

function readPackage(path: string, root: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
  const files = readdirSync(join(root, path)).filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file))
  const texts = files.sort().map((file) => tidy(readFileSync(join(root, path, file), 'utf8')))
  return { name, version, path, licence: String(license), texts }
}

function compare(a: BundledPackage, b: BundledPackage): number {
  const keys = [a, b].map(({ name, version, path }) => `${name} ${version} ${path}`)
  return keys[0] === keys[1] ? 0 : (keys[0] ?? '') < (keys[1] ?? '') ? -1 : 1
}

/** The same text on every machine: line ends and blanks at the ends of lines are no part of a licence. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim()
}
