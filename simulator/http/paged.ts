import type { Reply } from './route.ts'

/** Answers with one page of `items`; `wrap` puts the page into an envelope such as `{total_count, items}`. */
export function paged<T>(
  items: readonly T[],
  present: (item: T) => unknown,
  wrap?: (page: readonly unknown[], total: number) => unknown,
): Reply {
  const page = (from: number, to: number) => items.slice(from, to).map(present)
  return { status: 200, list: { length: items.length, page, ...(wrap ? { wrap } : {}) } }
}
