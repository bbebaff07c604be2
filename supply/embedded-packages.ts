import { readFileSync } from 'node:fs'

/** A package whose code came into the bundle inside another one, so that no lock file knows it. */
export interface EmbeddedPackage {
  readonly name: string
  /** Empty where the carrier does not say it. */
  readonly version: string
  readonly licence: string
  /** The package that carries it, or `bundler`. */
  readonly inside: string
  readonly text: string
}

const preset = '@secretlint/secretlint-rule-preset-recommend'

/**
 * What bundled packages have bundled themselves. Those of the preset are named by its source map, which a test holds against
 * this list; llhttp is in undici as WebAssembly, and the bundler adds its own few lines.
 */
export const embeddedPackages: readonly EmbeddedPackage[] = [
  embed('@textlint/regexp-string-matcher', '2.0.2', preset, 'regexp-string-matcher'),
  embed('escape-string-regexp', '4.0.0', preset, 'escape-string-regexp'),
  embed('llhttp', '', 'undici', 'llhttp'),
  embed('lodash.sortby', '4.7.0', preset, 'lodash'),
  embed('lodash.uniq', '4.5.0', preset, 'lodash'),
  embed('lodash.uniqwith', '4.5.0', preset, 'lodash'),
  embed('webpack', '', 'bundler', 'webpack'),
]

function embed(...[name, version, inside, file]: [string, string, string, string]): EmbeddedPackage {
  const text = readFileSync(new URL(`licences/${file}.txt`, import.meta.url), 'utf8').trim()
  return { name, version, licence: 'MIT', inside, text }
}
