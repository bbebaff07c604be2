import { Parser } from 'commonmark'
import type { ReferenceBox } from './reference-box.ts'

/**
 * The boxes by CommonMark's own implementation, which knows no task lists: a list item whose first block is a paragraph
 * that begins, on the marker's line, with a box, a blank and words. It knows no tables either, and may see a box in one's
 * head.
 */
export function readByCommonMark(markdown: string): readonly ReferenceBox[] {
  const lines = markdown.split(/\r\n|\n|\r/)
  const walker = new Parser().parse(markdown).walker()
  const found: ReferenceBox[] = []
  let quotes = 0
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step
    if (node.type === 'block_quote') quotes += entering ? 1 : -1
    if (!entering || quotes > 0 || node.type !== 'paragraph' || node.parent?.type !== 'item' || node.prev) continue
    const [line, column] = node.sourcepos[0]
    if (line !== node.parent.sourcepos[0][0]) continue
    const mark = /^\[([ \txX])\][ \t]+[^ \t]/.exec(lines[line - 1]?.slice(column - 1) ?? '')?.[1]
    if (mark) found.push({ line, checked: /x/i.test(mark) })
  }
  return found
}
