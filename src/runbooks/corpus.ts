import type { Notice, Runbook, RunbookFile } from './document.ts'
import { parseRunbook } from './document.ts'
import { isFolderPage, isPage, nameOf } from './page-name.ts'
import { findRedirects } from './redirects.ts'
import type { SearchIndex } from './search-index.ts'
import { buildIndex } from './search-index.ts'

/** Every page that was read, ready to be searched, and what was wrong with the others. */
export interface Corpus {
  readonly runbooks: readonly Runbook[]
  readonly notices: readonly Notice[]
  readonly index: SearchIndex
  /** Stubs by their place in `runbooks`, and the place of the page that each leads to. */
  readonly redirects: ReadonlyMap<number, number>
}

/** Larger pages are refused: 512 KiB is a hundred times a usual runbook. */
export const MAX_PAGE = 524_288

/**
 * Reads the files into a corpus; what cannot be used becomes a notice. The files' order does not matter. An index
 * (`README.md`) in the uppermost folder, or in `postmortems/`, lists pages and is none.
 */
export function buildCorpus(files: readonly RunbookFile[]): Corpus {
  const pages = files.filter((file) => isPage(file.path))
  const root = commonFolder(pages.map(({ path }) => path))
  const sorted = pages.filter(({ path }) => !isIndex(path, root)).sort((a, b) => (a.path < b.path ? -1 : 1))
  const refused = sorted.flatMap((file) => refusal(file) ?? [])
  const bad = new Set(refused.map((notice) => notice.path))
  const runbooks = sorted.filter((file) => !bad.has(file.path)).map(parseRunbook)
  const notices = [...refused, ...runbooks.flatMap((page) => page.notices)]
  return { runbooks, notices, index: buildIndex(runbooks), redirects: findRedirects(runbooks) }
}

function isIndex(path: string, root: string): boolean {
  const folder = path.split('/').slice(0, -1).join('/')
  return isFolderPage(path) && (folder === root || folder.endsWith('/postmortems'))
}

/** The folder that all pages lie below; empty for the repository's own. */
function commonFolder(paths: readonly string[]): string {
  const [first, ...rest] = paths.map((path) => path.split('/').slice(0, -1))
  let shared = first ?? []
  for (const folders of rest) {
    const end = shared.findIndex((folder, at) => folders[at] !== folder)
    if (end >= 0) shared = shared.slice(0, end)
  }
  return shared.join('/')
}

function refusal(file: RunbookFile): Notice | undefined {
  if (file.text.length > MAX_PAGE)
    return {
      path: file.path,
      message: 'the page is too large to be read',
      help: `Keep pages under ${MAX_PAGE} characters.`,
    }
  if (isLink(file.text))
    return {
      path: file.path,
      message: 'the file is a symbolic link or empty',
      help: `Put the page ${nameOf(file.path)} itself here.`,
    }
  return undefined
}

/** Git stores a symbolic link as a file whose only line is the path it points to. */
function isLink(text: string): boolean {
  return /^[^\s#<>*`[\]()]{1,300}\.(?:md|markdown|mdx)\n?$/i.test(text)
}
