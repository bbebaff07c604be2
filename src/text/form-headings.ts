import type { FormField } from './form-definition.ts'

/** More lines than this that look like headings of the form are somebody's joke: the rest of them is text. */
const maxCandidates = 60

/** A heading of the form that is not there weighs more than every answer that looks odd. */
const costOfMissing = 100

/** A line that may be a field's heading; `field` is the field's place in the form. */
interface Candidate {
  readonly line: number
  readonly field: number
}

/** The cheapest way to read the body from one heading on. */
interface Path {
  readonly at: Candidate
  readonly cost: number
  readonly next: Path | undefined
}

/**
 * For each field the line of its heading, counted from 0, or nothing where it has none. GitHub writes all headings in
 * the form's order, and people type the same words into fields: of all readings in order, that one is taken which leaves
 * the fewest headings out and the fewest answers that their field could not have given; of equals, the earliest.
 */
export function alignHeadings(lines: readonly string[], fields: readonly FormField[]): readonly (number | undefined)[] {
  const paths: Path[] = []
  for (const at of findCandidates(lines, fields).toReversed()) paths.unshift(cheapestFrom(at, paths))

  const whole = paths.map((path) => ({ ...path, cost: path.cost + path.at.field * costOfMissing }))
  const found = new Map<number, number>()
  for (let path = cheapest(whole); path; path = path.next) found.set(path.at.field, path.at.line)
  return fields.map((_, field) => found.get(field))

  function cheapestFrom(at: Candidate, later: readonly Path[]): Path {
    const missing = (fields.length - at.field - 1) * costOfMissing
    const last: Path = { at, cost: missing + oddness(at, lines.length), next: undefined }
    const further = later
      .filter((next) => next.at.line > at.line && next.at.field > at.field)
      .map((next) => {
        const skipped = (next.at.field - at.field - 1) * costOfMissing
        return { at, cost: next.cost + skipped + oddness(at, next.at.line), next }
      })
    return cheapest([...further, last]) ?? last
  }

  function oddness(at: Candidate, end: number): number {
    const field = fields[at.field]
    return field && fits(field, lines, { start: at.line + 1, end }) ? 0 : 1
  }
}

function findCandidates(lines: readonly string[], fields: readonly FormField[]): readonly Candidate[] {
  return lines
    .flatMap((text, line) => {
      // Not `(.*\S)`: behind many blanks it would go back over all of them, once for each.
      const label = /^###\s+(\S.*)/.exec(text)?.[1]?.trimEnd()
      return fields.flatMap((field, index) => (field.label === label ? [{ line, field: index }] : []))
    })
    .slice(0, maxCandidates)
}

function cheapest(paths: readonly Path[]): Path | undefined {
  let best = paths[0]
  for (const path of paths) if (best && path.cost < best.cost) best = path
  return best
}

/** Whether a field of this kind could have given these lines. */
function fits(
  field: FormField,
  lines: readonly string[],
  range: { readonly start: number; readonly end: number },
): boolean {
  if (field.kind === 'upload' || (field.kind === 'textarea' && field.render === undefined)) return true
  const filled: string[] = []
  for (let line = range.start; line < range.end; line += 1) {
    const text = lines[line]?.trim() ?? ''
    if (text !== '') filled.push(text)
    if (filled.length > 1 && (field.kind === 'input' || field.kind === 'dropdown')) return false
  }
  const [first = '_No response_'] = filled
  if (first === '_No response_') return filled.length <= 1
  if (field.kind === 'dropdown') return field.options.some((option) => first.startsWith(option))
  if (field.kind === 'checkboxes') return filled.every((text) => /^- \[[ xX]\]/.test(text))
  return field.kind === 'input' || (first.startsWith('```') && filled.length > 1 && filled.at(-1) === '```')
}
