import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../__tests__/support/bundle.ts'

/** The generated parts of the document, in its order. */
export const blocks = ['bundle', 'events', 'growth', 'times', 'compared'] as const

/** A generated part of the document; what stands around it is prose. */
export type Block = (typeof blocks)[number]

const path = join(projectFolder, 'docs', 'performance.md')

/** What stands in a block now. Throws when the document has no such block. */
export function readBlock(block: Block): string {
  return split(readFileSync(path, 'utf8'), block).text
}

/** Replaces a block, and nothing else. */
export function writeBlock(block: Block, text: string): void {
  const { before, after } = split(readFileSync(path, 'utf8'), block)
  writeFileSync(path, `${before}${text}${after}`)
}

/** Lines that are not the same, as `- documented` and `+ measured`; none where the texts are equal. */
export function compareLines(documented: string, measured: string): readonly string[] {
  const [old, fresh] = [documented.split('\n'), measured.split('\n')]
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ]
}

function split(document: string, block: Block): { before: string; text: string; after: string } {
  const [begin, end] = [`<!-- ${block}: generated -->\n\n`, `\n\n<!-- end of ${block} -->`]
  const from = document.indexOf(begin) + begin.length
  const to = document.indexOf(end, from)
  if (from < begin.length || to < 0) throw new Error(`docs/performance.md has no block "${block}"`)
  return { before: document.slice(0, from), text: document.slice(from, to), after: document.slice(to) }
}
