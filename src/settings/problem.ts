/**
 * One thing wrong in the settings: where (counted from 1), what was found, and how to mend it. Both texts are safe
 * Markdown on one line without a full stop at the end of `message`: what stands in the file is quoted as code.
 */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  readonly help: string
}

/** The way to a value in the settings: keys; in lists, places counted from 0, or what an entry says. */
export type SettingPath = readonly (string | number)[]

/** A problem that still has to be found in the file. `at` says whether the key or its value is meant. */
export interface Finding {
  readonly path: SettingPath
  readonly at: 'key' | 'value'
  readonly message: string
  readonly help: string
}
