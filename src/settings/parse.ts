import { defaultWord } from '../domain/label-names.ts'
import { checkLabels } from './check-labels.ts'
import { checkNames } from './check-names.ts'
import { checkShape } from './check-shape.ts'
import type { Problem } from './problem.ts'
import { resolveInput } from './resolve-input.ts'
import type { Settings } from './types.ts'
import { readYaml } from './yaml-source.ts'

export type { Problem } from './problem.ts'

export interface ParsedSettings {
  readonly settings: Settings
  /** Everything that is wrong, in the order of the file; of more than 50 problems the first 50. */
  readonly problems: readonly Problem[]
}

const maxProblems = 50

/**
 * Reads the settings file. Never fails: what is wrong is reported and counts as not written, the rest counts.
 * @param text The file, or nothing where there is none, which is no problem.
 * @param file Its path, for the problems.
 * @param word The name of the incident label, which the workflow has from the variable `MUSTER_LABEL`.
 */
export function parseSettings(text: string | undefined, file: string, word: string = defaultWord): ParsedSettings {
  if (text === undefined || text.trim() === '') return { settings: resolveInput({}, word), problems: [] }
  const { value, faults, locate } = readYaml(text)
  const { input, findings } = checkShape(value)
  const located = [...findings, ...checkNames(input), ...checkLabels(word, input.labels ?? {})].map(
    ({ path, at, message, help }) => ({
      ...locate(path, at),
      message,
      help,
    }),
  )
  const problems = [...faults, ...located]
    .sort((one, other) => one.line - other.line || one.column - other.column)
    .slice(0, maxProblems)
    .map((problem) => ({ file, ...problem }))
  return { settings: resolveInput(input, word), problems }
}
