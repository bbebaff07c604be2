import { createHeadingReader } from '../../runbooks/heading.ts'
import { HISTORY_HEADING } from '../../runbooks/history.ts'
import { lineEndOf } from './line-ends.ts'

/**
 * The runbook with one line more under its heading of incident history, newest first. An incident that stands there
 * already, in whatever words people gave it, changes nothing; a runbook without the heading gets it at its end.
 */
export function addHistoryLine(current: string, line: string, incident: number): string {
  const end = lineEndOf(current)
  const lines = current.split(/\r?\n/)
  const section = findSection(lines)
  if (section === undefined) {
    const last = lines.findLastIndex((one) => one.trim() !== '')
    return [...lines.slice(0, last + 1), '', `## ${HISTORY_HEADING}`, '', line, ''].join(end)
  }
  const body = lines.slice(section.from, section.to)
  if (body.some((one) => names(one, incident))) return current
  const first = body.findIndex((one) => /^\s*[-*+] /.test(one))
  if (first >= 0) return [...lines.slice(0, section.from + first), line, ...lines.slice(section.from + first)].join(end)
  const rest = lines.slice(section.from)
  const gap = rest[0]?.trim() === '' ? rest.slice(1) : rest
  const after = gap.length === 0 || gap[0]?.trim() === '' ? gap : ['', ...gap]
  return [...lines.slice(0, section.from), '', line, ...(after.length === 0 ? [''] : after)].join(end)
}

/** The lines below the heading, up to the next heading of any level; headings inside code do not count. */
function findSection(lines: readonly string[]): { readonly from: number; readonly to: number } | undefined {
  const headingAt = createHeadingReader(lines)
  const headings = lines.flatMap((_, index) => {
    const heading = headingAt(index)
    return heading === undefined ? [] : [{ ...heading, line: index }]
  })
  const at = headings.findIndex(({ text }) => text.trim().toLowerCase() === HISTORY_HEADING.toLowerCase())
  const found = headings[at]
  return found && { from: found.line + 1, to: headings[at + 1]?.start ?? lines.length }
}

function names(line: string, incident: number): boolean {
  return new RegExp(`(?:#|/issues/)${incident}(?!\\d)`).test(line)
}
