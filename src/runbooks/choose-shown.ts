import type { Match } from './match.ts'

/** What the board links: pages to follow, and earlier incidents. Both may be empty: then nothing fits. */
export interface Shown {
  readonly runbooks: readonly Match[]
  readonly happenedBefore: readonly Match[]
}

/** Below this share of the incident answered, silence helps more than a link. Set by measurement: docs/matching.md. */
export const ENOUGH = 0.24
/** A second or third link must score at least this share of the first. */
const COMPANION = 0.25
const MAX_SHOWN = 3

/**
 * Decides what to show of a ranking: at most three of each kind. The best page must answer enough of the incident, or
 * be named by a certain signal; others follow when they come near it. A page that shares mere grammar with the incident is
 * never shown: there would be no reason to give.
 */
export function chooseShown(matches: readonly Match[]): Shown {
  return { runbooks: chooseKind(matches, 'runbook'), happenedBefore: chooseKind(matches, 'postmortem') }
}

function chooseKind(matches: readonly Match[], kind: Match['runbook']['kind']): readonly Match[] {
  const candidates = withoutDoubles(matches.filter((match) => match.runbook.kind === kind))
  const named = candidates.filter(isNamed)
  const others = candidates.filter((match) => match.certain === undefined && match.evidence.length > 0)
  const best = others[0]
  const isEnough = best !== undefined && best.confidence >= ENOUGH
  const near = isEnough ? others.filter((match) => match.score >= COMPANION * best.score) : []
  return [...named, ...near].slice(0, MAX_SHOWN)
}

/** A stub and the page it leads to are one link: the better placed of them stays. */
function withoutDoubles(matches: readonly Match[]): readonly Match[] {
  const ends = new Set<string>()
  return matches.filter(({ runbook, leadsTo = runbook }) => ends.size < ends.add(leadsTo.path).size)
}

/** The service alone proves little: it wants some answer in the text too. */
function isNamed(match: Match): boolean {
  if (match.certain === undefined) return false
  return match.certain !== 'service' || match.confidence >= ENOUGH / 2
}
