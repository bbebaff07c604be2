/** A package that is in a bundle although nothing of ours depends on it. */
export interface StrayPackage {
  readonly name: string
  readonly why: string
}

/** What the bundler finds because a tool has brought it. The lock file pins it all the same, and the SBOM names it. */
export const strayPackages: readonly StrayPackage[] = [
  { name: 'has-flag', why: 'needed by supports-color' },
  { name: 'supports-color', why: 'debug colours its output where it finds it, and Jest brings it' },
]
