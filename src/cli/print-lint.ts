import type { Finding, FindingKind } from '../runbooks/finding.ts'
import { withoutControls } from './print-match.ts'

/** All that `lint` found out. */
export interface LintAnswer {
  /** How many pages were read. */
  readonly pages: number
  readonly findings: readonly Finding[]
}

/** So many other pages are named where one finding speaks for several; JSON has all of them. */
const NAMED = 3

/**
 * For people: page by page, each finding with its line in columns and below it what to add or mend. What to add is said
 * once where many pages want the same. The last line counts.
 */
export function lintAsText({ pages, findings }: LintAnswer): string {
  const widths = {
    line: widest(findings.map(({ line }) => String(line ?? ''))),
    level: widest(findings.map(({ level }) => level)),
    kind: widest(findings.map(({ kind }) => kind)),
  }
  const said = new Set<string>()
  const lines: string[] = []
  findings.forEach((finding, at) => {
    if (finding.path !== findings[at - 1]?.path) lines.push(...(at === 0 ? [] : ['']), finding.path)
    const { line, level, kind, help } = finding
    const columns = [String(line ?? '').padStart(widths.line), level.padEnd(widths.level), kind.padEnd(widths.kind)]
    const margin = `  ${columns.join('  ')}  `
    lines.push(`${margin}${messageOf(finding)}`)
    if (!said.has(help)) lines.push(`${' '.repeat(margin.length)}→ ${help}`)
    said.add(help)
  })
  return `${[...lines, ...(lines.length > 0 ? [''] : []), summaryOf(pages, findings)].map(withoutControls).join('\n')}\n`
}

/** For scripts: the same, complete. */
export function lintAsJson({ pages, findings }: LintAnswer): string {
  const ordered = findings.map(({ path, line = null, level, kind, message, help, also = [] }) => ({
    path,
    line,
    level,
    kind,
    message,
    help,
    also,
  }))
  return `${JSON.stringify({ pages, findings: ordered }, null, 2)}\n`
}

function messageOf({ message, also = [] }: Finding): string {
  if (also.length === 0) return message
  const rest = also.length - NAMED
  const names = also.slice(0, NAMED).join(', ')
  return `${message} (also on ${names}${rest > 0 ? ` and ${counted(rest, 'more page')}` : ''})`
}

function summaryOf(pages: number, findings: readonly Finding[]): string {
  const mend = findings.filter(({ level }) => level === 'mend')
  const notes = findings.length - mend.length
  const touched = new Set(mend.map(({ path }) => path)).size
  const where = pages === 0 ? '' : ` on ${counted(touched, 'page')}`
  const toMend = mend.length === 0 ? 'nothing to mend' : `${mend.length} to mend${where} (${kindsOf(mend)})`
  return `${counted(pages, 'page')} read: ${toMend}${notes > 0 ? `, ${counted(notes, 'note')}` : ''}.`
}

function kindsOf(findings: readonly Finding[]): string {
  const counts = new Map<FindingKind, number>()
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ')
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length))
}
