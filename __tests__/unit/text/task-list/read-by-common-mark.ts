import type { Node } from 'commonmark'
import { Parser } from 'commonmark'
import type { ReferenceBox } from './reference-box.ts'

/** A box with what a reader sees of its paragraph, the box itself included. */
interface ShownBox extends ReferenceBox {
  readonly words: string
}

/**
 * The boxes by CommonMark's own implementation, which knows no task lists: a list item whose first block is a paragraph
 * that begins, on the marker's line, with a box, a blank and words. It knows no tables either, and may see a box in one's
 * head.
 */
export function readByCommonMark(markdown: string): readonly ShownBox[] {
  const lines = markdown.split(/\r\n|\n|\r/)
  const walker = new Parser().parse(markdown).walker()
  const found: ShownBox[] = []
  let quotes = 0
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step
    if (node.type === 'block_quote') quotes += entering ? 1 : -1
    if (!entering || quotes > 0 || node.type !== 'paragraph' || node.parent?.type !== 'item' || node.prev) continue
    const [line, column] = node.sourcepos[0]
    if (line !== node.parent.sourcepos[0][0]) continue
    const mark = /^\[([ \txX])\][ \t]+[^ \t]/.exec(lines[line - 1]?.slice(column - 1) ?? '')?.[1]
    if (!mark) continue
    found.push({ line, checked: /x/i.test(mark), words: wordsOf(node) })
  }
  return found
}

/** What a reader sees of a paragraph. */
function wordsOf(paragraph: Node): string {
  const walker = paragraph.walker()
  const texts: string[] = []
  for (let step = walker.next(); step; step = walker.next()) {
    if (step.entering && step.node.type !== 'html_inline') texts.push(step.node.literal ?? '')
  }
  return texts.join('')
}
