import { parseRunbook } from '../../src/runbooks/document.ts'
import { nameOf } from '../../src/runbooks/page-name.ts'
import { createRandom } from './create-random.ts'
import type { BenchPage, BenchQuery } from './engine.ts'
import type { BenchCorpus } from './read-corpora.ts'

/** A corpus changed in one way, so that one repository's habits do not decide; several where pages are drawn. */
export interface Variation {
  readonly name: string
  readonly corpora: readonly BenchCorpus[]
}

/** What the variations are made of. */
export interface VariationSource {
  readonly corpora: readonly BenchCorpus[]
  /** Pages on other matters, to be mixed in. */
  readonly foreign: readonly BenchPage[]
}

const MERGED = 5
const DRAWS = 5

/** Every variation of one corpus. The same source always gives the same. */
export function variationsOf(corpus: BenchCorpus, { corpora, foreign }: VariationSource): readonly Variation[] {
  const one = (name: string, changed: BenchCorpus): Variation => ({ name, corpora: [changed] })
  return [
    one('as it is', corpus),
    one(
      'files renamed to numbers',
      renamePages(corpus, (_, at) => `page-${at + 1}`),
    ),
    one('files named by their titles, in-small-letters', renamePages(corpus, nameByTitle)),
    one('no front matter, no title', changePages(corpus, withoutTitle)),
    one('five pages in one, a section each', mergePages(corpus)),
    { name: '14 pages, five draws', corpora: drawPages(corpus, 14) },
    { name: '40 pages, five draws', corpora: drawPages(corpus, 40) },
    one('incidents titled "Outage"', changeQueries(corpus, titledOutage)),
    one(
      'incidents of a title alone',
      changeQueries(corpus, ({ title }) => ({ title, body: '' })),
    ),
    one(`among ${foreign.length} foreign pages`, { ...corpus, pages: [...corpus.pages, ...foreign] }),
    one('all corpora and foreign pages in one', mixCorpora(corpus, corpora, foreign)),
  ].filter(({ corpora: changed }) => changed.length > 0)
}

/** Gives every page a new path in its folder, and the queries the new paths. */
function renamePages(corpus: BenchCorpus, rename: (page: BenchPage, at: number) => string): BenchCorpus {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const [at, page] of corpus.pages.entries()) {
    const folder = page.path.replace(/[^/]+$/, '')
    const wanted = `${folder}${rename(page, at)}`
    const path = `${taken.has(wanted) ? `${wanted}-${at}` : wanted}.md`
    taken.add(wanted)
    names.set(page.path, path)
  }
  return movePages(corpus, (path) => names.get(path) ?? path)
}

function nameByTitle(page: BenchPage): string {
  const words = wordsOf(parseRunbook(page).title)
  return words.length > 0 ? words.join('-') : nameOf(page.path)
}

function wordsOf(title: string): readonly string[] {
  const apart = title.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return apart.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function movePages(corpus: BenchCorpus, move: (path: string) => string): BenchCorpus {
  return {
    ...corpus,
    pages: corpus.pages.map(({ path, text }) => ({ path: move(path), text })),
    queries: corpus.queries.map((query) => ({ ...query, relevant: [...new Set(query.relevant.map(move))] })),
  }
}

function changePages(corpus: BenchCorpus, change: (text: string) => string): BenchCorpus {
  return { ...corpus, pages: corpus.pages.map(({ path, text }) => ({ path, text: change(text) })) }
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/^---\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/, '')
}

/** Without front matter and the first heading, which says what the page is called. */
function withoutTitle(text: string): string {
  return withoutFrontMatter(text).replace(/^(?:#[^\n]*|[^\n]+\n=+[ \t]*)(?:\n|$)/m, '')
}

/** Neighbours become one page, each with a section of its own name: a file for a service, a section for an alert. */
function mergePages(corpus: BenchCorpus): BenchCorpus {
  const sorted = [...corpus.pages].sort((a, b) => (a.path < b.path ? -1 : 1))
  const groups = Array.from({ length: Math.ceil(sorted.length / MERGED) }, (_, at) =>
    sorted.slice(at * MERGED, (at + 1) * MERGED),
  )
  const home = new Map(groups.flatMap((group, at) => group.map(({ path }) => [path, `part-${at + 1}.md`] as const)))
  const moved = movePages(corpus, (path) => home.get(path) ?? path)
  return { ...moved, pages: groups.map((group, at) => ({ path: `part-${at + 1}.md`, text: mergedText(group, at) })) }
}

function mergedText(group: readonly BenchPage[], at: number): string {
  const sections = group.map(({ path, text }) => {
    const body = withoutTitle(text).replace(/^#{1,5} /gm, (mark) => `#${mark}`)
    return `## ${nameOf(path)}\n\n${body.trim()}\n`
  })
  return `# Part ${at + 1}\n\n${sections.join('\n')}`
}

/** Draws pages by chance. Queries for the others have no page of their own then: near misses, for information. */
function drawPages(corpus: BenchCorpus, count: number): readonly BenchCorpus[] {
  if (corpus.pages.length <= count) return []
  return Array.from({ length: DRAWS }, (_, draw) => {
    const random = createRandom(draw + 1)
    const answered = new Set(corpus.queries.flatMap(({ relevant }) => relevant))
    const keyed = corpus.pages.map((page) => ({ page, key: random() - (answered.has(page.path) ? 0.5 : 0) }))
    const pages = keyed
      .sort((a, b) => a.key - b.key)
      .slice(0, count)
      .map(({ page }) => page)
    const kept = new Set(pages.map(({ path }) => path))
    const queries = corpus.queries.map((query) => {
      const relevant = query.relevant.filter((path) => kept.has(path))
      const isLost = query.relevant.length > 0 && relevant.length === 0
      return { ...query, id: `${query.id}/${draw}`, relevant, kind: isLost ? 'no-match-near' : query.kind }
    })
    return { ...corpus, pages, queries, notCopied: new Set<string>() }
  })
}

type Changed = Pick<BenchQuery, 'title' | 'body'>

function changeQueries(corpus: BenchCorpus, change: (query: BenchQuery) => Changed): BenchCorpus {
  return { ...corpus, queries: corpus.queries.map((query) => ({ ...query, ...change(query) })) }
}

function titledOutage({ title, body }: BenchQuery): Changed {
  return { title: 'Outage', body: `${title}\n\n${body}` }
}

/** A folder for each corpus. Without queries for silence: a page of another corpus may well answer them. */
function mixCorpora(corpus: BenchCorpus, all: readonly BenchCorpus[], foreign: readonly BenchPage[]): BenchCorpus {
  const into = (name: string) => (path: string) => `${name}/${path}`
  const own = movePages(corpus, into(corpus.name))
  return {
    ...own,
    pages: [...all.flatMap((other) => movePages(other, into(other.name)).pages), ...foreign],
    queries: own.queries.filter(({ relevant }) => relevant.length > 0),
  }
}
