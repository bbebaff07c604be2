import type { Runbook } from './document.ts'
import { pageAt, pagesByPath } from './page-links.ts'
import { nameOf } from './page-name.ts'
import type { RankedPage } from './rank.ts'
import { tokensOf } from './tokens.ts'

/** What earlier incidents say about a runbook for this one. */
export interface Experience {
  /** Factor on the text's score: above 1 where the page helped before, below where it did not. */
  readonly factor: number
  /** Score and confidence that the page gets at least, from the earlier incident's likeness. */
  readonly score: number
  readonly confidence: number
  /** The earlier incident, for people. */
  readonly text: string
  /** A certain signal, such as an error of its log, names the earlier incident. */
  readonly isCertain: boolean
}

const HELPED = 0.5
const FAILED = 0.6
/** An earlier incident less alike than this teaches nothing. */
const ALIKE = 0.24
const LIKENESS_PASSED_ON = 0.9
/** A signal that names more postmortems than this is a usual error, and says nothing of what helps against it. */
const MAX_NAMED = 3
/** Share of a history line's words that the headline must say for the line to be about the same trouble. */
const SAME_TROUBLE = 0.6

/**
 * Learns from the files: a postmortem that a signal names, or that is like this incident, speaks for the runbooks it says
 * were used (`runbooks:` in its front matter), and a line `did not help` of a runbook's history speaks against it when it
 * tells of the same trouble. `named`: the pages that a certain signal names.
 */
export function learnFrom(
  pages: readonly Runbook[],
  found: { readonly ranked: readonly RankedPage[]; readonly named: Iterable<number> },
  headline: string,
): ReadonlyMap<number, Experience> {
  const learned = new Map<number, Experience>()
  const alike = findAlike(pages, found)
  if (alike.length > 0) {
    const byPath = pagesByPath(pages)
    for (const { page, score, confidence, isCertain } of alike)
      for (const used of pages[page]?.frontMatter.runbooks ?? []) {
        const at = pageAt([used.replace(/^\.?\//, '')], byPath)
        if (at === undefined || learned.has(at)) continue
        learned.set(at, {
          factor: 1 + HELPED * confidence,
          score: score * LIKENESS_PASSED_ON,
          confidence: confidence * LIKENESS_PASSED_ON,
          text: nameOfIncident(pages[page]),
          isCertain,
        })
      }
  }
  for (const at of failedBefore(pages, headline))
    learned.set(at, { factor: FAILED, score: 0, confidence: 0, text: '', isCertain: false })
  return learned
}

interface AlikeIncident {
  readonly page: number
  readonly score: number
  readonly confidence: number
  readonly isCertain: boolean
}

/** Postmortems that tell of such an incident, the most alike first. */
function findAlike(
  pages: readonly Runbook[],
  { ranked, named }: { readonly ranked: readonly RankedPage[]; readonly named: Iterable<number> },
): readonly AlikeIncident[] {
  const isPostmortem = (page: number): boolean => pages[page]?.kind === 'postmortem'
  const certain = [...named].filter(isPostmortem)
  const scores = new Map(ranked.map(({ page, score }) => [page, score]))
  const byName = (certain.length > MAX_NAMED ? [] : certain).map((page) => ({
    page,
    score: scores.get(page) ?? 0,
    confidence: 1,
    isCertain: true,
  }))
  const byText = ranked
    .filter(({ page, confidence }) => confidence >= ALIKE && isPostmortem(page))
    .map(({ page, score, confidence }) => ({ page, score, confidence, isCertain: false }))
  return [...byName, ...byText].sort((a, b) => b.confidence - a.confidence || a.page - b.page)
}

function nameOfIncident(postmortem: Runbook | undefined): string {
  const number = postmortem?.frontMatter.incident
  return number === undefined ? nameOf(postmortem?.path ?? '') : `#${number}`
}

function failedBefore(pages: readonly Runbook[], headline: string): readonly number[] {
  const said = new Set(tokensOf(headline))
  return pages.flatMap((page, at) => {
    const failed = page.history.some(({ outcome, about }) => outcome === 'did not help' && isAbout(about, said))
    return failed ? [at] : []
  })
}

function isAbout(about: string, said: ReadonlySet<string>): boolean {
  const words = tokensOf(about)
  return words.length > 1 && words.filter((word) => said.has(word)).length >= SAME_TROUBLE * words.length
}
