import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../__tests__/support/bundle.ts'

/** Replaces what stands between `<!-- name: generated -->` and `<!-- end of name -->` in a document of the project. */
export function writeGeneratedBlock(document: string, name: string, text: string): void {
  const path = join(projectFolder, document)
  const [begin, end] = [`<!-- ${name}: generated -->`, `<!-- end of ${name} -->`]
  const whole = readFileSync(path, 'utf8')
  const from = whole.indexOf(begin)
  const to = whole.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`${document} has no block "${name}"`)
  writeFileSync(path, `${whole.slice(0, from + begin.length)}\n\n${text}\n\n${whole.slice(to)}`)
}
