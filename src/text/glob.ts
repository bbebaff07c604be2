import { matchesParts } from './wildcard.ts'

/** Patterns and paths of people are shorter; braces that multiply into more than this are somebody's joke. */
const maxPattern = 300
const maxPath = 1_000
const maxVariants = 64

/**
 * Whether a path fits one of the patterns and none of those that begin with `!`. Globs as in a workflow's `paths:`, and
 * braces: `*` stays within a folder, `**` does not, hidden files count; a folder (`docs/`) stands for all below it. A
 * pattern too long to be read in bounded time fits nothing.
 */
export function matchesPath(patterns: readonly string[], path: string): boolean {
  if (path.length > maxPath) return false
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'))
  const unwanted = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1))
  return wanted.some((pattern) => fits(pattern, path)) && !unwanted.some((pattern) => fits(pattern, path))
}

function fits(pattern: string, path: string): boolean {
  const glob = pattern.replace(/^\.?\//, '').replace(/\/$/, '/**')
  if (glob === '' || glob.length > maxPattern) return false
  return expandBraces(glob).some((variant) => matchesParts(splitParts(variant), path.split('/')))
}

/** `docs/**` is what is in the folder, not the folder itself. */
function splitParts(glob: string): readonly string[] {
  const parts = glob.split('/')
  return parts.at(-1) === '**' ? [...parts, '*'] : parts
}

/** `a/{b,c}` as `a/b` and `a/c`; nothing where there would be too many. A brace without a comma is itself. */
function expandBraces(glob: string): readonly string[] {
  let variants: readonly string[] = [glob]
  // A choice holds no braces, so all variants have the same ones left.
  while (variants.length <= maxVariants && braces.test(variants[0] ?? '')) variants = variants.flatMap(expandFirst)
  return variants.length <= maxVariants ? variants : []
}

function expandFirst(glob: string): readonly string[] {
  const choices = braces.exec(glob)?.[1] ?? ''
  return choices.split(',').map((choice) => glob.replace(braces, () => choice))
}

/** The innermost braces with a comma. */
const braces = /\{([^{}]*,[^{}]*)\}/
