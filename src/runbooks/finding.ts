import type { Notice, Runbook } from './document.ts'

/** What a finding is about, stable for scripts. */
export type FindingKind =
  | 'unreadable'
  | 'no-pages'
  | 'no-title'
  | 'no-signals'
  | 'unknown-key'
  | 'bad-signature'
  | 'dead-link'
  | 'near-twin'
  | 'empty'

/** Something that makes a page hard to find, and what to add or mend. */
export interface Finding extends Notice {
  readonly kind: FindingKind
  /** `mend`: people will miss the page, or be led astray. `note`: worth a look, and it may be as it should. */
  readonly level: 'mend' | 'note'
  /** Other pages of which the same is true, where one finding speaks for all of them. */
  readonly also?: readonly string[]
}

/** A finding about one page; `line` only where something stands there. */
export function findingOn(
  page: Runbook,
  kind: FindingKind,
  what: { readonly line?: number | undefined; readonly message: string; readonly help: string },
): Finding {
  const { line, message, help } = what
  return { kind, level: 'mend', path: page.path, ...(line === undefined ? {} : { line }), message, help }
}

/** The line of the page's title: its first heading of the highest kind it has; nothing where it has none. */
export function titleLine({ sections }: Runbook): number | undefined {
  const first = sections.find(({ level }) => level === 1) ?? sections.find(({ level }) => level > 0)
  return first?.line
}

/** The line in the file on which a key of the front matter, or one of its values, stands. */
export function headLine(page: Runbook, { key, value }: { readonly key: string; readonly value?: string }): number {
  const lines = page.head.split('\n')
  const isKey = (line: string): boolean =>
    /^["']?([^"':=\s]{1,200})["']?[ \t]{0,9}[:=]/.exec(line)?.[1]?.toLowerCase() === key
  const keyAt = lines.findIndex(isKey)
  const valueAt = value === undefined ? -1 : lines.findIndex((line, at) => at >= keyAt && line.includes(value))
  // The first line of the file opens the front matter.
  return Math.max(0, valueAt < 0 ? keyAt : valueAt) + 2
}

/** Orders findings as people read: by path, then by line; those about the whole page come first. */
export function byPlace(a: Finding, b: Finding): number {
  return compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compare(a.kind, b.kind)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
