import type { Runbook } from './document.ts'
import { isPage } from './page-name.ts'
import { linesIn } from './sections.ts'

/** A link from one page to another file of the repository. */
export interface PageLink {
  /** As written. */
  readonly target: string
  /** Repository-relative paths it may mean, likeliest first: a site's root can be any folder above the page. */
  readonly paths: readonly string[]
  readonly fragment: string | undefined
  /** Its line in the file, counted from 1. */
  readonly line: number
}

const INLINE = /\]\(<?([^()\s<>]{1,500})>?(?:\s[^()]{0,200})?\)/g
const REFERENCE = /^ {0,3}\[[^\][]{1,200}\]:\s{0,9}<?([^\s<>]{1,500})>?/gm
const SHORTCODE = /\{\{[<%]\s{0,9}(?:rel)?ref\s{1,9}"([^"]{1,500})"\s{0,9}[%>]\}\}/g
/** Addresses of other sites, and what a template fills in. */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/\/)|^%|\{|<%|\$/i
const MAX_LINKS = 1000

/** What shows a link as an example, or not at all: code blocks, code in a line, comments. */
const NO_LINKS =
  /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))|`[^`\n]{1,300}`|<!--[\s\S]*?(?:-->|$(?![\s\S]))/gm

/**
 * Links of a page to files, in all the ways Markdown and site builders write them; addresses of other sites, and those
 * that a template completes, not.
 */
export function linksOf(page: Runbook): readonly PageLink[] {
  const found = page.sections.flatMap(({ text, textLine }) => {
    const linked = text.replace(NO_LINKS, (code) => code.replace(/[^\n]/g, ' '))
    const matches = [INLINE, REFERENCE, SHORTCODE].flatMap((form) => [...linked.matchAll(form)])
    return matches.map((match) => ({ target: match[1] ?? '', linked, end: match.index + match[0].length, textLine }))
  })
  return found
    .filter(({ target }) => target !== '' && !ELSEWHERE.test(target))
    .slice(0, MAX_LINKS)
    .map(({ target, linked, end, textLine }) => {
      const [path = '', fragment] = target.split('#')
      const paths = candidates(page.path, decoded(path.replace(/\?.*$/, '')))
      return { target, paths, fragment, line: textLine + linesIn(linked.slice(0, end)) }
    })
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The page that a link leads to, whatever ending the link has or lacks. */
export function pageAt(paths: readonly string[], pages: ReadonlyMap<string, number>): number | undefined {
  for (const path of paths) {
    const found = pages.get(path) ?? pages.get(withoutEnding(path))
    if (found !== undefined) return found
  }
  return undefined
}

/** Pages by path, and by path without endings, as published sites link them. */
export function pagesByPath(pages: readonly Runbook[]): ReadonlyMap<string, number> {
  const byPath = new Map<string, number>()
  pages.forEach((page, at) => {
    byPath.set(page.path, at)
    if (!byPath.has(withoutEnding(page.path))) byPath.set(withoutEnding(page.path), at)
  })
  return byPath
}

function withoutEnding(path: string): string {
  const bare = path.replace(/\/+$/, '').replace(/\/(?:readme|_?index)(?:\.[a-z.]{2,12})?$/i, '')
  return isPage(bare) || /\.html?$/i.test(bare) ? bare.replace(/(?:\.(?:md|markdown|mdx|erb|html?))+$/i, '') : bare
}

function candidates(from: string, target: string): readonly string[] {
  if (target === '') return [from]
  const folders = from.split('/').slice(0, -1)
  if (!target.startsWith('/')) return [resolve(folders, target)]
  return folders.concat('').map((_, depth) => resolve(folders.slice(0, depth), target))
}

function resolve(folders: readonly string[], target: string): string {
  const parts = [...folders]
  for (const part of target.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
