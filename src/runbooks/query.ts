import { cleanText } from './clean-text.ts'
import { isFunctionWord, isStatusWord } from './function-words.ts'
import type { IncidentText } from './incident-text.ts'
import { separatePlaces } from './places.ts'
import { eachToken } from './tokens.ts'

/** One word of an incident. */
export interface QueryWord {
  readonly token: string
  /** As the incident has it, for people. */
  readonly surface: string
  /** How much it says, all fields together. */
  readonly weight: number
  /** How much it says in the headline, 0 to 1; 0 where it stands elsewhere only. */
  readonly headline: number
  /** The same for what is said first below the title, which may be the better headline. */
  readonly opening: number
  /** Asked for only where some page has it: a whole identifier, whose parts are in the list too, or a label. */
  readonly optional: boolean
}

/** The words of an incident. The same incident always gives the same list. */
export type Query = readonly QueryWord[]

const TITLE = 2
const SERVICE = 0.5
/** High, since words of severity count for little: it tells `DiskWarning` from `DiskCritical` and no more. */
const SEVERITY_LABEL = 6
const PLACE = 0.05
const STATUS = 0.05
const GRAMMAR = 0.2
/** A body weighs as one of this many words; longer ones are diluted. */
const FULL_BODY = 10

/** A title that says fewer than this many words (`Outage`, `[FIRING:1]`) is no headline alone. */
const TELLING_TITLE = 3
/** What is said first below the title is looked at alone, up to so many characters. */
const OPENING = 160

/**
 * Reads an incident into weighted words: the title counts double, a word said again counts less each time. The headline
 * is the title; where it says little, the opening joins it, and its own words count only where some page has them.
 */
export function readQuery(incident: IncidentText): Query {
  const words = new Map<string, FoundWord>()
  const read = (text: string, weights: Weights): void => {
    const { what, where } = separatePlaces(cleanText(text))
    collect(words, what, weights)
    const { weight, headline, opening } = weights
    collect(words, where, { weight: weight * PLACE, headline: headline * PLACE, opening: opening * PLACE })
  }
  read(incident.title, { weight: TITLE, headline: 1, opening: 0 })
  const isTelling = isEnough(words, ({ headline }) => headline)
  const inTitle = new Set(words.keys())
  const [first = '', ...others] = textsBelow(incident)
  const opening = openingOf(first)
  read(opening, { weight: dilution(first), headline: isTelling ? 0 : 1, opening: 1 })
  const hasOpening = isEnough(words, (word) => word.opening)
  read(first.slice(opening.length), { weight: dilution(first), headline: 0, opening: 0 })
  for (const text of others) read(text, { weight: dilution(text), headline: 0, opening: 0 })
  collect(words, incident.service ?? '', { weight: SERVICE, headline: 0, opening: 0 })
  const inText = new Set(words.keys())
  for (const label of incident.labels ?? [])
    collect(words, severityOf(label), { weight: SEVERITY_LABEL, headline: 0, opening: 0 })
  const isOptional = (token: string, surface: string): boolean =>
    !inText.has(token) || isCompound(token, surface) || (!isTelling && hasOpening && inTitle.has(token))
  return [...words].map(([token, { surface, count, ...word }]) => ({
    token,
    surface,
    weight: Math.sqrt(count),
    headline: word.headline,
    opening: hasOpening ? word.opening : 0,
    optional: isOptional(token, surface),
  }))
}

interface Weights {
  readonly weight: number
  readonly headline: number
  readonly opening: number
}

interface FoundWord extends Omit<Weights, 'weight'> {
  readonly surface: string
  readonly count: number
}

/** Whether a part of the incident says enough words to stand for the whole. */
function isEnough(words: ReadonlyMap<string, FoundWord>, shareIn: (word: FoundWord) => number): boolean {
  return [...words.values()].filter((word) => shareIn(word) === 1).length >= TELLING_TITLE
}

/** The first paragraph, cut between two words where it is long. */
function openingOf(text: string): string {
  const from = /^\s*/.exec(text)?.[0].length ?? 0
  const end = text.slice(from, from + OPENING).search(/\n[ \t\r]*\n/)
  if (end >= 0) return text.slice(0, from + end)
  if (text.length <= from + OPENING) return text
  const cut = text.slice(0, from + OPENING)
  const space = cut.search(/\s\S*$/)
  return space > from ? cut.slice(0, space) : cut
}

/** Adds the words of a text, each by its weight and by what kind of word it is. */
function collect(words: Map<string, FoundWord>, text: string, { weight, headline, opening }: Weights): void {
  eachToken(text, (token, from, to) => {
    const surface = text.slice(from, to)
    const share = weightOf(surface)
    const known = words.get(token)
    words.set(token, {
      surface: known?.surface ?? surface,
      count: (known?.count ?? 0) + weight * share,
      headline: Math.max(known?.headline ?? 0, headline * share),
      opening: Math.max(known?.opening ?? 0, opening * share),
    })
  })
}

/** The value of a label such as `severity/critical`. */
function severityOf(label: string): string {
  return /^(?:severity|priority)\W+(\w.{0,40})$/i.exec(label)?.[1] ?? ''
}

function isCompound(token: string, surface: string): boolean {
  return surface.length > token.length
    ? surface.replaceAll('_', '').length === token.length
    : /[a-z0-9][A-Z]|[A-Z]{2}[a-z]/.test(surface) && token.length === surface.length
}

/** What stands below the title, what is happening first. */
function textsBelow(incident: IncidentText): readonly string[] {
  const { happening = '', ...others } = incident.fields ?? {}
  return [happening, incident.body ?? '', ...Object.values(others)].filter((text) => text.trim() !== '')
}

function dilution(text: string): number {
  let words = 0
  eachToken(cleanText(text), () => words++)
  return 1 / Math.max(1, Math.sqrt(words / FULL_BODY))
}

function weightOf(surface: string): number {
  const word = surface.toLowerCase()
  if (isStatusWord(word)) return STATUS
  return isFunctionWord(word) ? GRAMMAR : 1
}
