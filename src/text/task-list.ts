import type { Token } from 'markdown-it'
import { normaliseLines } from './invisible.ts'
import { parseBlocks, plainText } from './markdown.ts'

/** One box of a task list. */
export interface TaskItem {
  /** What a reader sees after the box, without "(optional)". Untrusted text. */
  readonly text: string
  readonly checked: boolean
  readonly optional: boolean
  /** The line of the Markdown that holds the box, counted from 1. */
  readonly line: number
  /** The nearest heading or bold line above. */
  readonly section?: string
}

/** The boxes of a body in their order, or `over`: too large to be read in bounded time, so that everything is open. */
export type TaskList =
  | { readonly over: false; readonly items: readonly TaskItem[] }
  | { readonly over: true; readonly items: readonly [] }

const maxItems = 1_000

/**
 * A box in its line: behind list markers and blanks alone, with words after it. Read from the line and not from what the
 * parser makes of it, which trims more than Markdown calls a blank: behind a no-break space a box is text.
 * https://github.github.com/gfm/#task-list-items-extension-
 */
const box = /^(?:[ \t]*(?:[-+*]|\d{1,9}[.)])(?=[ \t]))+[ \t]+\[([ \txX])\](?=[ \t]+\S)/

/** The parser leaves out what is nested deeper than 100 levels, and with it whatever would hide the boxes behind it. */
const maxLevel = 99

/**
 * The task list items of a body as GitHub shows them. Boxes in code, quotes, HTML comments or raw HTML are none.
 */
export function readTaskList(markdown: string): TaskList {
  const tokens = parseBlocks(markdown)
  if (!tokens || tokens.some(({ level }) => level >= maxLevel)) return { over: true, items: [] }
  const items = collectItems(tokens, normaliseLines(markdown).split('\n'))
  return items.length <= maxItems ? { over: false, items } : { over: true, items: [] }
}

/** Where a required item was found in a body; `undefined` = its line is gone, which leaves it open. */
export interface MatchedItem<Required extends { readonly text: string }> {
  readonly required: Required
  readonly found: TaskItem | undefined
}

/**
 * Finds required items by their words: case, punctuation, spacing and "(optional)" do not matter. Where the same words
 * stand twice, an open box wins, so that a ticked copy closes nothing.
 */
export function matchItems<Required extends { readonly text: string }>(
  required: readonly Required[],
  found: readonly TaskItem[],
): readonly MatchedItem<Required>[] {
  const byWords = new Map<string, TaskItem>()
  for (const item of found) {
    const words = wordsOf(item.text)
    const known = byWords.get(words)
    if (!known || (known.checked && !item.checked)) byWords.set(words, item)
  }
  return required.map((item) => ({ required: item, found: byWords.get(wordsOf(item.text)) }))
}

/** Reads the boxes out of the block tokens, keeping track of quotes, sections and comments left open by raw HTML. */
function collectItems(tokens: readonly Token[], lines: readonly string[]): readonly TaskItem[] {
  const items: TaskItem[] = []
  let quotes = 0
  let lists = 0
  let hidden = false
  let section: string | undefined
  tokens.forEach((token, index) => {
    if (token.type === 'blockquote_open' || token.type === 'blockquote_close') quotes += token.nesting
    if (token.type === 'list_item_open' || token.type === 'list_item_close') lists += token.nesting
    if (token.type === 'html_block') hidden = endsInComment(token.content, hidden)
    if (token.type !== 'inline' || quotes > 0 || hidden) return
    if (lists === 0) section = isSection(token, tokens[index - 1]) ? token.content : section
    const mark = opensItem(tokens, index) && box.exec(lines[token.map?.[0] ?? -1] ?? '')
    if (mark && items.length <= maxItems) items.push(readItem(token, { checked: /x/i.test(mark[1] ?? ''), section }))
  })
  return items
}

/** The inline token is the first thing in its list item. */
function opensItem(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.type === 'paragraph_open' && tokens[index - 2]?.type === 'list_item_open'
}

function readItem(
  token: Token,
  { checked, section }: { readonly checked: boolean; readonly section: string | undefined },
): TaskItem {
  const text = plainText(token.content.replace(/^\[.\]\s+/, ''))
  const optional = /\(optional\)/i
  return {
    text: text.replace(optional, '').replace(/\s+/g, ' ').trim(),
    checked,
    optional: optional.test(text),
    line: (token.map?.[0] ?? 0) + 1,
    ...(section !== undefined && { section: plainText(section) }),
  }
}

/** A heading, or a paragraph that is nothing but one bold line. */
function isSection(token: Token, before: Token | undefined): boolean {
  return before?.type === 'heading_open' || /^(?:\*\*(?:(?!\*\*).)+\*\*|__(?:(?!__).)+__)$/.test(token.content)
}

/** Raw HTML may open a comment in one block and close it blocks later; what stands between is not shown. */
function endsInComment(html: string, open: boolean): boolean {
  const lastOpen = html.lastIndexOf('<!--')
  const lastClose = html.lastIndexOf('-->')
  return lastOpen === lastClose ? open : lastOpen > lastClose
}

function wordsOf(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(optional\)/g, '')
  return plain.match(/[\p{L}\p{M}\p{N}]+/gu)?.join(' ') ?? plain.trim()
}
