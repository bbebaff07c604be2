import type { Notice, Runbook, RunbookFile } from './document.ts'
import { parseRunbook } from './document.ts'
import { isPage, nameOf } from './page-name.ts'
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

/** Reads the files into a corpus; what cannot be used becomes a notice. The files' order does not matter. */
export function buildCorpus(files: readonly RunbookFile[]): Corpus {
  const sorted = [...files].filter((file) => isPage(file.path)).sort((a, b) => (a.path < b.path ? -1 : 1))
  const refused = sorted.flatMap((file) => refusal(file) ?? [])
  const bad = new Set(refused.map((notice) => notice.path))
  const runbooks = sorted.filter((file) => !bad.has(file.path)).map(parseRunbook)
  const notices = [...refused, ...runbooks.flatMap((page) => page.notices)]
  return { runbooks, notices, index: buildIndex(runbooks), redirects: findRedirects(runbooks) }
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
