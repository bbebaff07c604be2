import { bestSection } from './best-section.ts'
import type { Corpus } from './corpus.ts'
import type { Runbook } from './document.ts'
import { collectEvidence, type Evidence } from './evidence.ts'
import { type Experience, learnFrom } from './experience.ts'
import type { IncidentText } from './incident-text.ts'
import { type Query, readQuery } from './query.ts'
import { createRarity, type RankedPage, rankPages } from './rank.ts'
import { declaresService, serviceFactor } from './service-fit.ts'
import { CERTAINTIES, type Certainty, findSignals, type Signal } from './signals.ts'

export type { Evidence } from './evidence.ts'
export type { IncidentText } from './incident-text.ts'
export type { Certainty } from './signals.ts'

/** A page that may help, with the section to start from and what speaks for it. */
export interface Match {
  readonly runbook: Runbook
  readonly section?: { readonly heading: string; readonly anchor: string }
  /** Only to compare matches of one incident. */
  readonly score: number
  /** 0 to 1: how much of what the incident says this page answers; 1 where a certain signal names it. */
  readonly confidence: number
  /** Strongest first. */
  readonly evidence: readonly Evidence[]
  /** Set where an explicit signal, not the text, names the page. */
  readonly certain?: Certainty
  /** The page is a stub, and this is the page it points to. */
  readonly leadsTo?: Runbook
}

/** A page on its way to becoming a match. */
interface Candidate {
  readonly page: number
  readonly runbook: Runbook
  readonly score: number
  readonly confidence: number
  readonly signals: readonly Signal[]
  readonly ranked: RankedPage | undefined
  readonly experience: Experience | undefined
}

const MAX_OF_A_KIND = 10
/** A page of the incident's service goes before others when its text comes this near to the best. */
const SERVICE_NEARNESS = 0.5

/**
 * Ranks the pages for an incident, best first: pages that a certain signal names, then the others by their text; at
 * most ten runbooks and ten postmortems. Pure: the same texts, in whatever order of files, give the same answer.
 */
export function matchRunbooks(corpus: Corpus, incident: IncidentText): readonly Match[] {
  const query = readQuery(incident)
  const candidates = findCandidates(corpus, incident, query).sort(byCertainty)
  const runbooks = candidates.filter(({ runbook }) => runbook.kind === 'runbook').slice(0, MAX_OF_A_KIND)
  const postmortems = candidates.filter(({ runbook }) => runbook.kind === 'postmortem').slice(0, MAX_OF_A_KIND)
  const rarityOf = createRarity(corpus.index)
  return [...runbooks, ...postmortems].sort(byCertainty).map((candidate) => {
    const section = sectionOf(candidate, query, rarityOf)
    const leadsTo = corpus.runbooks[corpus.redirects.get(candidate.page) ?? -1]
    const certain = candidate.signals[0]?.kind
    return {
      runbook: candidate.runbook,
      ...(section === undefined ? {} : { section }),
      score: candidate.score,
      confidence: candidate.confidence,
      evidence: collectEvidence(candidate, incident),
      ...(certain === undefined ? {} : { certain }),
      ...(leadsTo === undefined ? {} : { leadsTo }),
    }
  })
}

function findCandidates(corpus: Corpus, incident: IncidentText, query: Query): Candidate[] {
  const signals = findSignals(corpus.index, incident)
  const ranked = rankPages(corpus.index, query)
  const byPage = new Map(ranked.map((page) => [page.page, page]))
  const headline = `${incident.title}\n${incident.fields?.happening ?? ''}`
  const learned = learnFrom(corpus.runbooks, { ranked, named: signals.keys() }, headline)
  const factorOf = serviceFactor(corpus.runbooks, incident)
  const nearest = SERVICE_NEARNESS * (ranked[0]?.score ?? 0)
  const pages = new Set([...byPage.keys(), ...signals.keys(), ...learned.keys()])
  return [...pages].flatMap((page) => {
    const runbook = corpus.runbooks[page]
    if (runbook === undefined) return []
    const text = byPage.get(page)
    const experience = learned.get(page)
    const ownScore = (text?.score ?? 0) * factorOf(runbook) * (experience?.factor ?? 1)
    const score = Math.max(ownScore, experience?.score ?? 0)
    const own = [...(signals.get(page) ?? []), ...historyOf(experience)]
    const service = declaresService(runbook, incident)
    const all =
      service !== undefined && text !== undefined && text.score >= nearest
        ? [...own, { kind: 'service' as const, text: service }]
        : own
    const isNamed = own.length > 0
    const confidence = isNamed ? 1 : Math.max(text?.confidence ?? 0, experience?.confidence ?? 0)
    return [{ page, runbook, score, confidence, signals: all, ranked: text, experience }]
  })
}

/** An earlier incident that is certainly of the kind names the page as a signal does. */
function historyOf(experience: Experience | undefined): readonly Signal[] {
  return experience?.isCertain ? [{ kind: 'history', text: experience.text }] : []
}

/** Ties end at the page's place, which is the order of paths. */
function byCertainty(a: Candidate, b: Candidate): number {
  return tierOf(a) - tierOf(b) || b.score - a.score || a.page - b.page
}

function tierOf(candidate: Candidate): number {
  const strongest = candidate.signals[0]
  return strongest === undefined ? CERTAINTIES.length : CERTAINTIES.indexOf(strongest.kind)
}

function sectionOf(
  { runbook, signals }: Candidate,
  query: Query,
  rarityOf: (token: string) => number,
): Match['section'] | undefined {
  const named = signals.find(({ anchor }) => anchor !== undefined)?.anchor
  const section =
    runbook.sections.find(({ anchor }) => anchor !== '' && anchor === named) ??
    bestSection(runbook.sections, query, rarityOf)
  return section === undefined ? undefined : { heading: section.heading, anchor: section.anchor }
}
