import type { EmbeddedPackage } from './embedded-packages.ts'
import type { BundledPackage } from './list-packages.ts'

/** The text of dist/licenses.txt: each package in the bundles with every licence text that it comes with. */
export function printLicences(packages: readonly BundledPackage[], embedded: readonly EmbeddedPackage[]): string {
  const installed = packages.map(({ name, version, licence, texts }) => entry(`${name} ${version}`, licence, texts))
  const carried = embedded.map(({ name, version, licence, inside, text }) =>
    entry(
      `${`${name} ${version}`.trim()}, inside ${inside === 'bundler' ? 'what the bundler adds' : inside}`,
      licence,
      [text],
    ),
  )
  return `${[...new Set(installed), ...carried].join(`\n\n${rule}\n\n`)}\n`
}

const rule = '-'.repeat(80)

function entry(name: string, licence: string, texts: readonly string[]): string {
  return [`${name}\n${licence}`, ...texts].join('\n\n')
}
