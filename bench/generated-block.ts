import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../__tests__/support/bundle.ts'

/**
 * What stands between `<!-- name: generated -->` and `<!-- end of name -->` in a document of the project. Throws where
 * there is no such block.
 */
export function readGeneratedBlock(document: string, name: string): string {
  return split(document, name).text
}

/** Replaces such a block, and nothing else. */
export function writeGeneratedBlock(document: string, name: string, text: string): void {
  const { before, after } = split(document, name)
  writeFileSync(join(projectFolder, document), `${before}${text}${after}`)
}

function split(document: string, name: string): { before: string; text: string; after: string } {
  const whole = readFileSync(join(projectFolder, document), 'utf8')
  const [begin, end] = [`<!-- ${name}: generated -->\n\n`, `\n\n<!-- end of ${name} -->`]
  const from = whole.indexOf(begin) + begin.length
  const to = whole.indexOf(end, from)
  if (from < begin.length || to < 0) throw new Error(`${document} has no block "${name}"`)
  return { before: whole.slice(0, from), text: whole.slice(from, to), after: whole.slice(to) }
}
