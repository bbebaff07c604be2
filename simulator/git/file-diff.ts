import { execFileSync } from 'node:child_process'
import { GIT_ENVIRONMENT } from './environment.ts'

/** One file that differs, as GitHub lists it. */
export interface FileDiff {
  readonly path: string
  readonly previousPath: string | null
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed'
  /** The blob afterwards, or of a removed file the blob before. */
  readonly oid: string
  readonly additions: number
  readonly deletions: number
  /** The hunks, or null for a binary file and a mere rename. */
  readonly patch: string | null
}

const STATUS = { A: 'added', D: 'removed', M: 'modified', R: 'renamed', T: 'changed' } as const

/** How two trees differ, by file, with renames found and patches written as git does. */
export function diffTrees(directory: string, before: string, after: string): readonly FileDiff[] {
  if (before === after) return []
  const options = [
    'diff-tree',
    '-r',
    '-M',
    '-z',
    '--raw',
    '--numstat',
    '-p',
    '--no-abbrev',
    '--no-ext-diff',
    '--no-color',
  ]
  const settings = { cwd: directory, env: GIT_ENVIRONMENT, maxBuffer: 2 ** 28, encoding: 'utf8' } as const
  return parseDiff(execFileSync('git', [...options, before, after], settings))
}

/** Output of `-z --raw --numstat -p`: raw records, then counts, both ended by NUL; an empty field; then the patches. */
function parseDiff(output: string): readonly FileDiff[] {
  const patchesAt = output.indexOf('\0\0')
  const fields = output.slice(0, patchesAt === -1 ? output.length : patchesAt).split('\0')
  const raw = takeRaw(fields)
  const counts = takeCounts(fields, raw.length)
  const patches = patchesAt === -1 ? [] : splitPatches(output.slice(patchesAt + 2))
  return raw.map((file, index) => ({
    ...file,
    ...(counts[index] ?? { additions: 0, deletions: 0 }),
    patch: patches[index] ?? null,
  }))
}

function takeRaw(fields: string[]): readonly Pick<FileDiff, 'path' | 'previousPath' | 'status' | 'oid'>[] {
  const files = []
  while (fields[0]?.startsWith(':')) {
    const [, , before = '', after = '', letter = ''] = (fields.shift() ?? '').split(' ')
    const first = fields.shift() ?? ''
    const renamed = letter.startsWith('R')
    const path = renamed ? (fields.shift() ?? '') : first
    const status = STATUS[letter.charAt(0) as keyof typeof STATUS]
    files.push({ path, previousPath: renamed ? first : null, status, oid: status === 'removed' ? before : after })
  }
  return files
}

/** `additions TAB deletions TAB path`; a rename has an empty path, and both paths in fields of their own. */
function takeCounts(fields: string[], length: number): readonly Pick<FileDiff, 'additions' | 'deletions'>[] {
  return Array.from({ length }, () => {
    const [additions, deletions, path] = (fields.shift() ?? '').split('\t')
    if (path === '') fields.splice(0, 2)
    // Binary files have dashes for numbers.
    return { additions: Number(additions) || 0, deletions: Number(deletions) || 0 }
  })
}

/** One patch a file, from its first hunk on; a mere rename and a binary file have none. */
function splitPatches(text: string): readonly (string | null)[] {
  return text.split(/^(?=diff --git )/m).map((patch) => {
    const hunks = patch.search(/^@@ /m)
    return hunks === -1 ? null : patch.slice(hunks).replace(/\n$/, '')
  })
}
