import { ENOUGH, type Shown } from '../runbooks/choose-shown.ts'
import type { Notice } from '../runbooks/document.ts'
import { explainMatch } from '../runbooks/explain-match.ts'
import type { Match } from '../runbooks/match.ts'

/** All that the command found out. */
export interface MatchAnswer {
  readonly matches: readonly Match[]
  readonly shown: Shown
  readonly notices: readonly Notice[]
  /** How many pages were read. */
  readonly pages: number
}

/** For people: the decision first, then the ranking with its evidence. */
export function matchAsText({ matches, shown, notices, pages }: MatchAnswer): string {
  const decided = [
    ...shown.runbooks.map(linkLine),
    ...shown.happenedBefore.map((match) => `${linkLine(match)} (happened before)`),
  ]
  const best = matches[0]?.confidence ?? 0
  const silence = `Nothing is linked: the best page answers ${percent(best)} of the incident, ${percent(ENOUGH)} are needed.`
  const lines = [
    decided.length > 0 ? 'Muster would link:' : silence,
    ...decided,
    '',
    `Ranking of ${pages} pages:`,
    ...matches.flatMap((match, at) => rankLines(match, at + 1)),
    ...(notices.length > 0 ? ['', 'Notices:', ...notices.map(noticeLine)] : []),
  ]
  return `${lines.map(withoutControls).join('\n')}\n`
}

/** For scripts: paths, sections, scores, evidence, the decision and the notices. */
export function matchAsJson({ matches, shown, notices, pages }: MatchAnswer): string {
  const paths = (list: readonly Match[]): readonly string[] => list.map(({ runbook }) => runbook.path)
  const ranking = matches.map((match) => ({
    path: match.runbook.path,
    kind: match.runbook.kind,
    title: match.runbook.title,
    section: match.section ?? null,
    leadsTo: match.leadsTo?.path ?? null,
    certain: match.certain ?? null,
    score: round(match.score),
    confidence: round(match.confidence),
    reason: explainMatch(match).text,
    evidence: match.evidence.map((item) => ({ ...item, weight: round(item.weight) })),
  }))
  const decision = { threshold: ENOUGH, runbooks: paths(shown.runbooks), happenedBefore: paths(shown.happenedBefore) }
  return `${JSON.stringify({ pages, decision, ranking, notices }, null, 2)}\n`
}

function linkLine(match: Match): string {
  return `  ${target(match)} – ${explainMatch(match).text || 'no single word stands out'}`
}

function rankLines(match: Match, place: number): readonly string[] {
  const certain = match.certain === undefined ? '' : `, named by ${match.certain}`
  const evidence = match.evidence.map(({ kind, text, weight }) =>
    kind === 'word' ? `${text} ${percent(weight)}` : `${kind} ${text}`,
  )
  return [
    `${String(place).padStart(3)}. ${target(match)}  score ${match.score.toFixed(1)}, confidence ${percent(match.confidence)}${certain}`,
    ...(evidence.length > 0 ? [`     ${evidence.join(' · ')}`] : []),
  ]
}

function target({ runbook, section, leadsTo }: Match): string {
  const place = section === undefined ? runbook.path : `${runbook.path}#${section.anchor}`
  return leadsTo === undefined ? place : `${place} (leads to ${leadsTo.path})`
}

/** One line for one notice, as editors and terminals link it. */
export function noticeLine({ path, line, message, help }: Notice): string {
  return `${line === undefined ? path : `${path}:${line}`}: ${message}. ${help}`
}

/** Text of strangers must not move the cursor or colour the terminal. */
export function withoutControls(line: string): string {
  return line.replace(/\p{Cc}/gu, ' ')
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
