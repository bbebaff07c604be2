import { MAX_TEXT } from './clean-text.ts'
import { findLinks } from './find-links.ts'
import { findNames } from './find-names.ts'
import { findSignatures } from './find-signatures.ts'
import { findSymptoms } from './find-symptoms.ts'
import type { IncidentText } from './incident-text.ts'
import type { SearchIndex } from './search-index.ts'

/**
 * Signals that name a page without any ranking, strongest first. `history`: a postmortem that is named itself says that
 * the page was used; `service` counts with some text behind it.
 */
export const CERTAINTIES = ['link', 'alert', 'signature', 'symptom', 'history', 'service'] as const

/** One of them. */
export type Certainty = (typeof CERTAINTIES)[number]

/** What in the incident names a page. */
export interface Signal {
  readonly kind: Certainty
  /** What was found, as the incident or the page writes it. */
  readonly text: string
  /** The section that is named, where one is. */
  readonly anchor?: string
}

/** For each page (by its place in the index) the signals that name it, strongest first. */
export function findSignals(index: SearchIndex, incident: IncidentText): ReadonlyMap<number, readonly Signal[]> {
  const text = wholeText(incident)
  const found = new Map<number, Signal[]>()
  for (const find of [findLinks, findNames, findSignatures, findSymptoms])
    for (const { page, signal } of find(index.pages, text)) {
      const signals = found.get(page) ?? []
      signals.push(signal)
      found.set(page, signals)
    }
  return found
}

/** A page and the signal that names it. */
export interface FoundSignal {
  readonly page: number
  readonly signal: Signal
}

function wholeText(incident: IncidentText): string {
  const parts = [incident.title, incident.body ?? '', ...Object.values(incident.fields ?? {})]
  return parts
    .map((part) => part.slice(0, MAX_TEXT))
    .join('\n')
    .replace(/\r\n?/g, '\n')
}
