/** No file that people write has this many brackets open at once, or list items on one line. */
const maxDepth = 60

/**
 * Whether a YAML text is nested so deeply that parsing it costs seconds or the stack: told by counting, before a parser
 * sees it. Brackets inside quotes count, too, which errs only for texts that nobody writes.
 */
export function isNestedDeeply(yaml: string): boolean {
  let open = 0
  for (const sign of yaml.matchAll(/[[\]{}]/g)) {
    open = Math.max(0, open + (sign[0] === '[' || sign[0] === '{' ? 1 : -1))
    if (open > maxDepth) return true
  }
  return new RegExp(String.raw`(?:[-?:][ \t]+){${maxDepth}}`).test(yaml)
}
