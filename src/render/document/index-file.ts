import { lineEndOf, withLineEnds } from './line-ends.ts'

const open = '<!-- muster:incidents, written by Muster -->'
const close = '<!-- /muster:incidents -->'
const heading = '## Incidents'

/** One incident of the index: its line, and the link by which the line is known again. */
export interface IndexEntry {
  readonly line: string
  /** Relative link to the postmortem; begins its file name with the date. */
  readonly target: string
}

/**
 * The index with the incident's line in its block, newest first. What people wrote stays as it is, inside the block too; the
 * same incident's line is replaced. A file without a block gets one at its end, a missing file is begun with `intro`.
 */
export function updateIndex(current: string | undefined, entry: IndexEntry, intro: string): string {
  const text = current === undefined || current.trim() === '' ? `${intro}\n` : current
  const end = lineEndOf(text)
  const lines = text.split(/\r?\n/)
  const from = lines.findIndex((line) => line.trim().startsWith('<!-- muster:incidents'))
  const to = from < 0 ? -1 : lines.findIndex((line, index) => index > from && line.trim() === close)
  if (from < 0 || to < 0) {
    const body = `${lines.join('\n').trimEnd()}\n\n${heading}\n\n${open}\n${entry.line}\n${close}\n`
    return withLineEnds(body, end)
  }
  const block = insertNewestFirst(lines.slice(from + 1, to), entry)
  return [...lines.slice(0, from + 1), ...block, ...lines.slice(to)].join(end)
}

function insertNewestFirst(block: readonly string[], { line, target }: IndexEntry): readonly string[] {
  const same = block.findIndex((one) => targetOf(one) === target)
  if (same >= 0) return block.map((one, index) => (index === same ? line : one))
  const older = block.findIndex((one) => targetOf(one) !== undefined && nameOf(targetOf(one)) < nameOf(target))
  const at = older >= 0 ? older : block.length
  return [...block.slice(0, at), line, ...block.slice(at)]
}

/** The first link of a line. */
function targetOf(line: string): string | undefined {
  return /\]\(([^)\s]+)\)/.exec(line)?.[1]
}

/** File names begin with the date and the issue's number: their order is the incidents'. */
function nameOf(target: string | undefined): string {
  return target?.split('/').at(-1) ?? ''
}
