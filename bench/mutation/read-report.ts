import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A change of the sources that was tried, and what became of it. */
export interface Mutant {
  readonly file: string
  readonly line: number
  /** The line of the source that it begins in, without the spaces around it. */
  readonly code: string
  readonly original: string
  readonly replacement: string
  readonly mutator: string
  readonly status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored'
}

interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string
        readonly mutants: readonly ReportedMutant[]
      }
    >
  >
}

interface ReportedMutant {
  readonly mutatorName: string
  readonly replacement?: string
  readonly status: Mutant['status']
  readonly location: { readonly start: Place; readonly end: Place }
}

interface Place {
  readonly line: number
  readonly column: number
}

/** The mutants of a report in the order of their files and lines, or nothing where that folder was not measured. */
export function readReport(file: string): readonly Mutant[] | undefined {
  if (!existsSync(file)) return undefined
  const { files } = read(file)
  return Object.entries(files)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, { source, mutants }]) => {
      const lines = source.split('\n')
      return [...mutants]
        .sort((one, other) => one.location.start.line - other.location.start.line)
        .map((mutant) => {
          const { start, end } = mutant.location
          return {
            file: path,
            line: start.line,
            code: lines[start.line - 1]?.trim() ?? '',
            original: cut(lines, start, end),
            replacement: squeeze(mutant.replacement ?? ''),
            mutator: mutant.mutatorName,
            status: mutant.status,
          }
        })
    })
}

/** The sources that are no longer as they were measured; paths of a report are those of the project. */
export function listChanged(file: string, root: string): readonly string[] {
  if (!existsSync(file)) return []
  const isAsMeasured = (path: string, source: string) =>
    existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === source
  return Object.entries(read(file).files).flatMap(([path, { source }]) => (isAsMeasured(path, source) ? [] : [path]))
}

/** Writes into a report what another one, of the mutants that live in it, has found out since. */
export function bringUpToDate(file: string, since: string): void {
  const report = read(file)
  const found = new Map(
    Object.entries(read(since).files).flatMap(([path, { mutants }]) =>
      mutants.filter(({ status }) => wasMet(status)).map((mutant) => [nameOf(path, mutant), mutant.status]),
    ),
  )
  const files = Object.entries(report.files).map(([path, one]) => {
    const mutants = one.mutants.map((mutant) => ({
      ...mutant,
      status: found.get(nameOf(path, mutant)) ?? mutant.status,
    }))
    return [path, { ...one, mutants }]
  })
  writeFileSync(file, JSON.stringify({ ...report, files: Object.fromEntries(files) }))
}

function read(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function wasMet(status: Mutant['status']): boolean {
  return status === 'Killed' || status === 'Timeout' || status === 'Survived'
}

function nameOf(path: string, { mutatorName, replacement = '', location: { start, end } }: ReportedMutant): string {
  return [path, start.line, start.column, end.line, end.column, mutatorName, replacement].join('\n')
}

function cut(lines: readonly string[], start: Place, end: Place): string {
  const inner = lines.slice(start.line - 1, end.line)
  const last = inner.length - 1
  const pieces = inner.map((line, index) =>
    line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
  )
  return squeeze(pieces.join(' '))
}

function squeeze(code: string): string {
  return code.replace(/\s+/g, ' ').trim()
}
