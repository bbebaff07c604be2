import { createRequire } from 'node:module'
import MiniSearch from 'minisearch'
import { parseRunbook } from '../../src/runbooks/document.ts'
import type { BenchPage, Engine } from './engine.ts'

/** The few calls of each library that the comparison makes. */
type Lunr = (configure: (this: LunrBuilder) => void) => { search(query: string): readonly { readonly ref: string }[] }
interface LunrBuilder {
  ref(name: string): void
  field(name: string): void
  add(document: object): void
}
type Elasticlunr = (configure: (this: { setRef(name: string): void; addField(name: string): void }) => void) => {
  addDoc(document: object): void
  search(query: string, options: object): readonly { readonly ref: string }[]
}
type WinkBm25 = () => {
  defineConfig(config: object): void
  definePrepTasks(tasks: readonly unknown[]): void
  addDoc(document: object, id: string): void
  consolidate(): void
  search(query: string, limit: number): readonly (readonly [string, number])[]
}
interface WinkUtils {
  readonly string: Readonly<Record<string, unknown>>
  readonly tokens: Readonly<Record<string, unknown>>
}

const SHOWN = 3
const RANKED = 10
const require = createRequire(new URL('package.json', import.meta.url))

/** minisearch at its defaults. */
export const minisearchEngine: Engine = {
  name: 'minisearch',
  index: (pages) => {
    const index = new MiniSearch({ fields: ['title', 'text'], idField: 'path' })
    index.addAll(documentsOf(pages))
    return ({ title, body }) => answer(index.search(`${title}\n${body}`).map(({ id }) => String(id)))
  },
}

/** Engines of `bench/match/package.json`. Throws where they are not installed. */
export function loadStockEngines(): readonly Engine[] {
  const lunr: Lunr = require('lunr')
  const elasticlunr: Elasticlunr = require('elasticlunr')
  const wink: WinkBm25 = require('wink-bm25-text-search')
  const utils: WinkUtils = require('wink-nlp-utils')
  return [lunrEngine(lunr), elasticlunrEngine(elasticlunr), winkEngine(wink, utils)]
}

function lunrEngine(lunr: Lunr): Engine {
  return {
    name: 'lunr',
    index: (pages) => {
      const index = lunr(function () {
        this.ref('path')
        this.field('title')
        this.field('text')
        for (const page of documentsOf(pages)) this.add(page)
      })
      return ({ title, body }) => answer(index.search(plain(`${title}\n${body}`)).map(({ ref }) => ref))
    },
  }
}

function elasticlunrEngine(elasticlunr: Elasticlunr): Engine {
  return {
    name: 'elasticlunr',
    index: (pages) => {
      const index = elasticlunr(function () {
        this.setRef('path')
        this.addField('title')
        this.addField('text')
      })
      for (const page of documentsOf(pages)) index.addDoc(page)
      return ({ title, body }) => answer(index.search(`${title}\n${body}`, {}).map(({ ref }) => ref))
    },
  }
}

function winkEngine(wink: WinkBm25, { string, tokens }: WinkUtils): Engine {
  return {
    name: 'wink-bm25',
    index: (pages) => {
      const engine = wink()
      engine.defineConfig({ fldWeights: { title: 1, text: 1 } })
      engine.definePrepTasks([string.lowerCase, string.tokenize0, tokens.removeWords, tokens.stem])
      for (const page of documentsOf(pages)) engine.addDoc(page, page.path)
      engine.consolidate()
      return ({ title, body }) => answer(engine.search(`${title}\n${body}`, RANKED).map(([path]) => path))
    },
  }
}

function documentsOf(pages: readonly BenchPage[]): readonly (BenchPage & { readonly title: string })[] {
  return pages.map((page) => ({ ...page, title: parseRunbook(page).title }))
}

/** lunr reads signs as its query language. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}_\s]+/gu, ' ')
}

function answer(paths: readonly string[]): { readonly ranked: readonly string[]; readonly shown: readonly string[] } {
  return { ranked: paths.slice(0, RANKED), shown: paths.slice(0, SHOWN) }
}
