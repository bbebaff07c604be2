import type { Query } from './query.ts'
import { countOf, fieldOf, pageOf, type SearchIndex } from './search-index.ts'

/** A word that incident and page share, with what it adds to the score. */
export interface SharedWord {
  readonly surface: string
  readonly gain: number
}

/** How the text of one page answers an incident. */
export interface RankedPage {
  /** Place in the index's pages. */
  readonly page: number
  readonly score: number
  /** Share of what the incident says that the page answers, 0 to 1. */
  readonly confidence: number
  /** Strongest first. */
  readonly words: readonly SharedWord[]
}

/** By field: name, title, headings, told, body, lead, folders. */
const WEIGHTS = [3, 3, 1, 2, 0.4, 1, 0.5] as const
/** How far a long field is discounted, 0 (not at all) to 1 (fully). */
const NORMS = [0.3, 0.3, 0.6, 0.5, 0.8, 0.5, 0.5] as const
/** How soon a word said again stops adding. */
const SATURATION = 2
/**
 * A repository with fewer pages is counted as if it had this many: among one or two pages every word looks common, and a
 * page that answers all of the incident would stay unsaid.
 */
const FEWEST_PAGES = 12
const NAME_SHARE = 1.5
const TITLE_SHARE = 0.7
const HEADLINE_SHARE = 0.5
/** Of the confidence, what the headline's answer counts for; all the words count for the rest. */
const HEADLINE_CONFIDENCE = 0.6
/** The more pages, the more some page answers by chance: so much is taken off for each e-fold above `CHANCE_FROM`. */
const CHANCE = 0.01
const CHANCE_FROM = 16

interface Tally {
  score: number
  headline: number
  opening: number
  readonly words: SharedWord[]
}

/**
 * BM25 over weighted fields, raised for pages whose name and title the incident says and whose text answers its
 * headline. Best first; ties go to the path, so that the order of files never matters.
 */
export function rankPages(index: SearchIndex, query: Query): readonly RankedPage[] {
  const rarityOf = createRarity(index)
  const tallies = new Map<number, Tally>()
  let reachable = 0
  let reachableHeadline = 0
  let reachableOpening = 0
  for (const { token, surface, weight, headline, opening, optional } of query) {
    if (optional && index.postingsOf(token).length === 0) continue
    const rarity = rarityOf(token)
    reachable += weight * rarity
    reachableHeadline += headline * rarity
    reachableOpening += opening * rarity
    for (const [page, frequency] of frequenciesOf(index, token)) {
      const share = (rarity * frequency) / (frequency + SATURATION)
      const tally = tallies.get(page) ?? { score: 0, headline: 0, opening: 0, words: [] }
      tally.score += weight * share
      tally.headline += headline * share
      tally.opening += opening * share
      tally.words.push({ surface, gain: weight * share })
      tallies.set(page, tally)
    }
  }
  const chance = CHANCE * Math.log(Math.max(CHANCE_FROM, index.pages.length) / CHANCE_FROM)
  const said = new Map(query.map(({ token, weight }) => [token, Math.min(1, weight)]))
  const ranked = [...tallies].map(([page, tally]): RankedPage => {
    const name = shareSaid(index.names[page] ?? [], said, rarityOf)
    const title = TITLE_SHARE * shareSaid(index.titles[page] ?? [], said, rarityOf)
    const answered = Math.max(ratio(tally.headline, reachableHeadline), ratio(tally.opening, reachableOpening))
    const share = HEADLINE_CONFIDENCE * answered + (1 - HEADLINE_CONFIDENCE) * ratio(tally.score, reachable)
    return {
      page,
      score: tally.score * (1 + NAME_SHARE * Math.max(name, title)) * (1 + HEADLINE_SHARE * answered),
      confidence: Math.max(0, share - chance),
      words: tally.words,
    }
  })
  return ranked.filter((page) => page.score > 0).sort((a, b) => b.score - a.score || a.page - b.page)
}

/** How often a word stands in each page, fields weighted and lengths evened out. */
function frequenciesOf(index: SearchIndex, token: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (const posting of index.postingsOf(token)) {
    const page = pageOf(posting)
    const field = fieldOf(posting)
    const norm = NORMS[field] ?? 0
    const length = (index.lengths[field]?.[page] ?? 0) / (index.averages[field] || 1)
    const frequency = ((WEIGHTS[field] ?? 0) * countOf(posting)) / (1 - norm + norm * length)
    found.set(page, (found.get(page) ?? 0) + frequency)
  }
  return found
}

/** Rarity of a word as BM25 has it; a word that no page has counts as the rarest, so that strangers lower confidence. */
export function createRarity(index: SearchIndex): (token: string) => number {
  const known = new Map<string, number>()
  return (token) => {
    const before = known.get(token)
    if (before !== undefined) return before
    let pages = 0
    let last = -1
    for (const posting of index.postingsOf(token)) {
      if (pageOf(posting) !== last) pages++
      last = pageOf(posting)
    }
    const total = Math.max(FEWEST_PAGES, index.pages.length)
    const rarity = Math.log(1 + (total - pages + 0.5) / (pages + 0.5))
    known.set(token, rarity)
    return rarity
  }
}

/** Of a name's words, the share (by rarity) that the incident says. */
function shareSaid(
  words: readonly string[],
  said: ReadonlyMap<string, number>,
  rarityOf: (token: string) => number,
): number {
  let all = 0
  let hit = 0
  for (const word of words) {
    all += rarityOf(word)
    hit += rarityOf(word) * (said.get(word) ?? 0)
  }
  return ratio(hit, all)
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}
