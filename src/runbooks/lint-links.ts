import { nearest } from '../text/edit-distance.ts'
import type { Runbook } from './document.ts'
import { type Finding, findingOn } from './finding.ts'
import { linksOf, type PageLink, pageAt, pagesByPath } from './page-links.ts'

/** Links of all pages that lead to no file, or to no heading of their page. `exists`: files that are no pages. */
export function lintLinks(pages: readonly Runbook[], exists: (path: string) => boolean): readonly Finding[] {
  const byPath = pagesByPath(pages)
  const anchorsOf = rememberAnchors()
  return pages.flatMap((page) =>
    linksOf(page).flatMap((link) => {
      const to = link.paths[0] === page.path ? page : pages[pageAt(link.paths, byPath) ?? -1]
      if (to === undefined) return link.paths.some(exists) ? [] : [deadFile(page, link)]
      const wanted = anchorIn(link)
      const anchors = wanted === '' ? undefined : anchorsOf(to)
      return anchors === undefined || anchors.has(wanted) ? [] : [deadAnchor(page, link, { to, wanted, anchors })]
    }),
  )
}

function deadFile(page: Runbook, link: PageLink): Finding {
  const path = link.paths[0] ?? ''
  return findingOn(page, 'dead-link', {
    line: link.line,
    message: `the link \`${link.target}\` leads nowhere: there is no file ${path}`,
    help: link.target.startsWith('/')
      ? 'Mend it or take it out. A path that begins with `/` starts at the root of the repository.'
      : 'Mend it or take it out. Its path starts at the folder of this page.',
  })
}

function deadAnchor(
  page: Runbook,
  link: PageLink,
  { to, wanted, anchors }: { readonly to: Runbook; readonly wanted: string; readonly anchors: ReadonlySet<string> },
): Finding {
  const meant = nearest(wanted, [...anchors]) ?? [...anchors].find((anchor) => anchor.includes(wanted))
  const where = to === page ? 'this page' : to.path
  return findingOn(page, 'dead-link', {
    line: link.line,
    message: `the link \`${link.target}\` leads to the top only: ${where} has no heading \`#${wanted}\``,
    help: meant === undefined ? 'Link a heading that is there, or take the anchor out.' : `Did you mean \`#${meant}\`?`,
  })
}

/** GitHub finds headings whatever the case; the prefix is its own way of writing them in a page. */
function anchorIn({ fragment = '' }: PageLink): string {
  try {
    return decodeURIComponent(fragment)
      .toLowerCase()
      .replace(/^user-content-/, '')
  } catch {
    return fragment.toLowerCase()
  }
}

function rememberAnchors(): (page: Runbook) => ReadonlySet<string> {
  const known = new Map<Runbook, ReadonlySet<string>>()
  return (page) => {
    const before = known.get(page)
    if (before !== undefined) return before
    const anchors = new Set(page.sections.flatMap(({ anchor, text }) => [anchor, ...namedIn(text)]))
    known.set(page, anchors)
    return anchors
  }
}

/** Anchors that the page sets itself: `<a name="x">`, `<div id="x">`. */
function namedIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:id|name)=["']([^"'\s]{1,200})["']/gi)].map(([, name]) => (name ?? '').toLowerCase())
}
