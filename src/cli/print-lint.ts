import type { Notice } from '../runbooks/document.ts'
import type { Finding } from '../runbooks/finding.ts'
import { withoutControls } from './print-match.ts'

/** What GitHub refuses in an issue form. */
export interface FormFinding extends Notice {
  readonly kind: 'invalid-form'
  readonly level: 'fix'
  readonly column: number
}

/** All that `lint` found out. */
export interface LintAnswer {
  /** How many pages were read. */
  readonly pages: number
  /** How many issue forms were read. */
  readonly forms: number
  readonly findings: readonly LintFinding[]
}

type LintFinding = Finding | FormFinding

/** So many other pages are named where one finding speaks for several; JSON has all of them. */
const NAMED = 3

/**
 * For people: file by file, each finding with its line in columns and below it what to add or fix. What to add is said
 * once where many pages want the same. The last line counts.
 */
export function lintAsText({ findings, ...counts }: LintAnswer): string {
  const widths = {
    line: widest(findings.map(({ line }) => String(line ?? ''))),
    level: widest(findings.map(levelOf)),
    kind: widest(findings.map(({ kind }) => kind)),
  }
  const said = new Set<string>()
  const lines: string[] = []
  findings.forEach((finding, at) => {
    if (finding.path !== findings[at - 1]?.path) lines.push(...(at === 0 ? [] : ['']), finding.path)
    const { line, kind, help } = finding
    const level = levelOf(finding).padEnd(widths.level)
    const columns = [String(line ?? '').padStart(widths.line), level, kind.padEnd(widths.kind)]
    const margin = `  ${columns.join('  ')}  `
    lines.push(`${margin}${messageOf(finding)}`)
    if (!said.has(help)) lines.push(`${' '.repeat(margin.length)}→ ${help}`)
    said.add(help)
  })
  return `${[...lines, ...(lines.length > 0 ? [''] : []), summaryOf({ findings, ...counts })].map(withoutControls).join('\n')}\n`
}

/** For scripts: the same, complete. */
export function lintAsJson({ pages, forms, findings }: LintAnswer): string {
  const ordered = findings.map((finding) => {
    const { path, line = null, kind, message, help } = finding
    return { path, line, level: levelOf(finding), kind, message, help, also: alsoOn(finding) }
  })
  return `${JSON.stringify({ pages, forms, findings: ordered }, null, 2)}\n`
}

/** `fix`: people are led astray, or a form is hidden. `note`: worth a look. */
function levelOf({ level }: LintFinding): 'fix' | 'note' {
  return level === 'note' ? 'note' : 'fix'
}

function alsoOn(finding: LintFinding): readonly string[] {
  return 'also' in finding ? (finding.also ?? []) : []
}

function messageOf(finding: LintFinding): string {
  const also = alsoOn(finding)
  if (also.length === 0) return finding.message
  const rest = also.length - NAMED
  const names = also.slice(0, NAMED).join(', ')
  return `${finding.message} (also on ${names}${rest > 0 ? ` and ${counted(rest, 'more page')}` : ''})`
}

function summaryOf({ pages, forms, findings }: LintAnswer): string {
  const wrong = findings.filter((finding) => levelOf(finding) === 'fix')
  const notes = findings.length - wrong.length
  const touched = new Set(wrong.map(({ path }) => path)).size
  const where = pages + forms === 0 ? '' : ` in ${counted(touched, 'file')}`
  const toFix = wrong.length === 0 ? 'nothing to fix' : `${wrong.length} to fix${where} (${kindsOf(wrong)})`
  const read = `${counted(pages, 'page')}${forms > 0 ? ` and ${counted(forms, 'form')}` : ''} read`
  return `${read}: ${toFix}${notes > 0 ? `, ${counted(notes, 'note')}` : ''}.`
}

function kindsOf(findings: readonly LintFinding[]): string {
  const counts = new Map<LintFinding['kind'], number>()
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
