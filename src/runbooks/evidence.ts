import type { Experience } from './experience.ts'
import { isFunctionWord, isStatusWord } from './function-words.ts'
import type { IncidentText } from './incident-text.ts'
import type { RankedPage } from './rank.ts'
import type { Certainty, Signal } from './signals.ts'

/** One thing that speaks for a page. */
export interface Evidence {
  /** A certain signal, an earlier incident, or a word that incident and page share. */
  readonly kind: Certainty | 'word'
  /** As the incident or the page writes it. */
  readonly text: string
  /** 1 for signals; for words the share of the page's text score, 0 to 1. */
  readonly weight: number
  /** Where in the incident it stands, if that is worth saying. */
  readonly place?: 'title' | 'log'
}

const MAX_WORDS = 6

/** Gathers what speaks for a page: signals first, then earlier incidents, then the words by what they add. */
export function collectEvidence(
  found: {
    readonly signals: readonly Signal[]
    readonly ranked: RankedPage | undefined
    readonly experience: Experience | undefined
  },
  incident: IncidentText,
): readonly Evidence[] {
  const signals = found.signals.map(({ kind, text }) => ({ kind, text, weight: 1, ...placeOf(text, incident) }))
  const history = found.experience
  const isSaid = found.signals.some(({ kind }) => kind === 'history')
  const earlier: readonly Evidence[] =
    history?.text && !isSaid ? [{ kind: 'history', text: history.text, weight: history.confidence }] : []
  const named = new Set(signals.map(({ text }) => text.toLowerCase()))
  const words = wordsOf(found.ranked, incident).filter(({ text }) => !named.has(text.toLowerCase()))
  return [...signals, ...earlier, ...words]
}

function wordsOf(ranked: RankedPage | undefined, incident: IncidentText): readonly Evidence[] {
  // Words that add the same stay in the order in which the incident says them.
  const words = [...(ranked?.words ?? [])].sort((a, b) => b.gain - a.gain)
  const total = words.reduce((sum, { gain }) => sum + gain, 0)
  const seen = new Set<string>()
  return words
    .filter(({ surface }) => {
      const lower = surface.toLowerCase()
      if (seen.has(lower) || isFunctionWord(lower) || isStatusWord(lower)) return false
      seen.add(lower)
      return true
    })
    .slice(0, MAX_WORDS)
    .map(({ surface, gain }) => ({ kind: 'word', text: surface, weight: gain / total, ...placeOf(surface, incident) }))
}

function placeOf(text: string, incident: IncidentText): Pick<Evidence, 'place'> {
  const lower = text.toLowerCase()
  if (incident.title.toLowerCase().includes(lower)) return { place: 'title' }
  return (incident.fields?.log ?? '').toLowerCase().includes(lower) ? { place: 'log' } : {}
}
