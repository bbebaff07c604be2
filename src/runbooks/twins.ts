import type { Corpus } from './corpus.ts'
import type { Runbook } from './document.ts'
import { tokensOf } from './tokens.ts'

/** Two pages that an incident can hardly tell apart; `page` comes after `other` in the order of paths. */
export interface Twins {
  readonly page: Runbook
  readonly other: Runbook
}

/** Pages that share at least this share of their runs of words are twins. */
const ALIKE = 0.7
const RUN = 3
/** Each page is compared by this many of its runs, those with the lowest hashes: enough to estimate the share. */
const SAMPLE = 96
/** A run that more pages have is boilerplate and compares nothing. */
const MAX_SHARERS = 12

/** Finds near twins among the runbooks by sampled runs of three words; close to linear in the number of pages. */
export function findTwins(corpus: Corpus): readonly Twins[] {
  const pages = corpus.runbooks.filter((page, at) => page.kind === 'runbook' && !corpus.redirects.has(at))
  const samples = pages.map(sampleOf)
  const holders = new Map<number, number[]>()
  for (const [at, sample] of samples.entries())
    for (const hash of sample) {
      const known = holders.get(hash)
      if (known === undefined) holders.set(hash, [at])
      else known.push(at)
    }
  const shared = countShared(samples, holders)
  return [...shared].flatMap(([key, count]) => {
    const page = pages[Math.floor(key / pages.length)]
    const other = pages[key % pages.length]
    const size = Math.min(
      samples[Math.floor(key / pages.length)]?.length ?? 0,
      samples[key % pages.length]?.length ?? 0,
    )
    return page !== undefined && other !== undefined && size > 0 && count >= ALIKE * size ? [{ page, other }] : []
  })
}

function countShared(
  samples: readonly (readonly number[])[],
  holders: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, number> {
  const shared = new Map<number, number>()
  for (const [at, sample] of samples.entries())
    for (const hash of sample) {
      const others = holders.get(hash) ?? []
      if (others.length > MAX_SHARERS) continue
      for (const other of others) {
        if (other >= at) continue
        const key = at * samples.length + other
        shared.set(key, (shared.get(key) ?? 0) + 1)
      }
    }
  return shared
}

function sampleOf(page: Runbook): readonly number[] {
  const words = page.sections.flatMap(({ heading, text }) => wordsInOrder(`${heading}\n${text.slice(0, 20_000)}`))
  const hashes = new Set<number>()
  for (let at = 0; at + RUN <= words.length; at++) hashes.add(hashOf(words.slice(at, at + RUN).join(' ')))
  return [...hashes].sort((a, b) => a - b).slice(0, SAMPLE)
}

function wordsInOrder(text: string): readonly string[] {
  return text.split(/\n/).flatMap((line) => tokensOf(line))
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
