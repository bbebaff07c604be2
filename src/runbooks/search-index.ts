import type { Runbook } from './document.ts'
import { FIELDS, textsOf } from './page-fields.ts'
import { nameOf } from './page-name.ts'
import { collectPostings } from './postings.ts'
import { tokensOf } from './tokens.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** Word statistics of a corpus. */
export interface SearchIndex {
  readonly pages: readonly Runbook[]
  /** A word's postings in the order of the pages, empty where no page has it: see `pageOf`, `fieldOf`, `countOf`. */
  readonly postingsOf: (token: string) => Int32Array
  /** Words in each page's field: `lengths[field][page]`. */
  readonly lengths: readonly Float64Array[]
  /** Mean of each field's lengths. */
  readonly averages: readonly number[]
  /** The distinct words of each page's name and of its title. */
  readonly names: readonly (readonly string[])[]
  readonly titles: readonly (readonly string[])[]
}

const COUNTS = 64
const FIELD_SLOTS = 8
const NOWHERE = new Int32Array(0)

/** Which page, by its place in `pages`, a posting speaks of. */
export const pageOf = (posting: number): number => Math.floor(posting / (COUNTS * FIELD_SLOTS))
/** Which of `FIELDS`, by its place. */
export const fieldOf = (posting: number): number => Math.floor(posting / COUNTS) % FIELD_SLOTS
/** How often the word stands there, at most 63. */
export const countOf = (posting: number): number => posting % COUNTS

/** Counts the words of every page by field. Linear in the pages' length. */
export function buildIndex(pages: readonly Runbook[]): SearchIndex {
  const vocabulary = createVocabulary()
  const postings = collectPostings()
  const countWords = createCounter(vocabulary)
  const lengths = FIELDS.map(() => new Float64Array(pages.length))
  for (const [at, page] of pages.entries()) {
    for (const [field, texts] of textsOf(page).entries()) {
      const base = (at * FIELD_SLOTS + field) * COUNTS
      const length = countWords(texts, (id, count) => postings.add(id, base + Math.min(count, COUNTS - 1)))
      lengths[field]?.fill(length, at, at + 1)
    }
  }
  const found = postings.finish(vocabulary.size())
  const postingsOf = (token: string): Int32Array => {
    const id = vocabulary.idOf(token)
    return id === undefined ? NOWHERE : found.of(id)
  }
  const names = pages.map((page) => tokensOf(nameOf(page.path)))
  const titles = pages.map((page) => tokensOf(page.title))
  return { pages, postingsOf, lengths, averages: lengths.map(mean), names, titles }
}

type Counter = (texts: readonly string[], each: (id: number, count: number) => void) => number

/** Counts the words of one field at a time, in one array that all fields share. */
function createCounter(vocabulary: Vocabulary): Counter {
  let counts = new Int32Array(65_536)
  const met: number[] = []
  const visit = (id: number): void => {
    if (id >= counts.length) {
      const larger = new Int32Array(counts.length * 2)
      larger.set(counts)
      counts = larger
    }
    const before = counts[id] ?? 0
    if (before === 0) met.push(id)
    counts[id] = before + 1
  }
  return (texts, each) => {
    let length = 0
    for (const text of texts) length += vocabulary.read(text, visit)
    for (const id of met) {
      each(id, counts[id] ?? 0)
      counts[id] = 0
    }
    met.length = 0
    return length
  }
}

function mean(lengths: Float64Array): number {
  return lengths.reduce((total, length) => total + length, 0) / Math.max(1, lengths.length)
}
