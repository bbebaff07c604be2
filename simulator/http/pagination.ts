import type { PagedList } from './route.ts'

/** One page of a list, and the `Link` header that leads to the others (null when there is one page only). */
export interface Page {
  readonly body: unknown
  readonly link: string | null
}

/** Cuts the page that `per_page` (1 to 100, default 30) and `page` ask for. `url` is the request's own address. */
export function paginate(list: PagedList, url: URL): Page {
  const size = Math.min(100, readNumber(url, 'per_page', 30))
  const number = readNumber(url, 'page', 1)
  const last = Math.max(1, Math.ceil(list.length / size))
  const items = list.page((number - 1) * size, number * size)
  const body = list.wrap ? list.wrap(items, list.length) : items
  return { body, link: linkHeader(url, number, last) }
}

function linkHeader(url: URL, number: number, last: number): string | null {
  const targets: [string, number][] = []
  if (number > 1) targets.push(['prev', Math.min(number - 1, last)])
  if (number < last) targets.push(['next', number + 1], ['last', last])
  if (number > 1) targets.push(['first', 1])
  if (targets.length === 0) return null
  return targets.map(([relation, page]) => `<${addressOf(url, page)}>; rel="${relation}"`).join(', ')
}

function addressOf(url: URL, page: number): string {
  const address = new URL(url)
  address.searchParams.set('page', String(page))
  return address.href
}

function readNumber(url: URL, name: string, fallback: number): number {
  const value = Number(url.searchParams.get(name))
  return Number.isInteger(value) && value > 0 ? value : fallback
}
