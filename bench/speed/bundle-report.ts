import { readFileSync } from 'node:fs'
import { findBundle } from '../../__tests__/support/bundle.ts'
import { goalTable } from './goal.ts'

/** The bundle's size as it stands in the document. A megabyte is a million bytes. */
export function bundleReport(): string {
  const code = readFileSync(findBundle())
  const lines = code.toString('utf8').split('\n').length
  const bytes = code.length.toLocaleString('en')
  const goal = 'bundle: readable, ≤ 4 MB'
  return goalTable([
    { goal, measured: `${bytes} bytes in ${lines.toLocaleString('en')} lines`, held: isReadable(code, lines) },
  ])
}

/** A minified bundle has lines of thousands of characters. */
function isReadable(code: Buffer, lines: number): boolean {
  return code.length <= 4_000_000 && code.length / lines < 120
}
