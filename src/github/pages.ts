/** An answer that holds one page of a list. */
interface PageAnswer<T> {
  readonly data: readonly T[]
  readonly headers: { readonly link?: string | undefined }
}

/** The most that GitHub gives on one page. */
export const pageSize = 100

/**
 * All items of a list: the first page, then the others side by side as soon as `Link` tells how many there are. Some
 * servers tell only the next page: then one after the other. Stops at `maxPages`.
 */
export async function listAll<T>(
  readPage: (page: number) => Promise<PageAnswer<T>>,
  maxPages = 50,
): Promise<readonly T[]> {
  const first = await readPage(1)
  const last = pageOf(first.headers.link, 'last')
  if (last === undefined) return await listOn(readPage, first, maxPages)
  const count = Math.min(last, maxPages)
  const others = await Promise.all(Array.from({ length: Math.max(0, count - 1) }, (_, index) => readPage(index + 2)))
  return [first, ...others].flatMap((page) => page.data)
}

async function listOn<T>(
  readPage: (page: number) => Promise<PageAnswer<T>>,
  first: PageAnswer<T>,
  maxPages: number,
): Promise<readonly T[]> {
  const items = [...first.data]
  let answer = first
  for (let page = 2; page <= maxPages && pageOf(answer.headers.link, 'next') !== undefined; page += 1) {
    answer = await readPage(page)
    items.push(...answer.data)
  }
  return items
}

function pageOf(link: string | undefined, relation: 'next' | 'last'): number | undefined {
  const target = link?.split(',').find((part) => part.includes(`rel="${relation}"`))
  const page = target && /[?&]page=(\d+)/.exec(target)?.[1]
  return page ? Number(page) : undefined
}
