import type { Runbook } from './document.ts'
import { pageAt, pagesByPath } from './page-links.ts'
import { nameOf } from './page-name.ts'
import type { RankedPage } from './rank.ts'
import { tokensOf } from './tokens.ts'

/** What earlier incidents say about a runbook for this one. */
export interface Experience {
  /** Factor on the text's score: above 1 where the page helped before, below where it did not. */
  readonly factor: number
  /** Confidence the page gets at least, from the earlier incident's likeness. */
  readonly confidence: number
  /** The earlier incident, for people. */
  readonly text: string
}

const HELPED = 0.5
const FAILED = 0.6
/** An earlier incident less alike than this teaches nothing. */
const ALIKE = 0.24
const LIKENESS_PASSED_ON = 0.9
/** Share of a history line's words that the headline must say for the line to be about the same trouble. */
const SAME_TROUBLE = 0.6

/**
 * Learns from the files: a postmortem like this incident speaks for the runbooks it says were used (`runbooks:` in its
 * front matter), and a line `did not help` of a runbook's history speaks against it when it tells of the same trouble.
 */
export function learnFrom(
  pages: readonly Runbook[],
  ranked: readonly RankedPage[],
  headline: string,
): ReadonlyMap<number, Experience> {
  const learned = new Map<number, Experience>()
  const alike = ranked.filter(({ page, confidence }) => pages[page]?.kind === 'postmortem' && confidence >= ALIKE)
  if (alike.length > 0) {
    const byPath = pagesByPath(pages)
    for (const { page, confidence } of alike)
      for (const used of pages[page]?.frontMatter.runbooks ?? []) {
        const at = pageAt([used.replace(/^\.?\//, '')], byPath)
        const before = at === undefined ? undefined : learned.get(at)
        if (at === undefined || (before !== undefined && before.confidence >= confidence * LIKENESS_PASSED_ON)) continue
        learned.set(at, {
          factor: 1 + HELPED * confidence,
          confidence: confidence * LIKENESS_PASSED_ON,
          text: nameOfIncident(pages[page]),
        })
      }
  }
  for (const at of failedBefore(pages, headline)) learned.set(at, { factor: FAILED, confidence: 0, text: '' })
  return learned
}

function nameOfIncident(postmortem: Runbook | undefined): string {
  const number = postmortem?.frontMatter.incident
  return number === undefined ? nameOf(postmortem?.path ?? '') : `#${number}`
}

function failedBefore(pages: readonly Runbook[], headline: string): readonly number[] {
  const said = new Set(tokensOf(headline))
  return pages.flatMap((page, at) => {
    const failed = page.history.some(({ outcome, text }) => outcome === 'did not help' && isAbout(text, said))
    return failed ? [at] : []
  })
}

function isAbout(line: string, said: ReadonlySet<string>): boolean {
  const words = tokensOf(line.replace(/^.*?did not help\W*/i, ''))
  return words.length > 1 && words.filter((word) => said.has(word)).length >= SAME_TROUBLE * words.length
}
