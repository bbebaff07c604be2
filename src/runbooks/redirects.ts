import type { Runbook } from './document.ts'
import { linksOf, pageAt, pagesByPath } from './page-links.ts'

/** A page whose text is no longer than this may be a stub. */
const MAX_STUB = 240
const MAX_STEPS = 5

/**
 * Pages that only point to another page of the corpus, with the page they lead to in the end. A stub says little, and
 * everything it links is one other page.
 */
export function findRedirects(pages: readonly Runbook[]): ReadonlyMap<number, number> {
  const stubs = pages.flatMap((page, at) => (isShort(page) ? [{ page, at }] : []))
  if (stubs.length === 0) return new Map()
  const byPath = pagesByPath(pages)
  const next = new Map<number, number>()
  for (const { page, at } of stubs) {
    const targets = new Set(linksOf(page).map(({ paths }) => pageAt(paths, byPath)))
    const [target] = targets
    if (targets.size === 1 && target !== undefined && target !== at) next.set(at, target)
  }
  return new Map([...next.keys()].map((from) => [from, follow(from, next)]))
}

function isShort(page: Runbook): boolean {
  let length = 0
  for (const { text } of page.sections) length += text.length
  return length > 0 && length <= MAX_STUB && page.sections.some(({ text }) => /\]|\{\{/.test(text))
}

function follow(from: number, next: ReadonlyMap<number, number>): number {
  let at = from
  for (let step = 0; step < MAX_STEPS; step++) {
    const to = next.get(at)
    if (to === undefined || to === from) break
    at = to
  }
  return at
}
