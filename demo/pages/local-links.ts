import type { Page } from './pages.ts'

/** Turns addresses of the repository's pages on the server into the names of the pages beside each other. */
export function linkLocally(html: string, site: { readonly url: string; readonly pages: readonly Page[] }): string {
  const places = new Map(site.pages.flatMap(({ name, places }) => places.map((place) => [place, name] as const)))
  const start = site.url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return html.replace(new RegExp(`href="${start}/([^"#?]*)(#[^"]*)?"`, 'g'), (whole, path: string, anchor = '') => {
    const name = places.get(path.replace(/^blob\/[^/]+\//, 'blob/'))
    return name === undefined ? whole : `href="${name}${anchor}"`
  })
}
