import type { MarkdownContext } from '../../../simulator/state/markdown/references.ts'
import { renderMarkdown } from '../../../simulator/state/markdown/render-markdown.ts'

/** Breaks and plain paragraphs: how many of them somebody's words have is no question of structure. */
const ofWords = /^<(?:br|wbr|p|\/p)>$/
/** What a heading's own words, or the run, decide: its anchor, titles, numbers. */
const ofContent = / (?:(?:title|id)="[^"]*"|href="#[^"]*")/g

/**
 * What GitHub makes of a Markdown text without its words: the elements in their order, with the addresses they lead to and
 * whether a box is ticked. Numbers are left out, since ids and times differ from run to run. Two texts of one template have
 * the same skeleton whatever stands in their slots.
 */
export function skeletonOf(markdown: string, context: MarkdownContext): readonly string[] {
  const { html } = renderMarkdown(markdown, context)
  const tags = Array.from(html.matchAll(/<[^>]*>/g), ([tag]) => tag.replace(ofContent, '').replace(/\d+/g, '0'))
  return tags.filter((tag) => !ofWords.test(tag))
}
